// What the pages show works: examples are accepted by the action's own reading of inputs, links and paths lead somewhere.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { INPUT_NAMES, variableOf } from '../../src/runner/inputs/input-table.ts';
import { readInputs } from '../../src/runner/inputs/inputs.ts';
import { VERSION } from '../../src/version.ts';
import { anchorOf, readCodeBlocks, readCodeSpans, readLinks, readSections, readTable } from './markdown.ts';
import { asFields, type Fields, listFiles, ROOT, readJson, readText } from './repository.ts';

const pages = listFiles('', ['.md']).map((path) => ({ path, text: readText(path) }));

/** All steps in a parsed YAML text, however deep, that use the action. */
function findSteps(value: unknown): Fields[] {
	if (Array.isArray(value)) return value.flatMap(findSteps);
	const fields = asFields(value);
	const isOurs = typeof fields['uses'] === 'string' && fields['uses'].startsWith('ots/action');
	return [
		...(isOurs ? [fields] : []),
		...Object.values(fields).flatMap((inner) => (typeof inner === 'object' ? findSteps(inner) : [])),
	];
}

const examples = pages.flatMap(({ path, text }) =>
	readCodeBlocks(text)
		.filter((block) => block.text.includes('uses: ots/action'))
		.map((block, at) => ({ name: `${path}, example ${at + 1}`, ...block })),
);

// Stand in for what an expression gives, where not every text will do.
const KEY = 'k'.repeat(62);
const STAND_INS: Readonly<Record<string, string>> = {
	link: KEY,
	receipt: KEY,
	recipient: 'person@example.com',
};

describe('The examples', () => {
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'examples-'));
		writeFileSync(join(folder, 'value'), 'a value');
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	/** The text of an input as the runner would give it; files are looked for in a folder of this test. */
	function evaluate(name: string, value: unknown): string {
		if (name === 'secret-file') return join(folder, 'value');
		if (name === 'value-file') return join(folder, 'new-value');
		return String(value).replaceAll(/\$\{\{[^}]*\}\}/g, STAND_INS[name] ?? 'stand-in-value');
	}

	it('are there, and are marked as YAML', () => {
		expect(examples.length).toBeGreaterThan(3);
		expect(examples.filter(({ language }) => language !== 'yaml')).toEqual([]);
	});

	it.each(examples)(
		'$name uses this major version, only inputs that exist, and values that the action accepts',
		({ text }) => {
			const steps = findSteps(parse(text));
			expect(steps).toHaveLength(text.match(/uses: ots\/action/g)?.length ?? 0);
			for (const step of steps) {
				expect(step['uses']).toBe(`ots/action@v${VERSION.split('.')[0]}`);
				const given = Object.entries(asFields(step['with']));
				expect(given.filter(([name]) => !INPUT_NAMES.some((known) => known === name))).toEqual([]);
				expect(given.filter(([, value]) => !['string', 'number', 'boolean'].includes(typeof value))).toEqual(
					[],
				);
				const env = Object.fromEntries(
					given.map(([name, value]) => [variableOf(name), evaluate(name, value)]),
				);
				expect(readInputs(env).faults).toEqual([]);
			}
		},
	);

	it.each(examples)('$name reads outputs only of steps that have an id', ({ text }) => {
		const ids = [...text.matchAll(/^\s*(?:- )?id: (\S+)$/gm)].map(([, id = '']) => id);
		const read = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\./g)].map(([, id = '']) => id);
		expect(read.filter((id) => !ids.includes(id))).toEqual([]);
	});
});

describe.each(pages)('$path', ({ path, text }) => {
	it('links to files and headings that exist', () => {
		const local = readLinks(text).filter((target) => !/^[a-z]+:/.test(target));
		const broken = local.filter((target) => {
			const [file = '', anchor] = target.split('#');
			const goal = file === '' ? path : join(dirname(path), file);
			if (!existsSync(join(ROOT, goal))) return true;
			return (
				anchor !== undefined && !readSections(readText(goal)).some(({ title }) => anchorOf(title) === anchor)
			);
		});
		expect(broken).toEqual([]);
	});

	it('names scripts that package.json has', () => {
		const scripts = asFields(readJson('package.json')['scripts']);
		const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
	});

	it('names files and folders of the repository that exist', () => {
		const paths = readCodeSpans(text).filter((span) =>
			/^(src|__tests__|scripts|bench|dist)\/[\w./-]*$/.test(span),
		);
		expect(paths.filter((span) => !existsSync(join(ROOT, span)))).toEqual([]);
	});
});

describe('The tables of CONTRIBUTING', () => {
	it('name files and folders that exist', () => {
		const rows = readSections(readText('CONTRIBUTING.md')).flatMap(({ text }) => readTable(text));
		const places = rows.flatMap((row) => readCodeSpans(row['File'] ?? ''));
		expect(places.length).toBeGreaterThan(0);
		expect(places.filter((place) => !existsSync(join(ROOT, place)))).toEqual([]);
	});
});
