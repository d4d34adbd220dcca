// Proves that dist/ depends only on the sources: builds in another folder with another umask, locale, time zone
// and date, and compares the bytes.
// `node scripts/reproduce.mjs [DIST]` compares with DIST (default: dist) and exits with 1 if a file differs.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const committed = resolve(process.argv[2] ?? join(root, 'dist'));

/** Large packages that a build does not load, so they are not copied. */
const UNUSED_PACKAGES =
	/^(node|vite|vitest|nock|@biomejs|@rolldown|@oxc-project|@tktco|@babel|lightningcss.*)$/;

/** Copies what a build reads. Relative symbolic links are kept, so those of the stubs point into the copy. */
function copyCheckout(to) {
	const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
	for (const name of [...files.map((entry) => entry.name), 'src', 'scripts']) {
		cpSync(join(root, name), join(to, name), { recursive: true });
	}
	for (const name of readdirSync(join(root, 'node_modules'))) {
		if (UNUSED_PACKAGES.test(name)) continue;
		const path = join('node_modules', name);
		cpSync(join(root, path), join(to, path), { recursive: true, verbatimSymlinks: true });
	}
}

/**
 * Builds in the folder, in an environment that differs from the usual one in everything that could affect a
 * build.
 */
function buildElsewhere(folder) {
	const anotherDay = pathToFileURL(join(folder, 'scripts', 'another-day.mjs')).href;
	const umask = process.umask(0o077);
	try {
		execFileSync(process.execPath, ['scripts/build.mjs', 'out'], {
			cwd: folder,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: {
				...process.env,
				NODE_OPTIONS: `--import=${anotherDay}`,
				LANG: 'tr_TR.UTF-8',
				LC_ALL: 'tr_TR.UTF-8',
				TZ: 'Pacific/Kiritimati',
				HOME: folder,
				USER: 'somebody-else',
			},
		});
	} finally {
		process.umask(umask);
	}
}

function digest(folder, name) {
	try {
		return createHash('sha256')
			.update(readFileSync(join(folder, name)))
			.digest('hex');
	} catch (error) {
		if (error.code === 'ENOENT') return 'missing';
		throw error;
	}
}

// The path has a space, a non-ASCII letter, and a different depth.
const parent = realpathSync(mkdtempSync(join(tmpdir(), 'reproduce-')));
const folder = join(parent, 'a b', 'größer', 'checkout');
try {
	mkdirSync(folder, { recursive: true });
	copyCheckout(folder);
	buildElsewhere(folder);
	const out = join(folder, 'out');
	const names = new Set([...readdirSync(committed), ...readdirSync(out)]);
	for (const name of [...names].sort()) {
		const [expected, found] = [digest(committed, name), digest(out, name)];
		const verdict = expected === found ? 'same bytes' : `differs: ${expected} here, ${found} elsewhere`;
		console.log(`${name}: ${verdict}`);
		if (expected !== found) process.exitCode = 1;
	}
} finally {
	rmSync(parent, { recursive: true });
}
