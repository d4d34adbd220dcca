// What the repository says about the action in several places is the same in all of them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderTables } from '../../scripts/docs/tables.ts';
import { INPUTS } from '../../src/runner/inputs/input-table.ts';
import { VERSION } from '../../src/version.ts';
import { readSections } from './markdown.ts';
import { asFields, listFiles, ROOT, readJson, readText } from './repository.ts';

const manifest = asFields(parse(readText('action.yml')));
const declaredInputs = Object.entries(asFields(manifest['inputs'])).map(
	([name, traits]) => ({ name, ...asFields(traits) }) as const,
);
const declaredOutputs = Object.entries(asFields(manifest['outputs'])).map(
	([name, traits]) => ({ name, ...asFields(traits) }) as const,
);
const packageJson = readJson('package.json');
/** Names of the outputs that a source file sets. */
function outputsSetBy(text: string): string[] {
	return [...text.matchAll(/\.output\(\s*'([^']*)'/g)].map(([, name = '']) => name);
}

describe('action.yml', () => {
	it('declares the inputs that the code reads, in the same order, with the same defaults as texts', () => {
		const names = declaredInputs.map(({ name }) => name);
		expect(names).toEqual(Object.keys(INPUTS));
		for (const { name, ...traits } of declaredInputs) {
			const { default: given } = traits as { default?: unknown };
			// A default that the runner evaluates has no equal in the code.
			const isExpression = typeof given === 'string' && given.includes('${{');
			expect({ name, default: given }).toEqual({
				name,
				default: isExpression ? given : asFields(asFields(INPUTS)[name])['default'],
			});
		}
	});

	it('describes every input and output in full sentences', () => {
		expect(declaredInputs.length * declaredOutputs.length).toBeGreaterThan(0);
		for (const { name, ...traits } of [...declaredInputs, ...declaredOutputs]) {
			expect(traits, name).toHaveProperty('description', expect.stringMatching(/^[A-Z].*\.$/));
		}
	});

	it('declares exactly the outputs that the code sets', () => {
		const set = listFiles('src', ['.ts']).flatMap((path) => outputsSetBy(readText(path)));
		expect(new Set(set)).toEqual(new Set(declaredOutputs.map(({ name }) => name)));
	});

	it('can be held against the sources, because each call names its output as a plain text', () => {
		for (const path of listFiles('src', ['.ts'])) {
			const calls = readText(path).match(/\.output\(/g) ?? [];
			expect(outputsSetBy(readText(path)), path).toHaveLength(calls.length);
		}
	});

	it('starts files that are shipped, on Node 24', () => {
		const { using, main, ...others } = asFields(manifest['runs']);
		expect({ using, main }).toEqual({ using: 'node24', main: 'dist/index.js' });
		const scripts = [main, others['post'] ?? main];
		expect(scripts.filter((path) => !existsSync(join(ROOT, String(path))))).toEqual([]);
	});
});

describe('README', () => {
	it('has the tables that action.yml gives; `npm run docs` writes them', () => {
		expect(renderTables(readText('README.md'), readText('action.yml'))).toBe(readText('README.md'));
	});

	it('lists every input in a group, and every output', () => {
		const tables = readSections(readText('README.md')).filter(({ title }) => /^(In|Out)puts$/.test(title));
		const listed = tables.map(({ text }) =>
			[...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name),
		);
		expect(listed).toEqual([declaredInputs, declaredOutputs].map((all) => all.map(({ name }) => name)));
		expect(tables[0]?.text.match(/^\*\*.+\*\*\n\n\| Input \|/gm)).toHaveLength(
			readText('action.yml').match(/^ {2}# Group: /gm)?.length ?? 0,
		);
	});

	it('is written anew where action.yml changes, and only between the markers', () => {
		const page =
			'Before\n<!-- inputs:start -->\nold\n<!-- inputs:end -->\n<!-- outputs:start --><!-- outputs:end -->\nAfter\n';
		const action = `inputs:
  # Group: One
  a: { description: "A | B.", default: x }
  # Group: Two
  b: { description: B., default: y }
outputs:
  c: { description: C. }
`;
		expect(renderTables(page, action).split('\n')).toEqual([
			...['Before', '<!-- inputs:start -->', ''],
			...[
				'**One**',
				'',
				'| Input | Default | Meaning |',
				'| --- | --- | --- |',
				'| `a` | `x` | A \\| B. |',
				'',
			],
			...['**Two**', '', '| Input | Default | Meaning |', '| --- | --- | --- |', '| `b` | `y` | B. |', ''],
			...['<!-- inputs:end -->', '<!-- outputs:start -->', ''],
			...['| Output | Meaning |', '| --- | --- |', '| `c` | C. |', '', '<!-- outputs:end -->', 'After', ''],
		]);
		expect(() => renderTables('', action)).toThrow('lacks the markers');
	});
});

describe('package.json', () => {
	it('has the version that the user agent tells, as the lock file has', () => {
		expect(packageJson['version']).toBe(VERSION);
		expect(readJson('package-lock.json')['version']).toBe(VERSION);
	});

	it('depends on the two packages of the toolkit at run time, and on exact versions throughout', () => {
		expect(Object.keys(asFields(packageJson['dependencies']))).toEqual([
			'@actions/core',
			'@actions/http-client',
		]);
		const versions = [
			...Object.entries(asFields(packageJson['dependencies'])),
			...Object.entries(asFields(packageJson['devDependencies'])),
		];
		expect(versions.filter(([, version]) => !/^(\d+\.\d+\.\d+$|file:)/.test(String(version)))).toEqual([]);
	});

	it('puts a stub of the repository in the place of every package that it overrides', () => {
		const stubs = Object.entries(asFields(packageJson['devDependencies'])).filter(([, version]) =>
			String(version).startsWith('file:'),
		);
		expect(asFields(packageJson['overrides'])).toEqual(
			Object.fromEntries(stubs.map(([name]) => [name, `$${name}`])),
		);
		expect(stubs.length).toBeGreaterThan(0);
		for (const [name, version] of stubs) {
			expect(readJson(`${String(version).slice('file:'.length)}/package.json`)['name']).toBe(name);
		}
	});
});
