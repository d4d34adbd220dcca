// The end of a job in which something went wrong around the action: what could not be burned is said.

import { describe, expect, it } from 'vitest';
import { startScenario } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { linesOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const NOT_AUTHORIZED: Fault = { kind: 'answer', status: 404, body: { message: 'Not authorized' } };
const ALWAYS = 'The link is burned (`burn-on` is `always`).';

/** The end of a warning that says what may stay, until when, and how to burn it by hand. */
function remedy(until: string | undefined): string {
	return `The link may still work ${until}. To burn it by hand, open the list of recent secrets in the account on its server, or use mode \`burn\` if a step kept the output \`receipt\`.`;
}

describe('The end of the job', () => {
	it.each<[string, Fault, RegExp]>([
		[
			'rejects the burn',
			NOT_AUTHORIZED,
			/^Could not burn the link \(`burn-on` is `always`\)\. 127\.0\.0\.1:\d+ requires credentials/,
		],
		[
			'only says that it burned',
			{ kind: 'answer', status: 200, body: {} },
			/says that it burned the link, but it still works\./,
		],
		[
			'refuses the burn',
			{ kind: 'answer', status: 404, body: { message: 'No.' } },
			/did not burn the link\. It said: "No\."/,
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
			'The link may still work until its lifetime ends. Nobody has it.',
		);
	});

	it('warns that the link still works when the passphrase of the inputs has changed', async () => {
		const scenario = await openScenario();
		let passphrase = PASSPHRASE;
		await scenario.run({ secret: SECRET, passphrase: () => passphrase, 'burn-on': 'always' });
		passphrase = 'another passphrase';
		expect(warningsOf(await finishJob(scenario))).toEqual([
			expect.stringMatching(/the passphrase is wrong\..* The link may still work until/),
		]);
	});

	it('keeps the passphrase to itself when the inputs name another server, and warns that the link still works', async () => {
		const other = await startScenario();
		const scenario = await openScenario();
		const { server, run } = scenario;
		let domain = server.origin;
		await run({ secret: SECRET, passphrase: PASSPHRASE, domain: () => domain, 'burn-on': 'always' });
		domain = other.server.origin;
		const post = await finishJob(scenario);
		await other.end();
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(/name another server\. The link may still work until/),
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
			'The link is burned (the job did not end with `success`).',
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
			expect.stringMatching(/The step was cancelled before .* The link may still work until/),
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
