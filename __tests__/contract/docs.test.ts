// What the pages show works: steps are accepted by the action's own reading of inputs, links and paths lead
// somewhere, the picture is fresh.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { drawStep } from '../../scripts/docs/picture.ts';
import { findQuickStart, runFirstStep } from '../../scripts/docs/real-step.ts';
import { INPUT_NAMES, variableOf } from '../../src/runner/inputs/input-table.ts';
import { readInputs } from '../../src/runner/inputs/read-inputs.ts';
import { VERSION } from '../../src/version.ts';
import {
	readAnchors,
	readCodeBlocks,
	readCodeSpans,
	readLinks,
	readSections,
	readTable,
} from './markdown.ts';
import { EXAMPLES, PAGES } from './recipes/documents.ts';
import { asFields, type Fields, listFiles, ROOT, readJson, readText } from './repository.ts';

const pages = listFiles('', ['.md']).map((path) => ({ path, text: readText(path) }));
const major = `ots/action@v${VERSION.split('.')[0]}`;

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

const examples = EXAMPLES.filter(({ text }) => text.includes('uses: ots/action'));

// Stand in for what an expression gives, where not every text will do.
const KEY = 'k'.repeat(62);
const STAND_INS: Readonly<Record<string, string>> = {
	link: KEY,
	receipt: KEY,
	recipient: 'person@example.com',
	region: 'eu',
	ttl: '1d',
	domain: 'secrets.example.com',
	'share-domain': 'secrets.example.com',
};

describe('The steps of the pages', () => {
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

	it('are all marked as YAML', () => {
		const blocks = PAGES.flatMap((path) => readCodeBlocks(readText(path)));
		const other = blocks.filter(({ language, text }) => language !== 'yaml' && /\buses: /.test(text));
		expect(other).toEqual([]);
		expect(examples.length).toBeGreaterThan(20);
	});

	it.each(examples)('$place: only inputs that exist, with values that the action accepts', ({ text }) => {
		const steps = findSteps(parse(text));
		expect(steps).toHaveLength(text.match(/uses: ots\/action/g)?.length ?? 0);
		for (const step of steps) {
			if ('with' in step) {
				const given = Object.entries(asFields(step['with']));
				expect(given.filter(([name]) => !INPUT_NAMES.some((known) => known === name))).toEqual([]);
				const env = Object.fromEntries(
					given.map(([name, value]) => [variableOf(name), evaluate(name, value)]),
				);
				expect(readInputs(env)).toMatchObject({ faults: [], warnings: [] });
			}
		}
	});

	it.each(examples)('$place: this major version, or a digest with the release beside it', ({ text }) => {
		const used = [...text.matchAll(/uses: (ots\/action\S*)( #.*)?$/gm)].map(
			([, name, comment = '']) => name + comment,
		);
		const isPinned = (use: string) => new RegExp(`^ots/action@[0-9a-f]{40} # v${VERSION}$`).test(use);
		expect(used.filter((use) => use !== major && !isPinned(use))).toEqual([]);
	});

	it.each(examples)('$place: reads outputs only of steps that have an id', ({ text }) => {
		const ids = [...text.matchAll(/^\s*(?:- )?id: (\S+)$/gm)].map(([, id = '']) => id);
		const read = [...text.matchAll(/\bsteps\.([\w-]+)\.(?:outputs|outcome)\b/g)].map(([, id = '']) => id);
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
			return anchor !== undefined && !readAnchors(readText(goal)).includes(anchor);
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

describe('README', () => {
	it('names the two commands that a newcomer tries', () => {
		expect(readCodeSpans(readText('README.md'))).toEqual(
			expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']),
		);
	});

	it('shows the log and the summary that its quick start has today; `npm run docs` draws them', async () => {
		const step = await runFirstStep(findQuickStart(readText('README.md')));
		expect(step.lines.join('\n')).toContain('${{ steps.share.outputs.link }}');
		expect(drawStep(step)).toBe(readText('docs/a-step.svg'));
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
