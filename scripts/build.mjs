// Builds dist/ from src/: tsc to an ignored folder, ncc to one CommonJS file with the licenses beside it, and
// terser, whose options here give a smaller file than ncc's own --minify.
// `node scripts/build.mjs [OUT]` writes to OUT (default: dist), so that a test can rebuild elsewhere and compare.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeUnusedParts } from './unused-toolkit-parts.mjs';

const root = resolve(import.meta.dirname, '..');
const out = resolve(root, process.argv[2] ?? 'dist');
// The name of the folder is fixed because ncc derives module numbers from it. The folder is in the checkout
// because ncc searches parent folders for packages.
const compiled = join(root, 'build', 'js');
rmSync(compiled, { recursive: true, force: true });

function run(script, ...args) {
	execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
	});
}

/**
 * Removes the stubs from the license list, which ncc writes for every resolved package. A stubbed package is
 * not in the bundle.
 */
function removeStubEntries(licenses) {
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const stubs = Object.keys(devDependencies).filter((name) => devDependencies[name].startsWith('file:'));
	// A stub has no license file, so its entry is only its name and the license in its package.json.
	const rest = stubs.reduce(
		(text, name) => text.replace(new RegExp(`^${name}\\nMIT\\n*`, 'm'), ''),
		licenses,
	);
	return `${rest.trimEnd()}\n`;
}

/**
 * The entry file of the post phase. It sets the phase itself, because any earlier step could set an
 * environment variable. If the main phase saved that there is nothing to do (src/runner/state.ts), it ends
 * without loading the bundle, because every step would pay for the loading time.
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
	// Without this file the compiled folder would inherit `"type": "module"`, and ncc would emit ESM, which
	// starts 12 to 23 ms later.
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
		// Only our own property names match: the bundle uses no property of Node or the toolkit with one of
		// these endings.
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
