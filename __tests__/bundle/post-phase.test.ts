// The end of the job: what the step has made is burned if it must not stay, and a job that is over is never failed.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { type Evaluated, encodings, findLeaks } from '../support/runner/index.ts';
import { type Scenario, startScenario } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { createServerClock } from './server-clock.ts';
import { linesOf, summaryRowsOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const UNUSABLE: Fault = { kind: 'answer', body: (json) => ({ ...json, share_domain: 'no host' }) };

type Inputs = Record<string, Evaluated>;

/** Ways in which a job can go, each with the status that it ends with. */
const courses = {
	'ended well': async ({ run }: Scenario, inputs: Inputs) => {
		await run(inputs);
	},
	'failed in this step after the secret was made': async ({ run, server }: Scenario, inputs: Inputs) => {
		server.fault({ route: 'share', act: UNUSABLE });
		await run(inputs);
	},
	'went on after this step had failed with the secret made': async (
		{ run, server }: Scenario,
		inputs: Inputs,
	) => {
		server.fault({ route: 'share', act: UNUSABLE });
		await run(inputs, { continueOnError: true });
	},
	'failed in a later step': async ({ run, job }: Scenario, inputs: Inputs) => {
		await run(inputs);
		job.failStep('deploy');
	},
	'was cancelled in a later step': async ({ run, job }: Scenario, inputs: Inputs) => {
		await run(inputs);
		job.cancel();
	},
} as const;

const NEVER_DELIVERED = 'The link is burned (it was never delivered).';
const ALWAYS = 'The link is burned (`burn-on` is `always`).';

describe('The end of the job', () => {
	it.each<[keyof typeof courses, string, string | undefined]>([
		['ended well', 'never', undefined],
		['ended well', 'failure', undefined],
		['ended well', 'always', ALWAYS],
		['failed in this step after the secret was made', 'never', NEVER_DELIVERED],
		['failed in this step after the secret was made', 'failure', NEVER_DELIVERED],
		['failed in this step after the secret was made', 'always', NEVER_DELIVERED],
		['went on after this step had failed with the secret made', 'never', NEVER_DELIVERED],
		['went on after this step had failed with the secret made', 'failure', NEVER_DELIVERED],
		['went on after this step had failed with the secret made', 'always', NEVER_DELIVERED],
		['failed in a later step', 'never', undefined],
		['failed in a later step', 'failure', 'The link is burned (the job failed).'],
		['failed in a later step', 'always', ALWAYS],
		['was cancelled in a later step', 'never', undefined],
		['was cancelled in a later step', 'failure', 'The link is burned (the job was cancelled).'],
		['was cancelled in a later step', 'always', ALWAYS],
	])('of a job that %s, with burn-on %s, says: %s', async (course, burnOn, line) => {
		const scenario = await openScenario();
		await courses[course](scenario, { secret: SECRET, 'burn-on': burnOn });
		expect(scenario.server.alive).toBe(1);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual(line === undefined ? [] : [line]);
		expect(post.annotations).toEqual([]);
		expect(summaryRowsOf(post)).toEqual(
			line === undefined ? [] : [['Link', line.slice('The link is '.length, -1)]],
		);
		expect(scenario.server.alive).toBe(line === undefined ? 1 : 0);
	});

	it('burns a link with the passphrase and the credentials of the inputs, none of which was saved', async () => {
		const scenario = await openScenario({ job: { secrets: [SECRET, PASSPHRASE] } });
		const { server, run, login } = scenario;
		const step = await run({ ...login, secret: SECRET, passphrase: PASSPHRASE, 'burn-on': 'always' });
		const saved = [step.files.state, ...Object.values(step.state)].join('\n');
		const forms = [
			SECRET,
			PASSPHRASE,
			login.token,
			`${login.username}:${login.token}`,
			step.outputs['link'] ?? '',
		].flatMap(encodings);
		expect(forms.filter((form) => saved.includes(form))).toEqual([]);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual([ALWAYS]);
		expect(server.alive).toBe(0);
		const [burn] = requestsTo(server, 'burn');
		expect(formOf(burn)).toEqual({ passphrase: PASSPHRASE });
		expect(burn?.headers['authorization']).toBe(
			`Basic ${Buffer.from(`${login.username}:${login.token}`).toString('base64')}`,
		);
		const { link = '', receipt = '' } = step.outputs;
		expect(post.masks).toContain(receipt);
		expect(findLeaks(post, [SECRET, PASSPHRASE, login.token, link, receipt])).toEqual([]);
	});

	it('shows nothing in the debug log either', async () => {
		const scenario = await openScenario({ job: { secrets: [PASSPHRASE], debug: true } });
		const { outputs } = await scenario.run({
			...scenario.login,
			secret: SECRET,
			passphrase: PASSPHRASE,
			'burn-on': 'always',
		});
		const post = await finishJob(scenario);
		expect(post.printed).toContain('##[debug]Attempt 1: 200');
		expect(
			findLeaks(post, [
				SECRET,
				PASSPHRASE,
				scenario.login.token,
				outputs['link'] ?? '',
				outputs['receipt'] ?? '',
			]),
		).toEqual([]);
	});

	it.each([
		['the service was not nominal', { secret: SECRET }],
		['its inputs were faulty', { secret: '' }],
		['it made nothing', { mode: 'status' }],
	])('is quiet and sends nothing when %s', async (_name, inputs: Inputs) => {
		const scenario = await openScenario();
		scenario.server.setStatus('degraded');
		await scenario.run(inputs);
		const sent = scenario.server.requests.length;
		const post = await finishJob(scenario);
		expect([post.stdout.toString(), scenario.server.requests.length]).toEqual(['', sent]);
	});

	it('warns if the link was opened before it could be burned, with a row in the summary', async () => {
		const scenario = await openScenario();
		const { outputs } = await scenario.run({ secret: SECRET, 'burn-on': 'always' });
		await openLink(outputs['link'] ?? '');
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([
			'Could not burn the link (`burn-on` is `always`): it had already been opened. If the recipient should not have the value, replace the credential.',
		]);
		expect(linesOf(post)).toEqual([]);
		expect(summaryRowsOf(post)).toEqual([['Link', 'opened before (`burn-on` is `always`)']]);
	});

	it('says in one line that the link has expired', async () => {
		const clock = createServerClock();
		const scenario = await openScenario({ server: { nowMs: clock.nowMs } });
		await scenario.run({ secret: SECRET, ttl: '60s', 'burn-on': 'always' });
		clock.putForward(61);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual(['The link is expired (`burn-on` is `always`).']);
		expect(post.annotations).toEqual([]);
	});

	it('burns where the secret was made, without credentials, when the inputs name another server by then', async () => {
		const other = await startScenario();
		const scenario = await openScenario();
		const { server, run, login } = scenario;
		let domain = server.origin;
		await run({ ...login, secret: SECRET, domain: () => domain, 'burn-on': 'always' });
		domain = other.server.origin;
		const post = await finishJob(scenario);
		await other.end();
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(/^The link is burned.*the inputs now name another server\.$/),
		]);
		expect(linesOf(post)).toEqual([]);
		expect(server.alive).toBe(0);
		expect(requestsTo(server, 'burn').map(({ headers }) => headers['authorization'])).toEqual([undefined]);
		expect(other.server.connections).toBe(0);
	});
});
