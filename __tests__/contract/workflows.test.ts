// What the workflows say about this repository is true: inputs, outputs, scripts and paths that they name exist.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { asFields, type Fields, listFiles, ROOT, readJson, readText } from './repository.ts';

const OWN = /^(\.\/$|ots\/action@)/;
const action = asFields(parse(readText('action.yml')));
const inputs = Object.keys(asFields(action['inputs']));
const outputs = Object.keys(asFields(action['outputs']));

function listSteps(job: Fields): Fields[] {
	return Array.isArray(job['steps']) ? job['steps'].map(asFields) : [];
}

const jobs = listFiles('.github/workflows', ['.yml']).flatMap((path) =>
	Object.entries(asFields(asFields(parse(readText(path)))['jobs'])).map(([name, job]) => ({
		name: `${path}, job ${name}`,
		text: JSON.stringify(job),
		steps: listSteps(asFields(job)),
	})),
);
const usingJobs = jobs.filter(({ steps }) => steps.some(({ uses }) => OWN.test(String(uses))));

describe('The workflows', () => {
	it('use the action in every mode, at least once', () => {
		const modes = usingJobs.flatMap(({ steps }) =>
			steps
				.filter(({ uses }) => OWN.test(String(uses)))
				.map((step) => asFields(step['with'])['mode'] ?? 'share'),
		);
		expect([...new Set(modes)].sort()).toEqual(['await', 'burn', 'generate', 'reveal', 'share', 'status']);
	});

	it.each(usingJobs)('$name gives the action only inputs that it has', ({ steps }) => {
		const own = steps.filter(({ uses }) => OWN.test(String(uses)));
		const given = own.flatMap((step) => Object.keys(asFields(step['with'])));
		expect(given.filter((name) => !inputs.includes(name))).toEqual([]);
	});

	it.each(usingJobs)('$name reads only outputs that the action has', ({ steps, text }) => {
		const own = steps.filter(({ uses }) => OWN.test(String(uses))).map(({ id }) => String(id));
		const read = [...text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)].filter(([, id = '']) =>
			own.includes(id),
		);
		expect(read.filter(([, , name = '']) => !outputs.includes(name))).toEqual([]);
	});

	it.each(usingJobs)(
		'$name gives every step that may fail an id, and looks at its outcome',
		({ steps, text }) => {
			const ids = steps.filter((step) => step['continue-on-error'] === true).map(({ id }) => String(id));
			expect(ids.filter((id) => !text.includes(`steps.${id}.outcome`))).toEqual([]);
		},
	);

	it('run scripts that package.json has', () => {
		const scripts = asFields(readJson('package.json')['scripts']);
		const named = jobs.flatMap(({ text }) =>
			[...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name),
		);
		expect(named.length).toBeGreaterThan(0);
		expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
	});

	it('name paths that exist', () => {
		const text = listFiles('.github', ['.yml']).map(readText).join('\n');
		const paths = [...text.matchAll(/(?:\.\/\.github|scripts)\/[\w./-]+/g)].map(([path]) => path);
		expect(paths.length).toBeGreaterThan(0);
		expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
	});
});

describe('The issue forms', () => {
	const forms = ['bug', 'feature'].map((name) =>
		asFields(parse(readText(`.github/ISSUE_TEMPLATE/${name}.yml`))),
	);

	it('have a name, a description, and fields with ids of their own', () => {
		for (const form of forms) {
			expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
			const fields = (Array.isArray(form['body']) ? form['body'] : [])
				.map(asFields)
				.filter(({ type }) => type !== 'markdown');
			const ids = fields.map(({ id }) => id);
			expect(ids.length).toBeGreaterThan(1);
			expect(new Set(ids).size).toBe(ids.length);
			expect(ids).not.toContain(undefined);
		}
	});

	it('for bugs warn first of all never to paste a secret, a link or a receipt', () => {
		const [first] = parse(readText('.github/ISSUE_TEMPLATE/bug.yml')).body;
		expect(first.attributes.value).toMatch(/Never paste a secret.*link.*receipt/s);
	});
});
