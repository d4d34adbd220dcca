// Builds dist/ from src/: tsc to an ignored folder, ncc to one CommonJS file with the licenses beside it, and
// terser, which shortens more than ncc's own --minify does.
// `node scripts/build.mjs [OUT]` writes to OUT (default: dist), so that a test can rebuild elsewhere and compare.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

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

/** The toolkit loads two modules of Node that this action never uses, which takes 3 to 5 ms: `assert` (by tunnel) and `fs.promises` (for its own job summary). */
function leaveOut(text) {
	const unused = [
		[/^module\.exports = require\("assert"\);$/gm, 'module.exports = {};'],
		[
			/^const \{ access, appendFile, writeFile \} = \w+\.promises;$/gm,
			'const access = undefined, appendFile = undefined, writeFile = undefined;',
		],
	];
	for (const [pattern, replacement] of unused) {
		if (text.match(pattern)?.length !== 1) {
			throw new Error(`The toolkit has changed: ${pattern} is not there once`);
		}
		text = text.replace(pattern, replacement);
	}
	return text;
}

/** ncc lists every package that it met. A stub of this repository stands for a package that is not in the bundle, so it is no entry. */
function leaveOutStubs(licenses) {
	const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const stubs = Object.keys(devDependencies).filter((name) => devDependencies[name].startsWith('file:'));
	// A stub has no license file, so its entry is its name and the word in its package.json.
	const rest = stubs.reduce(
		(text, name) => text.replace(new RegExp(`^${name}\\nMIT\\n*`, 'm'), ''),
		licenses,
	);
	return `${rest.trimEnd()}\n`;
}

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
	writeFileSync(bundle, leaveOut(readFileSync(bundle, 'utf8')));
	const licenses = join(out, 'licenses.txt');
	writeFileSync(licenses, leaveOutStubs(readFileSync(licenses, 'utf8')));
	run(
		'terser/bin/terser',
		bundle,
		'--compress',
		'passes=2,ecma=2020',
		'--mangle',
		'--toplevel',
		'--output',
		bundle,
	);
	// Nothing that the environment could fake tells the post phase from the main one: so it has a file of its own, which says so.
	writeFileSync(
		join(out, 'post.js'),
		"globalThis[Symbol.for('ots-action/phase')] = 'post';\nrequire('./index.js');\n",
	);
	writeFileSync(join(out, 'package.json'), '{\n  "type": "commonjs"\n}\n');
} finally {
	rmSync(compiled, { recursive: true, force: true });
}
