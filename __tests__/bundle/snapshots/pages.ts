// The pages of the snapshots: which steps run, and what of them is shown.

import { openLink } from '../../support/recipient.ts';
import type { StageResult, StepOptions } from '../../support/runner/index.ts';
import type { Scenario } from '../../support/scenario.ts';
import type { RecordedRequest } from '../../support/server/index.ts';
import { makeLink } from '../sender.ts';
import { finishJob } from '../test-scenario.ts';

/** The value of every page, as a repository secret. */
export const SECRET = 'host: db.example.com\nuser: deploy\npassword: Tr0ub4dor&3-and-more\n';
/** The passphrase of every page, as a repository secret. */
export const PASSPHRASE = 'correct horse & battery';
/** A token of nobody. */
export const WRONG_TOKEN = 'token-of-last-year';

/** One stage of a step as a page shows it. */
export interface Shown {
	readonly stage: StageResult;
	/** Names of the inputs that the workflow gave. */
	readonly given: readonly string[];
	/** Requests that the stage sent. */
	readonly requests: readonly RecordedRequest[];
	/** Values that must show nowhere, besides the constants above. */
	readonly sensitive: readonly string[];
}

/** One page, with one or more stages by title. */
export interface Page {
	readonly name: string;
	readonly parts: Readonly<Record<string, (scenario: Scenario) => Promise<Shown>>>;
}

type Inputs = NonNullable<StepOptions['with']>;

/** The main stage of a step. What `prepare` sends is not shown. */
function main(
	prepare: (scenario: Scenario) => Inputs | Promise<Inputs>,
	options: Partial<StepOptions> = {},
): (scenario: Scenario) => Promise<Shown> {
	return async (scenario) => {
		const { server, run, login } = scenario;
		const given = await prepare(scenario);
		const sent = server.requests.length;
		const stage = await run(given, options);
		const { link = '', receipt = '', value = '' } = stage.outputs;
		const made = [given['link'], given['receipt']].filter((value) => typeof value === 'string');
		return {
			stage,
			given: ['domain', ...Object.keys(given)],
			requests: server.requests.slice(sent),
			sensitive: [login.token, link, link.split('/').at(-1) ?? '', receipt, value, ...made],
		};
	};
}

/** The post stage of a step that has shared with `burn-on: always`. */
function post(
	meanwhile: (scenario: Scenario, link: string) => unknown,
): (scenario: Scenario) => Promise<Shown> {
	return async (scenario) => {
		const { server, run, login } = scenario;
		const inputs = { ...login, secret: SECRET, passphrase: PASSPHRASE, 'burn-on': 'always' };
		const { link = '', receipt = '' } = (await run(inputs)).outputs;
		await meanwhile(scenario, link);
		const sent = server.requests.length;
		const stage = await finishJob(scenario);
		return {
			...{ stage, given: [], requests: server.requests.slice(sent) },
			sensitive: [login.token, link, link.split('/').at(-1) ?? '', receipt],
		};
	};
}

function page(name: string, ...parts: Parameters<typeof main>): Page {
	return { name, parts: { '': main(...parts) } };
}

const locked = { secret: SECRET, passphrase: PASSPHRASE };

/** All pages, each in a file of its name. */
export const PAGES: readonly Page[] = [
	page('share-as-guest', () => ({ secret: SECRET })),
	page('share-with-account', ({ login }) => ({ ...login, ...locked, ttl: '1h' })),
	page('share-with-shorter-lifetime-granted', () => ({ secret: SECRET, ttl: '30d' })),
	page('share-with-open-link', () => ({ ...locked, 'mask-link': 'false' })),
	page('share-with-wrong-credentials', ({ login }) => ({ ...login, token: WRONG_TOKEN, secret: SECRET })),
	page('share-while-not-nominal', ({ server }) => {
		server.setStatus('degraded');
		return { secret: SECRET };
	}),
	page('share-with-invalid-inputs', () => ({
		...{ secret: '', region: 'su', ttl: 'soon', token: WRONG_TOKEN, 'mask-link': 'no' },
	})),
	page('share-in-unsafe-environment', () => ({ secret: SECRET }), {
		env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_DEBUG: 'http' },
	}),
	page('generate', ({ login }) => ({
		...{ ...login, mode: 'generate', passphrase: PASSPHRASE, length: '24', 'value-file': 'value.txt' },
	})),
	page('reveal', async ({ server }) => {
		const { link } = await makeLink(server, locked);
		return { mode: 'reveal', link, passphrase: PASSPHRASE };
	}),
	page('await', async ({ server }) => {
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		return { mode: 'await', receipt, wait: '30m' };
	}),
	page('burn', async ({ server }) => {
		const { receipt } = await makeLink(server, locked);
		return { mode: 'burn', receipt, passphrase: PASSPHRASE };
	}),
	{
		name: 'post',
		parts: {
			'The link is burned': post(() => undefined),
			'The link was opened before': post((_scenario, link) => openLink(link, PASSPHRASE)),
			'The burn fails': post(({ server }) => {
				const act = { kind: 'answer', status: 404, body: { message: 'Not today' } } as const;
				server.fault({ route: 'burn', on: 'every', act });
			}),
		},
	},
];
