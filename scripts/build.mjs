// Builds dist/ from src/: tsc to an ignored folder, ncc to one CommonJS file with the licenses beside it, and
// terser, which shortens more than ncc's own --minify does.
// `node scripts/build.mjs [OUT]` writes to OUT (default: dist), so that a test can rebuild elsewhere and compare.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeUnusedParts } from './unused-toolkit-parts.mjs';

const root = resolve(import.meta.dirname, '..');
const out = resolve(root, process.argv[2] ?? 'dist');
// The folder's name is fixed because the bundle's module numbers come from it; it lies in the checkout because ncc looks for packages upwards.
const compiled = join(root, 'build', 'js');
rmSync(compiled, { recursive: true, force: true });

function run(script, ...args) {
	execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
}

/** ncc lists every package that it met. A stub of this repository stands for a package that is not in the bundle, so it is no entry. */
function removeStubEntries(licenses) {
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const stubs = Object.keys(devDependencies).filter((name) => devDependencies[name].startsWith('file:'));
	// A stub has no license file, so its entry is its name and the word in its package.json.
	const rest = stubs.reduce(
		(text, name) => text.replace(new RegExp(`^${name}\\nMIT\\n*`, 'm'), ''),
		licenses,
	);
	return `${rest.trimEnd()}\n`;
}

/**
 * Nothing that the environment could fake tells the post phase from the main one: so it has a file of its own, which
 * says so. It ends at once if main has saved that there is nothing to do (src/runner/state.ts): every step of every user
 * pays for what is loaded here.
 */
const POST_LAUNCHER = `if (process.env.STATE_idle !== 'yes') {
	globalThis[Symbol.for('ots-action/phase')] = 'post';
	require('./index.js');
}
`;

try {
	run(
		'typescript/bin/tsc',
		'--noEmit',
		'false',
		'--rootDir',
		'src',
		'--outDir',
		compiled,
		'--project',
		'tsconfig.build.json',
	);
	// Without a `type` of its own the compiled folder would inherit `module`, and ncc would emit ESM, which starts 12 to 23 ms later.
	writeFileSync(join(compiled, 'package.json'), '{}\n');
	mkdirSync(out, { recursive: true });
	for (const name of ['index.js', 'post.js', 'licenses.txt', 'package.json']) {
		rmSync(join(out, name), { force: true });
	}
	run(
		'@vercel/ncc/dist/ncc/cli.js',
		'build',
		join(compiled, 'index.js'),
		'--out',
		out,
		'--no-cache',
		'--license',
		'licenses.txt',
		'--quiet',
	);
	const bundle = join(out, 'index.js');
	writeFileSync(bundle, removeUnusedParts(readFileSync(bundle, 'utf8')));
	const licenses = join(out, 'licenses.txt');
	writeFileSync(licenses, removeStubEntries(readFileSync(licenses, 'utf8')));
	run(
		'terser/bin/terser',
		bundle,
		'--compress',
		'passes=3,ecma=2022,unsafe_arrows=true,pure_getters=true,keep_fargs=false',
		'--mangle',
		// Names that end like this are our own: neither Node nor the toolkit has one of them that the bundle uses.
		'--mangle-props',
		'regex=/[a-z](Ms|Seconds|Bytes|Receipt|Passphrase|Recipient|Cleanup|Delivery|Mail|EchoesOf|Behind|Doubt|Sent|Api|Kinds|Credentials|StepId|Summary|Expression|Advice|Cancelled|Delivered|Creation|Versions|Domain|Faults|Reused|Guest|Idle|Faulty|Known|Key|Value|Text|Host|[sd]At|[sd]By)$/',
		'--toplevel',
		'--output',
		bundle,
	);
	writeFileSync(join(out, 'post.js'), POST_LAUNCHER);
	writeFileSync(join(out, 'package.json'), '{\n  "type": "commonjs"\n}\n');
} finally {
	rmSync(compiled, { recursive: true, force: true });
}
