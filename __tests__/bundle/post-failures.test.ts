// The end of a job in which something went wrong around the action: what cannot be burned is said, and nothing planted is believed.

import { describe, expect, it } from 'vitest';
import type { Evaluated } from '../support/runner/index.ts';
import { startScenario } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { linesOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const UNUSABLE: Fault = { kind: 'answer', body: (json) => ({ ...json, share_domain: 'no host' }) };
const NOT_AUTHORIZED: Fault = { kind: 'answer', status: 404, body: { message: 'Not authorized' } };
const ALWAYS = 'The link is burned, because `burn-on` is `always`.';

/** The end of a warning that says what may stay, until when, and how to burn it by hand. */
function remedy(until: string | undefined): string {
	return `It may stay alive ${until}. To burn it by hand, use the list of recent secrets in the account on its server, or mode \`burn\``;
}

describe('The end of the job', () => {
	it.each([
		[
			'TLS checks are switched off',
			'NODE_TLS_REJECT_UNAUTHORIZED',
			'0',
			/NODE_TLS_REJECT_UNAUTHORIZED is `0`/,
		],
		[
			'the proxy is no address',
			'HTTPS_PROXY',
			'user:pr0xy-pass@proxy',
			/HTTPS_PROXY is not the address of a proxy/,
		],
		[
			'there is a proxy',
			'http_proxy',
			'http://user:pr0xy-pass@127.0.0.1:9',
			/Proxy or certificate variables have changed/,
		],
		['a proxy would be avoided', 'NO_PROXY', 'example.com', /Proxy or certificate variables have changed/],
	])(
		'sends nothing and warns when a later step has seen to it that %s',
		async (_name, variable, value, words) => {
			const scenario = await openScenario();
			const { server, job, run } = scenario;
			const { outputs } = await run({ secret: SECRET, 'burn-on': 'always' });
			const connections = server.connections;
			job.exportVariable(variable, value);
			const post = await finishJob(scenario);
			expect(warningsOf(post)).toEqual([expect.stringMatching(words)]);
			expect(warningsOf(post).join()).toContain(remedy(`until ${outputs['expires-at']}`));
			expect(post.printed).not.toContain('pr0xy-pass');
			expect([server.connections, server.alive]).toEqual([connections, 1]);
		},
	);

	it.each<[string, Fault, RegExp]>([
		[
			'rejects the burn',
			NOT_AUTHORIZED,
			/although `burn-on` is `always`\. post: 127\.0\.0\.1:\d+ wants credentials/,
		],
		[
			'only says that it burned',
			{ kind: 'answer', status: 200, body: {} },
			/says that it burned the link, but its receipt says that it lives\./,
		],
		[
			'refuses the burn',
			{ kind: 'answer', status: 404, body: { message: 'No.' } },
			/wants the passphrase of the link to burn it\./,
		],
	])('warns once, with the time and the way by hand, when the server %s', async (_name, act, words) => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const { outputs } = await run({ secret: SECRET, 'burn-on': 'always' });
		server.fault({ route: 'burn', on: 'every', act });
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([expect.stringMatching(words)]);
		expect(warningsOf(post).join()).toContain(remedy(`until ${outputs['expires-at']}`));
		expect([linesOf(post), server.alive]).toEqual([[], 1]);
	});

	it('says that a link of unknown lifetime lives until that ends', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		server.fault({
			route: 'share',
			act: { kind: 'answer', body: ({ created: _, ...json }) => ({ ...json, share_domain: 'no host' }) },
		});
		server.fault({ route: 'burn', act: NOT_AUTHORIZED });
		await run({ secret: SECRET });
		expect(warningsOf(await finishJob(scenario)).join()).toContain(
			'It may stay alive until its lifetime ends. Nobody has its link.',
		);
	});

	it('warns that a locked link lives when the passphrase of the inputs has changed', async () => {
		const scenario = await openScenario();
		let passphrase = PASSPHRASE;
		await scenario.run({ secret: SECRET, passphrase: () => passphrase, 'burn-on': 'always' });
		passphrase = 'another passphrase';
		expect(warningsOf(await finishJob(scenario))).toEqual([
			expect.stringMatching(/the passphrase is wrong\. It may stay alive until/),
		]);
	});

	it('keeps the passphrase to itself when the inputs name another server, and warns that the locked link lives', async () => {
		const other = await startScenario();
		const scenario = await openScenario();
		const { server, run } = scenario;
		let domain = server.origin;
		await run({ secret: SECRET, passphrase: PASSPHRASE, domain: () => domain, 'burn-on': 'always' });
		domain = other.server.origin;
		const post = await finishJob(scenario);
		await other.end();
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(/name another server\. It may stay alive until/),
		]);
		expect(requestsTo(server, 'burn').map(formOf)).toEqual([{}]);
		expect(other.server.connections).toBe(0);
	});

	it.each<[string, string, number]>([
		['burns', 'always', 0],
		['keeps', 'never', 1],
	])(
		'%s the link as main was told to, although the inputs say otherwise by then',
		async (_name, toldFirst, alive) => {
			const scenario = await openScenario();
			let burnOn = toldFirst;
			await scenario.run({ secret: SECRET, 'burn-on': () => burnOn });
			burnOn = toldFirst === 'never' ? 'always' : 'never';
			await finishJob(scenario);
			expect(scenario.server.alive).toBe(alive);
		},
	);

	it('takes a status that is none of the words of the runner for a failure', async () => {
		const scenario = await openScenario();
		await scenario.run({ secret: SECRET, 'burn-on': 'failure', 'job-status': 'green' });
		expect(linesOf(await finishJob(scenario))).toEqual([
			'The link is burned, because the job did not end with `success`.',
		]);
		expect(scenario.server.alive).toBe(0);
	});

	it('gives up at once when it is told to stop, and warns', async () => {
		const scenario = await openScenario();
		const burn = scenario.server.fault({ route: 'burn', act: { kind: 'hold' } });
		await scenario.run(
			{ secret: SECRET, 'burn-on': 'always' },
			{
				onStart({ pid }, stage) {
					if (stage === 'post') void burn.seen.then(() => process.kill(pid, 'SIGTERM'));
				},
			},
		);
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(/when the step was told to stop\. It may stay alive until/),
		]);
	});

	it('burns for each step of a job what that step has made', async () => {
		const { server, job, run } = await openScenario();
		await run({ secret: SECRET, 'burn-on': 'always' }, { id: 'first' });
		await run({ secret: SECRET }, { id: 'second' });
		await run({ mode: 'generate', 'burn-on': 'always' }, { id: 'third' });
		const { posts, status } = await job.finish();
		expect(posts.map(linesOf)).toEqual([[ALWAYS], [], [ALWAYS]]);
		expect([status, server.alive]).toEqual(['success', 1]);
	});
});

describe('State that an earlier step has planted in the environment', () => {
	/** Plants the state of a link that belongs to somebody else, on a server of its own. */
	async function plantVictim() {
		const victim = await openScenario();
		const scenario = await openScenario();
		const { receipt } = await makeLink(victim.server, { secret: SECRET });
		scenario.job.exportVariable('STATE_receipt', receipt);
		scenario.job.exportVariable('STATE_origin', victim.server.origin);
		scenario.job.exportVariable('STATE_api-version', 'v1');
		scenario.job.exportVariable('STATE_handed-on', 'true');
		scenario.job.exportVariable('STATE_burn-on', 'always');
		return { victim, scenario, sent: victim.server.requests.length };
	}

	it.each<[string, Record<string, Evaluated>, Record<string, string>]>([
		['succeeds', { secret: SECRET }, {}],
		['makes nothing', { mode: 'status' }, {}],
		['fails at its inputs', { secret: '', 'burn-on': 'always' }, {}],
		['fails at its environment', { secret: SECRET }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
	])('burns nothing after a step that %s', async (_name, inputs, env) => {
		const { victim, scenario, sent } = await plantVictim();
		await scenario.run(inputs, { env });
		scenario.job.failStep('deploy');
		const post = await finishJob(scenario);
		expect([linesOf(post), post.annotations]).toEqual([[], []]);
		expect([victim.server.requests.length, victim.server.alive]).toEqual([sent, 1]);
	});

	it('neither keeps a link alive that was never handed on, nor leads its burn to another server', async () => {
		const { victim, scenario, sent } = await plantVictim();
		scenario.server.fault({ route: 'share', act: UNUSABLE });
		await scenario.run({ secret: SECRET });
		expect(linesOf(await finishJob(scenario))).toEqual([
			'The link is burned, because it was never handed on.',
		]);
		expect(scenario.server.alive).toBe(0);
		expect([victim.server.requests.length, victim.server.alive]).toEqual([sent, 1]);
	});

	it('has no effect when it is planted after the step', async () => {
		const scenario = await openScenario();
		const { receipt } = await makeLink(scenario.server, { secret: SECRET });
		await scenario.run({ secret: SECRET, 'burn-on': 'always' });
		scenario.job.exportVariable('STATE_receipt', receipt);
		await finishJob(scenario);
		expect([requestsTo(scenario.server, 'burn').length, scenario.server.alive]).toEqual([1, 1]);
		expect(requestsTo(scenario.server, 'burn')[0]?.path).not.toContain(receipt);
	});
});
