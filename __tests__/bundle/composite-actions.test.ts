// Steps inside composite actions: what they say of their outputs, and what the end of the job can still do for them.

import { describe, expect, it } from 'vitest';
import { expression } from '../support/runner/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { errorOf, linesOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const OUTER_VALUE = 'a-value-of-the-outer-action';

/** The passphrase of the inner action is an input of its own; the outer one has another input of that name. */
const inputs = { secret: SECRET, passphrase: expression('inputs.passphrase') };
const inner = (passphrase: string) => ({ name: 'inner', id: 'two', with: { passphrase } });
const outer = { name: 'outer', id: 'one', with: { passphrase: OUTER_VALUE } };

describe('A step in a composite action', () => {
	it('says `steps.ID` of its outputs, because the runner names only the step of the workflow', async () => {
		const { run } = await openScenario();
		const step = await run({ secret: SECRET }, { composites: [{ name: 'wrapper', id: 'deploy' }] });
		expect(linesOf(step)[1]).toContain('Use it as ${{ steps.ID.outputs.link }} in later steps');
		expect(step.printed).not.toContain('steps.deploy');
	});

	it('needs no id in the workflow, because it has one in the composite action', async () => {
		const { run } = await openScenario();
		const step = await run({ secret: SECRET }, { composites: [{ name: 'wrapper' }] });
		expect([step.outcome, errorOf(step)]).toEqual(['success', '']);
	});

	it('is burned with the passphrase and credentials of its inputs', async () => {
		const scenario = await openScenario();
		const { server, run, login } = scenario;
		const composites = [{ name: 'wrapper', id: 'wrap', with: { passphrase: PASSPHRASE } }];
		await run({ ...login, ...inputs, 'burn-on': 'always' }, { composites });
		expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect(server.alive).toBe(0);
	});
});

describe('A step in a composite action inside a composite action', () => {
	it('is burned without anything that the inputs hold, and says no more than any other', async () => {
		const scenario = await openScenario();
		const { server, run, login } = scenario;
		const given = { ...login, secret: SECRET, recipient: '(none)', 'burn-on': 'always' };
		await run(given, { composites: [outer, inner(PASSPHRASE)] });
		const post = await finishJob(scenario);
		expect([linesOf(post), post.annotations]).toEqual([['The link is burned (`burn-on` is `always`).'], []]);
		expect(
			requestsTo(server, 'burn').map((request) => [request.headers['authorization'], formOf(request)]),
		).toEqual([[undefined, {}]]);
		expect(server.alive).toBe(0);
	});

	it('keeps a link that has a passphrase, and one warning says why', async () => {
		const scenario = await openScenario({ job: { secrets: [PASSPHRASE] } });
		const { server, run } = scenario;
		const step = await run({ ...inputs, 'burn-on': 'always' }, { composites: [outer, inner(PASSPHRASE)] });
		expect(step.outcome).toBe('success');
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(
				/^Could not burn the link \(`burn-on` is `always`\)\. .* needs the passphrase .* In a composite action inside a composite action, the end of the job has no passphrase, credentials or `headers`\. The link may still work until/,
			),
		]);
		expect(linesOf(post)).toEqual([]);
		// What the outer action has under the same name is not ours to mask or to send.
		expect(post.masks.filter((mask) => mask.includes(OUTER_VALUE))).toEqual([]);
		expect(requestsTo(server, 'burn').map(formOf)).toEqual([{}]);
	});

	it.each([
		['succeeded', 'failure', 1],
		['failed', 'failure', 0],
		['failed', 'never', 1],
	])('in a job that %s leaves a link with burn-on %s alive or not: %i', async (end, burnOn, alive) => {
		const scenario = await openScenario();
		const { server, job, run } = scenario;
		await run({ secret: SECRET, 'burn-on': burnOn }, { composites: [outer, inner('')] });
		if (end === 'failed') job.failStep('deploy');
		const post = await finishJob(scenario);
		expect([server.alive, post.annotations]).toEqual([alive, []]);
	});
});
