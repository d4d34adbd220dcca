// Mode burn where the link stays alive, was opened, or is not known: a burn is believed only if the receipt confirms it.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import type { Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { codesOf, errorOf } from './step-texts.ts';
import { atRequest } from './stop-signals.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const NOT_AUTHORIZED: Fault = { kind: 'answer', status: 404, body: { message: 'Not authorized' } };

describe('burn, where the link is not burned,', () => {
	it.each([
		[
			'a wrong passphrase',
			'wrong-passphrase-given',
			/did not burn the link: the passphrase is wrong\..*\nThe link still works\.\n/,
		],
		[
			'a missing passphrase',
			'(none)',
			/needs the passphrase of the link to burn it\..*\nThe link still works\.\nSet `passphrase` as when the link was made\.\n/,
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
		expect(errorOf(step)).toContain('the passphrase is wrong, or locked after wrong guesses');
		expect(step.outputs).toEqual({ state: 'new' });
	});

	it('fails for a link that was opened, because the value is out', async () => {
		const { server, run } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		const step = await run({ mode: 'burn', receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'opened', 'opened-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
			['already-opened'],
		]);
		expect(errorOf(step)).toMatch(
			new RegExp(
				`^burn: The link was opened at ${step.outputs['opened-at']}, before it could be burned .*\nIf the recipient did not open it, replace the credential`,
			),
		);
	});

	it('fails for a receipt that the server does not know', async () => {
		const { run } = await openScenario();
		const step = await run({ mode: 'burn', receipt: 'k'.repeat(62) });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'unknown' },
			['secret-gone'],
		]);
		expect(errorOf(step)).toMatch(
			/ knows no such receipt\.\nThe receipt belongs to another region or server/,
		);
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
		expect(errorOf(step)).toMatch(
			/ says that it burned the link, but it still works\.\nTell the operator of the server/,
		);
		expect(server.alive).toBe(1);
	});

	it.each([
		['fails', 'lives', false, { state: 'new' }, ['rate-limited']],
		['succeeds', 'is burned all the same', true, { state: 'burned' }, []],
	])(
		'does not retry a burn that meets a rate limit, and %s where the link %s',
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

	it('does not retry a burn with rejected credentials', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: ['wrong-token-given'] } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ ...login, token: 'wrong-token-given', mode: 'burn', receipt });
		expect([step.outputs, codesOf(step)]).toEqual([{}, ['credentials-rejected']]);
		expect(server.requests.slice(1).map(({ route }) => route)).toEqual(['burn']);
		expect(server.alive).toBe(1);
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
});
