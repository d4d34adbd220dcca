// Mode burn from outside: a link that was made is taken back, and a burn is believed only where the receipt confirms it.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR, keyOf } from '../support/scenario.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { burnLink, makeLink } from './sender.ts';
import { createServerClock } from './server-clock.ts';
import { codesOf, errorOf, linesOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';

describe('burn', () => {
	it('takes a link back by the receipt of an earlier step, and shows nothing of it', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [SECRET, PASSPHRASE] } });
		const { link = '', receipt = '' } = (await run({ ...login, secret: SECRET, passphrase: PASSPHRASE }))
			.outputs;
		const inputs = {
			...login,
			mode: 'burn',
			receipt: expression('steps.share.outputs.receipt'),
			passphrase: PASSPHRASE,
		};
		const step = await run(inputs, { id: 'burn' });
		expect(step.outcome).toBe('success');
		expect(step.outputs).toEqual({ state: 'burned' });
		expect(step.annotations).toEqual([]);
		expect(linesOf(step)).toEqual([
			expect.stringMatching(
				/^The link is burned\. 127\.0\.0\.1:\d+ confirms that nobody can open it anymore\.$/,
			),
		]);
		expect(server.alive).toBe(0);
		expect(await openLink(link, PASSPHRASE)).toEqual({ refusal: 'Unknown secret' });
		expect(findLeaks(step, [SECRET, PASSPHRASE, login.token, link, receipt, keyOf(link)])).toEqual([]);
	});

	it('needs no id, one burn and one look at the receipt, and leaves nothing to do for the end of the job', async () => {
		const { server, job } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await job.step({
			actionDir: ACTION_DIR,
			with: { domain: server.origin, mode: 'burn', receipt },
		});
		expect(step.outcome).toBe('success');
		expect(server.requests.slice(1).map(({ method, route }) => [method, route])).toEqual([
			['POST', 'burn'],
			['GET', 'receipt'],
		]);
		const { posts } = await job.finish();
		expect(posts.map(linesOf)).toEqual([[]]);
		expect(server.requests).toHaveLength(3);
	});

	it('succeeds for a link that is burned already', async () => {
		const { server, run } = await openScenario();
		const made = await makeLink(server, { secret: SECRET });
		await burnLink(server, made);
		const step = await run({ mode: 'burn', receipt: made.receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['success', { state: 'burned' }, []]);
	});

	it('succeeds for a link that has expired', async () => {
		const clock = createServerClock();
		const { server, run } = await openScenario({ server: { nowMs: clock.nowMs } });
		const { receipt } = await makeLink(server, { secret: SECRET, ttl: '60' });
		clock.putForward(61);
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['success', { state: 'expired' }, []]);
	});

	it('retries a burn whose response was lost, and believes the receipt', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'burn', act: { kind: 'reset-after' } });
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs]).toEqual(['success', { state: 'burned' }]);
		expect(requestsTo(server, 'burn')).toHaveLength(2);
	});

	it.each([
		['an empty receipt', { receipt: '' }, /`receipt` is empty/],
		['no receipt', {}, /`receipt` is missing\. Use the output `receipt` of the step that made the link\./],
		['a text that is no key', { receipt: '../status' }, /`receipt` is not the key of a receipt/],
		[
			'inputs of other modes',
			{ receipt: 'k'.repeat(62), secret: SECRET, 'burn-on': 'always' },
			/`secret` is not used by mode `burn`.*\n.*`burn-on`/,
		],
	])('sends nothing for %s', async (_name, inputs: Record<string, string>, words) => {
		const { server, run } = await openScenario({ job: { secrets: [SECRET] } });
		const step = await run({ mode: 'burn', ...inputs });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toMatch(words);
		expect(server.requests).toEqual([]);
	});

	it('shows nothing in the debug log either', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [PASSPHRASE], debug: true } });
		const { link, receipt, key } = await makeLink(server, { secret: SECRET, passphrase: PASSPHRASE });
		const step = await run({ ...login, mode: 'burn', receipt, passphrase: PASSPHRASE });
		expect(formOf(requestsTo(server, 'burn').at(-1))).toEqual({ passphrase: PASSPHRASE });
		expect(step.printed).toContain('##[debug]Attempt 1: 200');
		expect(
			findLeaks({ ...step, log: step.printed }, [SECRET, PASSPHRASE, login.token, link, receipt, key]),
		).toEqual([]);
	});
});
