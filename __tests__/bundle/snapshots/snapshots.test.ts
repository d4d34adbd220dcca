// What a step looks like from outside, page by page: a change of any word, request, output or state shows as a
// difference in one of the files beside this one. `npx vitest run --update` writes them anew.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { encodings } from '../../support/runner/index.ts';
import { ACTION_DIR, startScenario } from '../../support/scenario.ts';
import { PAGES, PASSPHRASE, type Page, SECRET, type Shown, WRONG_TOKEN } from './pages.ts';
import { renderStage } from './render-stage.ts';

const FILE_ENDING = '.txt';
const VARYING_OR_SENT =
	/Tr0ub4dor|correct horse|token-of-last-year|:\d{4,5}\b|\d{4}-\d\d-\d\dT|[a-z0-9]{31,}/;

interface Result {
	readonly stages: readonly Shown[];
	readonly text: string;
}

async function play({ parts }: Page): Promise<Result> {
	const stages: Shown[] = [];
	const texts: string[] = [];
	for (const [title, playPart] of Object.entries(parts)) {
		const scenario = await startScenario({ job: { secrets: [SECRET, PASSPHRASE, WRONG_TOKEN] } });
		try {
			const shown = await playPart(scenario);
			stages.push(shown);
			texts.push(`${title === '' ? '' : `=== ${title}\n\n`}${renderStage(shown)}`);
		} finally {
			await scenario.end();
		}
	}
	return { stages, text: `${texts.join('\n\n')}\n` };
}

describe.each(PAGES)('The page of $name', (page) => {
	let result: Promise<Result> | undefined;
	const playOnce = () => (result ??= play(page));

	it('is as it was', async () => {
		await expect((await playOnce()).text).toMatchFileSnapshot(`./${page.name}${FILE_ENDING}`);
	});

	it('shows no secret, passphrase, token, link, value or receipt', async () => {
		const { stages, text } = await playOnce();
		const constants = [SECRET, ...SECRET.trim().split('\n'), PASSPHRASE, WRONG_TOKEN];
		const values = [...constants, ...stages.flatMap(({ sensitive }) => sensitive)];
		const forms = values.filter((value) => value !== '').flatMap((value) => [value, ...encodings(value)]);
		expect(forms.filter((form) => text.includes(form))).toEqual([]);
		expect(text).not.toMatch(VARYING_OR_SENT);
	});

	it('names only outputs that action.yml declares', async () => {
		const { outputs }: { outputs: Record<string, unknown> } = parse(
			readFileSync(join(ACTION_DIR, 'action.yml'), 'utf8'),
		);
		const { stages } = await playOnce();
		const names = stages.flatMap(({ stage }) => Object.keys(stage.outputs));
		expect(names.filter((name) => !Object.hasOwn(outputs, name))).toEqual([]);
	});
});

describe('The files', () => {
	it('belong to a page each, and hold no value that was sent nor anything that differs from run to run', () => {
		const files = [...PAGES.map(({ name }) => name), 'errors'].map((name) => `${name}${FILE_ENDING}`);
		for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(FILE_ENDING))) {
			expect(files).toContain(file);
			const text = readFileSync(join(import.meta.dirname, file), 'utf8');
			expect(text, file).not.toMatch(VARYING_OR_SENT);
		}
	});
});
