import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../../src/http/attempt.ts';
import { createAttemptHistory } from '../../../src/http/attempt-history.ts';
import type { FailureKind } from '../../../src/http/exchange.ts';
import type { RequestKind, Setback } from '../../../src/http/retry-policy.ts';

function refused(
	setback: Setback | undefined,
	isInDoubt = false,
	retryAfterMs?: number,
): Attempt<string, string> {
	return { ok: false, refusal: `refused: ${setback}`, status: 500, setback, isInDoubt, retryAfterMs };
}

function broken(kind: FailureKind, setback: Setback | undefined, isInDoubt = false): Attempt<string, string> {
	return { ok: false, failure: { kind, mayBeSent: isInDoubt, detail: '' }, setback, isInDoubt };
}

const start = (kind: RequestKind) => createAttemptHistory<string>(kind);

describe('An attempt history', () => {
	it('ends with a success and counts the attempts and doubts before it', () => {
		const history = start('create');
		expect(history.add(broken('reset', 'broken-off', true), 60_000, 0.5)).toEqual({ waitMs: 250 });
		expect(history.add({ ok: true, value: 'v' }, 50_000, 0.5)).toEqual({ end: 'final' });
		expect(history.succeed('v')).toEqual({ ok: true, value: 'v', attempts: 2, doubts: 1 });
	});

	it.each<[string, Attempt<string, string>, string]>([
		['a refusal that is final', refused(undefined), 'final'],
		['a failure that is final', broken('tls-failed', undefined), 'gave-up'],
		['a setback that the table does not allow', refused('unexpected-error', true), 'gave-up'],
		['a delay beyond the deadline', refused('rate-limited', false, 600_000), 'deadline'],
	])('ends with %s', (_what, attempt, end) => {
		expect(start('create').add(attempt, 60_000, 0.5)).toEqual({ end });
	});

	it('counts each kind of setback by itself', () => {
		const history = start('read');
		const nexts = (['name-not-found', 'unusable', 'name-not-found'] as const).map((setback) =>
			history.add(refused(setback), 60_000, 0.5),
		);
		expect(nexts).toEqual([{ waitMs: 250 }, { waitMs: 500 }, { end: 'gave-up' }]);
		expect(history.attempts()).toBe(3);
	});

	it('counts doubts together, whatever caused them', () => {
		const history = start('create');
		history.add(broken('reset', 'broken-off', true), 60_000, 0.5);
		expect(history.doubts()).toBe(1);
		expect(history.add(refused('server-fault', true), 60_000, 0.5)).toEqual({ end: 'gave-up' });
		expect(history.doubts()).toBe(2);
	});

	it('gives up with the result of the last attempt, and nothing from earlier ones', () => {
		const history = start('create');
		history.add(broken('reset', 'broken-off', true), 60_000, 0.5);
		history.add(refused('rate-limited', false, 600_000), 60_000, 0.5);
		expect(history.giveUp('deadline')).toEqual({
			ok: false,
			refusal: 'refused: rate-limited',
			status: 500,
			failure: undefined,
			isInDoubt: false,
			retryAfterMs: 600_000,
			attempts: 2,
			doubts: 1,
			end: 'deadline',
		});
	});

	it('gives up without any attempt', () => {
		expect(start('create').giveUp('cancelled')).toEqual({
			ok: false,
			refusal: undefined,
			status: undefined,
			failure: undefined,
			isInDoubt: false,
			retryAfterMs: undefined,
			attempts: 0,
			doubts: 0,
			end: 'cancelled',
		});
	});
});
