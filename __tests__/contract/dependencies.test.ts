// What is installed, what of it may run while it is installed, and under which licenses the bundle stands.
import { describe, expect, it } from 'vitest';
import { listBundledPackages } from './bundled-packages.ts';
import { asFields, type Fields, readJson, readText } from './repository.ts';

const packageJson = readJson('package.json');
const packages = Object.entries(asFields(readJson('package-lock.json')['packages'])).map(
	([path, entry]): readonly [string, Fields] => [path, asFields(entry)],
);
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? '';

describe('The lock file', () => {
	it('names no address to download from, only the stubs of the repository', () => {
		const resolved = packages.flatMap(([, entry]) => entry['resolved'] ?? []);
		expect(resolved).toEqual(['scripts/stubs/exec', 'scripts/stubs/undici']);
	});

	it('has the digest of every package from a registry', () => {
		const registry = packages.filter(
			([path, entry]) => path.startsWith('node_modules/') && entry['link'] !== true,
		);
		expect(registry.length).toBeGreaterThan(50);
		const isDigest = (value: unknown): boolean => /^sha512-[\w+/]{86}==$/.test(String(value));
		// npm records a package that another one bundles without a digest of its own.
		const without = registry.filter(
			([, entry]) => entry['inBundle'] !== true && !isDigest(entry['integrity']),
		);
		expect(without.map(([path]) => path)).toEqual([]);
	});
});

describe('Install scripts', () => {
	it('run only for packages that package.json allows by name, and npm is told to refuse all others', () => {
		const wanting = packages
			.filter(([, entry]) => entry['hasInstallScript'] === true)
			.map(([path]) => nameOf(path));
		const optional = packages.filter(([, entry]) => entry['optional'] === true).map(([path]) => nameOf(path));
		const required = wanting.filter((name) => !optional.includes(name));
		const allowed = asFields(packageJson['allowScripts']);
		expect(required.filter((name) => allowed[name] !== true)).toEqual([]);
		expect(Object.keys(allowed).filter((name) => !wanting.includes(name))).toEqual([]);
		expect(readText('.npmrc').split('\n')).toContain('strict-allow-scripts=true');
	});
});

describe('dist/licenses.txt', () => {
	// An entry begins with the name of a package and the name of its license.
	const entries = [...readText('dist/licenses.txt').matchAll(/^((?:@[\w-]+\/)?[\w.-]+)\n([A-Z][\w.-]*)\n/gm)];
	const stubs = Object.entries(asFields(packageJson['devDependencies']))
		.filter(([, version]) => String(version).startsWith('file:'))
		.map(([name]) => name);

	it('has an entry for every package in the bundle, and for nothing else', () => {
		const bundled = listBundledPackages().filter((name) => !stubs.includes(name));
		expect(entries.map(([, name]) => name)).toEqual(bundled);
		expect(stubs.length).toBeGreaterThan(0);
	});

	it('has the whole license of each', () => {
		const texts = readText('dist/licenses.txt')
			.split(/^(?:@[\w-]+\/)?[\w.-]+\nMIT\n/m)
			.slice(1);
		expect(texts).toHaveLength(entries.length);
		for (const text of texts) {
			expect(text).toMatch(/Copyright/);
			expect(text).toMatch(/Permission is hereby granted, free of charge/);
			expect(text).toMatch(/THE SOFTWARE IS PROVIDED .AS IS., WITHOUT WARRANTY/);
		}
	});
});
