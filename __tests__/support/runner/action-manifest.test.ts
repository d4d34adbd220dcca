import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readActionManifest } from './action-manifest.ts';
import { locateFixture, openJob } from './test-jobs.ts';

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'action-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function read(text: string, name = 'action.yml') {
	writeFileSync(join(folder, name), text);
	return readActionManifest(folder);
}

describe('a manifest', () => {
	it('gives entry files as absolute paths and always() for the condition of post', () => {
		const expected = {
			mainPath: join(folder, 'dist', 'a.js'),
			postPath: join(folder, 'b.js'),
			postIf: 'always()',
			inputs: [],
		};
		expect(read('runs: { using: node24, main: dist/a.js, post: b.js }')).toEqual(expected);
	});

	it('may have no post, and may be called action.yaml', () => {
		expect(read('runs: { using: node20, main: a.js }', 'action.yaml')).toMatchObject({
			postPath: undefined,
		});
	});

	it.each([
		['a number', '12', '12'],
		['a boolean', 'false', 'false'],
		['a text that YAML leaves alone', '(none)', '(none)'],
		['an empty text', "''", ''],
		['nothing', '', undefined],
	])('gives %s as the default of an input as text', (_what, given, text) => {
		const { inputs } = read(
			`inputs: { x: { required: true, default: ${given} } }\nruns: { using: node24, main: a.js }`,
		);
		expect(inputs).toEqual([{ name: 'x', default: text }]);
	});

	it.each([
		['without an entry', 'runs: { using: node24 }', "'runs.main' is missing"],
		['of a composite action', 'runs: { using: composite, steps: [] }', "'using: composite'"],
		['of an unknown Node', 'runs: { using: node18, main: a.js }', "'using: node18'"],
		['without anything', '', "'using: '"],
		[
			'with a pre stage, which is not emulated',
			'runs: { using: node24, main: a.js, pre: b.js }',
			"'runs.pre'",
		],
	])('%s is refused', (_what, text, message) => {
		expect(() => read(text)).toThrow(message);
	});

	it.each([
		[
			'whose default reads a context that is not allowed there',
			'forbidden-default',
			"Unrecognized named-value: 'env'",
		],
		['whose post-if is wrapped in an expression', 'wrapped-post-if', "Unrecognized function: 'always'"],
		['that is not there', 'nowhere', "Can't find 'action.yml'"],
	])('%s makes the step reject', async (_what, fixture, message) => {
		const job = await openJob();
		await expect(job.step({ actionDir: locateFixture(fixture) })).rejects.toThrow(message);
	});
});
