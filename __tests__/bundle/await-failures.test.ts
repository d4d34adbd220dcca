// Mode await where the link is not opened, or a look fails: each end of a wait has a text of its own.

import { describe, expect, it } from 'vitest';
import type { Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { burnLink, makeLink } from './sender.ts';
import { createServerClock } from './server-clock.ts';
import { codesOf, errorOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const NOT_FOUND: Fault = { kind: 'answer', status: 404, body: { error: 'Not Found' } };

describe('await, where nobody opens the link,', () => {
	it('fails at once for a link that was burned', async () => {
		const { server, run } = await openScenario();
		const made = await makeLink(server, { secret: SECRET });
		await burnLink(server, made);
		const step = await run({ mode: 'await', receipt: made.receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'burned' },
			['not-opened'],
		]);
		expect(errorOf(step)).toContain('await: The link was burned before anybody opened it');
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it('fails at once for a receipt that the server does not know', async () => {
		const { server, run } = await openScenario();
		const step = await run({ mode: 'await', receipt: 'k'.repeat(62) });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'unknown' },
			['not-opened'],
		]);
		expect(errorOf(step)).toMatch(
			/ knows no such receipt\.\nThe receipt belongs to another region or server, was mistyped/,
		);
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it('fails at the end of the wait, with a last look and the link alive', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'await', receipt, wait: '2s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'new' },
			['not-opened'],
		]);
		expect(errorOf(step)).toMatch(
			/Nobody opened the link within 2 seconds \(127\.0\.0\.1:\d+\)\.\nThe link still works\./,
		);
		expect(requestsTo(server, 'receipt').length).toBeGreaterThan(1);
		expect(server.alive).toBe(1);
	});

	it('says that the link has expired, and not that the wait is over, when its life ends first', async () => {
		const clock = createServerClock();
		const { server, run } = await openScenario({ server: { nowMs: clock.nowMs } });
		const { receipt } = await makeLink(server, { secret: SECRET, ttl: '60' });
		clock.putForward(59);
		const step = await run({ mode: 'await', receipt, wait: '1h' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'expired' },
			['not-opened'],
		]);
		expect(errorOf(step)).toContain('The link expired before anybody opened it');
		expect(errorOf(step)).not.toMatch(/within|still works/);
	});

	it('knows by itself when the life of the link ends, on a server that never says so', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({
			route: 'receipt',
			on: 'every',
			act: { kind: 'answer', body: (json) => ({ ...json, secret_ttl: 1 }) },
		});
		const step = await run({ mode: 'await', receipt, wait: '1h' });
		expect([step.outputs, codesOf(step)]).toEqual([{ state: 'expired' }, ['not-opened']]);
		expect(errorOf(step)).toContain('The link expired before anybody opened it');
	});

	it('fails without a state when no look succeeds', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'receipt', on: 'every', act: NOT_FOUND });
		const step = await run({ mode: 'await', receipt, wait: '0s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', {}, ['api-not-found']]);
	});

	it('does not wait with rejected credentials', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: ['wrong-token-given'] } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ ...login, token: 'wrong-token-given', mode: 'await', receipt });
		expect([step.outputs, codesOf(step)]).toEqual([{}, ['credentials-rejected']]);
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});
});
