// The bundle is small, starts as CommonJS, and names the licenses of what it contains. That it is what the sources give,
// wherever it is built, is tested in reproduce.test.ts.
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { listBundledPackages } from './bundled-packages.ts';
import { asFields, readJson, readText } from './repository.ts';

const MOST_BYTES = 96_000;

const isStub = (name: string) =>
	String(asFields(readJson('package.json')['devDependencies'])[name]).startsWith('file:');

describe('The bundle', () => {
	const bundle = readText('dist/index.js');

	it('has at most 96,000 bytes', () => {
		expect(Buffer.byteLength(bundle)).toBeLessThanOrEqual(MOST_BYTES);
	});

	it('is CommonJS, in a folder that says so', () => {
		expect(readJson('dist/package.json')).toEqual({ type: 'commonjs' });
		// A script, unlike a module, can't contain import or export statements.
		expect(() => new Script(bundle)).not.toThrow();
		expect(() => new Script('import "node:fs";')).toThrow(SyntaxError);
	});

	it('contains no undici beyond the sentence of its stub', () => {
		const mentions = bundle.match(/[^"'`]*undici[^"'`]*/g) ?? [];
		expect(mentions.filter((text) => text !== 'undici is not part of this bundle')).toEqual([]);
	});

	it('requires nothing but the modules of Node', () => {
		const required = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) =>
			name.replace(/^node:/, ''),
		);
		expect(required.length).toBeGreaterThan(0);
		expect(required.filter((name) => !process.getBuiltinModule(name))).toEqual([]);
	});

	it('comes with the licence of every package in it', () => {
		const packages = listBundledPackages().filter((name) => !isStub(name));
		expect(packages).toEqual(expect.arrayContaining(['@actions/core', '@actions/http-client']));
		const paragraphs = readText('dist/licenses.txt').split(/\n\n+/);
		for (const name of packages) {
			const named = paragraphs.findIndex((text) => text.split('\n').includes(name));
			expect(paragraphs[named], name).toBeDefined();
			expect(`${paragraphs[named]}\n${paragraphs[named + 1]}`, name).toMatch(/licen[cs]e|MIT|permission/i);
		}
	});
});
