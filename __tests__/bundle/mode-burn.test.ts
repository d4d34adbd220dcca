// Mode burn from outside: a link that was made is taken back, and a burn is believed only where the receipt confirms it.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR, keyOf } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { atRequest } from './cancel-points.ts';
import { burnLink, createServerClock, formOf, makeLink, requestsTo } from './made-links.ts';
import { codesOf, errorOf, linesOf, openScenario } from './opened-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const NOT_AUTHORIZED: Fault = { kind: 'answer', status: 404, body: { message: 'Not authorized' } };

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
			expect.stringMatching(/^127\.0\.0\.1:\d+ confirms that the link is burned: nobody can open it\.$/),
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

	it.each([
		['a wrong passphrase', 'wrong-passphrase-given', /the passphrase is wrong\. The link still works\./],
		[
			'a missing passphrase',
			'(none)',
			/wants the passphrase of the link to burn it\. The link still works\./,
		],
	])('fails for %s and leaves the link alive', async (_name, passphrase, words) => {
		const { server, run } = await openScenario({ job: { secrets: [PASSPHRASE] } });
		const made = await makeLink(server, { secret: SECRET, passphrase: PASSPHRASE });
		const step = await run({ mode: 'burn', receipt: made.receipt, passphrase });
		expect(step.outcome).toBe('failure');
		expect(codesOf(step)).toEqual(['wrong-passphrase']);
		expect(errorOf(step)).toMatch(words);
		expect(step.outputs).toEqual({ state: 'new' });
		expect(server.alive).toBe(1);
	});

	it('says that a secret may be locked where the server only reports an unexpected error', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET, passphrase: PASSPHRASE });
		server.fault({
			route: 'burn',
			act: { kind: 'answer', status: 404, body: { message: 'An unexpected error occurred :[' } },
		});
		const step = await run({ mode: 'burn', receipt, passphrase: PASSPHRASE });
		expect(codesOf(step)).toEqual(['wrong-passphrase']);
		expect(errorOf(step)).toContain('or the secret is locked after wrong guesses');
		expect(step.outputs).toEqual({ state: 'new' });
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

	it('fails for a link that was opened, because the value is out', async () => {
		const { server, run } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'opened' },
			['already-opened'],
		]);
		expect(errorOf(step)).toContain('replace the credential');
	});

	it('fails for a receipt that the server does not know', async () => {
		const { run } = await openScenario();
		const step = await run({ mode: 'burn', receipt: 'k'.repeat(62) });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'unknown' },
			['secret-gone'],
		]);
		expect(errorOf(step)).toContain('it belongs to another region or server');
	});

	it('repeats a burn whose answer was lost, and believes the receipt', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'burn', act: { kind: 'reset-after' } });
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs]).toEqual(['success', { state: 'burned' }]);
		expect(requestsTo(server, 'burn')).toHaveLength(2);
	});

	it('fails without a state when the look at the receipt fails', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'receipt', on: 'every', act: NOT_AUTHORIZED });
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', {}, ['account-required']]);
		expect(errorOf(step)).toContain('The link may still work until its lifetime ends.');
	});

	it('does not believe a server that accepts the burn and leaves the link alive', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({
			route: 'burn',
			act: { kind: 'answer', status: 200, body: { state: { state: 'burned' } } },
		});
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'new' },
			['refused-by-server'],
		]);
		expect(errorOf(step)).toContain('its receipt says that it lives. The link still works.');
		expect(server.alive).toBe(1);
	});

	it.each([
		['fails', 'lives', false, { state: 'new' }, ['rate-limited']],
		['succeeds', 'is burned all the same', true, { state: 'burned' }, []],
	])(
		'does not repeat a burn that meets a rate limit, and %s where the link %s',
		async (_end, _fate, acts, outputs, codes) => {
			const { server, run } = await openScenario();
			const { receipt } = await makeLink(server, { secret: SECRET });
			server.fault({
				route: 'burn',
				act: { kind: 'answer', status: 429, headers: { 'retry-after': '0' }, body: '{}', acts },
			});
			const step = await run({ mode: 'burn', receipt });
			expect([step.outputs, codesOf(step)]).toEqual([outputs, codes]);
			expect(requestsTo(server, 'burn')).toHaveLength(1);
		},
	);

	it('does not repeat a burn with rejected credentials', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: ['wrong-token-given'] } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ ...login, token: 'wrong-token-given', mode: 'burn', receipt });
		expect([step.outputs, codesOf(step)]).toEqual([{}, ['credentials-rejected']]);
		expect(server.requests.slice(1).map(({ route }) => route)).toEqual(['burn']);
		expect(server.alive).toBe(1);
	});

	it.each([
		['an empty receipt', { receipt: '' }, /`receipt` is empty/],
		['no receipt', {}, /`receipt` is missing; give the output `receipt` of the step that made the link/],
		['a text that is no key', { receipt: '../status' }, /`receipt` is not the key of a receipt/],
		[
			'inputs of other modes',
			{ receipt: 'k'.repeat(62), secret: SECRET, 'burn-on': 'always' },
			/`secret` is not used by mode `burn`.*`burn-on`/,
		],
	])('sends nothing for %s', async (_name, inputs: Record<string, string>, words) => {
		const { server, run } = await openScenario({ job: { secrets: [SECRET] } });
		const step = await run({ mode: 'burn', ...inputs });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toMatch(words);
		expect(server.requests).toEqual([]);
	});

	it('ends at once when it is told to stop, and says that the link may still work', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		const burn = server.fault({ route: 'burn', act: { kind: 'stalled-headers' } });
		const step = await run(
			{ mode: 'burn', receipt },
			atRequest(burn, (handle) => handle.cancel()),
		);
		expect([step.outcome, step.signal, step.signalsSent, codesOf(step)]).toEqual([
			'cancelled',
			null,
			['SIGINT'],
			['cancelled'],
		]);
		expect([step.outputs, errorOf(step)]).toEqual([
			{},
			expect.stringContaining('The link may still work until its lifetime ends.'),
		]);
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
