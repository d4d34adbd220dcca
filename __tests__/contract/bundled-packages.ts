// The packages that the bundle consists of, and how a copy of the repository gets its packages.
import { cpSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asFields, ROOT, readJson } from './repository.ts';

/** The names of the packages that the action needs at run time, with all that these need, in alphabetical order. */
export function listBundledPackages(): string[] {
	const found = new Set<string>();
	const visit = (name: string): void => {
		if (found.has(name)) return;
		found.add(name);
		for (const needed of dependenciesOf(`node_modules/${name}/package.json`)) visit(needed);
	};
	for (const name of dependenciesOf('package.json')) visit(name);
	return [...found].sort();
}

function dependenciesOf(path: string): string[] {
	return Object.keys(asFields(readJson(path)['dependencies']));
}

/**
 * Gives a copy of the repository its packages. Links the installed ones, but copies the bundler and what it bundles: it numbers modules by their paths as seen from the checkout,
 * its own loaders included, and follows links.
 */
export function providePackages(folder: string): void {
	const real = new Set(['@vercel/ncc', ...listBundledPackages()]);
	for (const name of listInstalledPackages()) {
		const [from, to] = [join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)];
		mkdirSync(dirname(to), { recursive: true });
		if (real.has(name)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
		else symlinkSync(realpathSync(from), to, 'dir');
	}
}

function listInstalledPackages(): string[] {
	const list = (folder: string): string[] =>
		readdirSync(join(ROOT, 'node_modules', folder)).filter((name) => !name.startsWith('.'));
	return list('').flatMap((name) =>
		name.startsWith('@') ? list(name).map((inner) => `${name}/${inner}`) : [name],
	);
}
