// What a step looks like from outside, page by page: a change of any word, request, output or state shows as a difference of one of the files
// beside this one. `npx vitest run -u` writes them anew.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { encodings, type StageResult, type StepOptions } from '../../support/runner/index.ts';
import { ACTION_DIR, type Scenario, startScenario } from '../../support/scenario.ts';
import { renderStep } from './render-step.ts';

const SECRET = 'host: db.example.com\nuser: deploy\npassword: Tr0ub4dor&3-and-more\n';
const PASSPHRASE = 'correct horse & battery';
const WRONG_TOKEN = 'token-of-last-year';

interface Page {
	readonly name: string;
	readonly given: (scenario: Scenario) => NonNullable<StepOptions['with']>;
	readonly options?: Partial<StepOptions>;
	readonly prepare?: (scenario: Scenario) => void;
}

const pages: readonly Page[] = [
	{ name: 'share-as-guest', given: () => ({ secret: SECRET }) },
	{
		name: 'share-with-account',
		given: ({ login }) => ({ ...login, secret: SECRET, passphrase: PASSPHRASE, ttl: '1h' }),
	},
	{ name: 'share-with-shorter-lifetime-granted', given: () => ({ secret: SECRET, ttl: '30d' }) },
	{
		name: 'share-with-open-link',
		given: () => ({ secret: SECRET, passphrase: PASSPHRASE, 'mask-link': 'false' }),
	},
	{
		name: 'share-with-wrong-credentials',
		given: ({ login }) => ({ ...login, token: WRONG_TOKEN, secret: SECRET }),
	},
	{
		name: 'share-while-not-nominal',
		given: () => ({ secret: SECRET }),
		prepare: ({ server }) => server.setStatus('degraded'),
	},
	{
		name: 'share-with-invalid-inputs',
		given: () => ({ secret: '', region: 'su', ttl: 'soon', token: WRONG_TOKEN, 'mask-link': 'no' }),
	},
	{
		name: 'share-in-unsafe-environment',
		given: () => ({ secret: SECRET }),
		options: { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'proxy.example.com:8080' } },
	},
];

const FILE_ENDING = '.txt';
const VARYING_OR_SENT =
	/Tr0ub4dor|correct horse|token-of-last-year|:\d{4,5}\b|\d{4}-\d\d-\d\dT|[a-z0-9]{31,}/;

interface Result {
	readonly step: StageResult;
	readonly text: string;
	readonly token: string;
}

async function play({ given, options, prepare }: Page): Promise<Result> {
	const scenario = await startScenario({ job: { secrets: [SECRET, PASSPHRASE, WRONG_TOKEN] } });
	try {
		prepare?.(scenario);
		const inputs = given(scenario);
		const step = await scenario.run(inputs, options);
		const text = renderStep({
			step,
			given: ['domain', ...Object.keys(inputs)],
			requests: scenario.server.requests,
		});
		return { step, text, token: scenario.login.token };
	} finally {
		await scenario.end();
	}
}

describe.each(pages)('The page of $name', (page) => {
	let result: Promise<Result> | undefined;
	const playOnce = () => (result ??= play(page));

	it('is as it was', async () => {
		await expect((await playOnce()).text).toMatchFileSnapshot(`./${page.name}${FILE_ENDING}`);
	});

	it('shows no secret, passphrase, token, link or receipt', async () => {
		const { step, text, token } = await playOnce();
		const { link = '', receipt = '' } = step.outputs;
		const values = [
			SECRET,
			...SECRET.trim().split('\n'),
			PASSPHRASE,
			WRONG_TOKEN,
			token,
			link,
			receipt,
			link.split('/').at(-1) ?? '',
		];
		const forms = values.filter((value) => value !== '').flatMap((value) => [value, ...encodings(value)]);
		expect(forms.filter((form) => text.includes(form))).toEqual([]);
		expect(text).not.toMatch(VARYING_OR_SENT);
	});

	it('names only outputs that action.yml declares', async () => {
		const { outputs }: { outputs: Record<string, unknown> } = parse(
			readFileSync(join(ACTION_DIR, 'action.yml'), 'utf8'),
		);
		const { step } = await playOnce();
		expect(Object.keys(step.outputs).filter((name) => !Object.hasOwn(outputs, name))).toEqual([]);
	});
});

describe('The files', () => {
	it('belong to a page each, and hold no value that was sent nor anything that differs from run to run', () => {
		for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(FILE_ENDING))) {
			expect(pages.map(({ name }) => `${name}${FILE_ENDING}`)).toContain(file);
			const text = readFileSync(join(import.meta.dirname, file), 'utf8');
			expect(text, file).not.toMatch(VARYING_OR_SENT);
		}
	});
});
