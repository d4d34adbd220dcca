import { describe, expect, it } from 'vitest';
import {
	attemptTimeoutMs,
	decideRetry,
	isDoubt,
	isIdempotent,
	type RequestKind,
	type RetrySituation,
	retryDelayMs,
	type Setback,
} from '../../../src/http/retry-policy.ts';

const firstAttempt: RetrySituation = {
	kind: 'read',
	setback: 'no-connection',
	attempts: 1,
	sameSetbacks: 1,
	doubts: 0,
	leftMs: 60_000,
	retryAfterMs: undefined,
	random: 0.5,
};
const decideAfter = (situation: Partial<RetrySituation>) => decideRetry({ ...firstAttempt, ...situation });

// How often each kind of request is retried after each setback. Infinity means until the deadline.
const table: readonly (readonly [RequestKind, Setback, number])[] = [
	['read', 'no-connection', Number.POSITIVE_INFINITY],
	['read', 'name-not-found', 1],
	['read', 'broken-off', Number.POSITIVE_INFINITY],
	['read', 'server-fault', Number.POSITIVE_INFINITY],
	['read', 'unusable', 1],
	['read', 'rate-limited', Number.POSITIVE_INFINITY],
	['read', 'not-ready', Number.POSITIVE_INFINITY],
	['read', 'unexpected-error', 1],
	['read-once', 'no-connection', Number.POSITIVE_INFINITY],
	['read-once', 'name-not-found', 1],
	['read-once', 'broken-off', 0],
	['read-once', 'server-fault', 0],
	['read-once', 'unusable', 0],
	['read-once', 'rate-limited', 0],
	['read-once', 'not-ready', 0],
	['read-once', 'unexpected-error', 0],
	['create', 'no-connection', Number.POSITIVE_INFINITY],
	['create', 'name-not-found', 1],
	['create', 'broken-off', 1],
	['create', 'server-fault', 1],
	['create', 'unusable', 1],
	['create', 'rate-limited', Number.POSITIVE_INFINITY],
	['create', 'not-ready', Number.POSITIVE_INFINITY],
	['create', 'unexpected-error', 0],
	['create-and-mail', 'no-connection', Number.POSITIVE_INFINITY],
	['create-and-mail', 'name-not-found', 1],
	['create-and-mail', 'broken-off', 0],
	['create-and-mail', 'server-fault', 0],
	['create-and-mail', 'unusable', 0],
	['create-and-mail', 'rate-limited', Number.POSITIVE_INFINITY],
	['create-and-mail', 'not-ready', Number.POSITIVE_INFINITY],
	['create-and-mail', 'unexpected-error', 0],
	['reveal', 'no-connection', Number.POSITIVE_INFINITY],
	['reveal', 'name-not-found', 1],
	['reveal', 'broken-off', 0],
	['reveal', 'server-fault', 0],
	['reveal', 'unusable', 0],
	['reveal', 'rate-limited', 2],
	['reveal', 'not-ready', Number.POSITIVE_INFINITY],
	['reveal', 'unexpected-error', 0],
	['burn', 'no-connection', Number.POSITIVE_INFINITY],
	['burn', 'name-not-found', 1],
	['burn', 'broken-off', Number.POSITIVE_INFINITY],
	['burn', 'server-fault', Number.POSITIVE_INFINITY],
	['burn', 'unusable', Number.POSITIVE_INFINITY],
	['burn', 'rate-limited', 0],
	['burn', 'not-ready', Number.POSITIVE_INFINITY],
	['burn', 'unexpected-error', 0],
];

describe('decideRetry', () => {
	it.each(table)('retries a %s after %s at most %d times', (kind, setback, limit) => {
		for (const seen of [1, 2, 3, 20]) {
			const doubts = isDoubt(kind, setback) ? seen : 0;
			expect(decideAfter({ kind, setback, attempts: seen, sameSetbacks: seen, doubts }).retry).toBe(
				seen <= limit,
			);
		}
	});

	it('counts all doubts of a creation together, whatever caused them', () => {
		expect(
			decideAfter({ kind: 'create', setback: 'server-fault', attempts: 2, sameSetbacks: 1, doubts: 2 }),
		).toEqual({
			retry: false,
			reason: 'table',
		});
	});

	it('retries a reveal after a rate limit as long as the server sends a delay', () => {
		const locked = { kind: 'reveal', setback: 'rate-limited', sameSetbacks: 9 } as const;
		expect(decideAfter({ ...locked, retryAfterMs: 1_000, random: 0 })).toEqual({
			retry: true,
			waitMs: 1_000,
		});
		expect(decideAfter({ ...locked, random: 0 })).toEqual({ retry: false, reason: 'table' });
	});

	it('waits a random part of a time that doubles with each attempt, up to 8 seconds', () => {
		const ceilings = [1, 2, 3, 4, 5, 6, 30].map((attempts) => decideAfter({ attempts, random: 1 }));
		expect(ceilings).toEqual(
			[500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000].map((waitMs) => ({ retry: true, waitMs })),
		);
		expect(decideAfter({ attempts: 3, random: 0.25 })).toEqual({ retry: true, waitMs: 500 });
		expect(decideAfter({ attempts: 3, random: 0 })).toEqual({ retry: true, waitMs: 0 });
	});

	it('waits as long as the server asks, and up to 20 % longer at random', () => {
		const waits = [0, 0.5, 1].map((random) =>
			decideAfter({ setback: 'rate-limited', retryAfterMs: 10_000, random }),
		);
		expect(waits).toEqual([10_000, 11_000, 12_000].map((waitMs) => ({ retry: true, waitMs })));
	});

	it.each([0, 499])('does not hammer a server that asks for %d ms', (retryAfterMs) => {
		const decision = decideAfter({ setback: 'rate-limited', retryAfterMs, attempts: 5 });
		expect(decision).toEqual({ retry: true, waitMs: 4_000 });
	});

	it('gives up at once when the server asks for more time than is left', () => {
		expect(decideAfter({ setback: 'rate-limited', retryAfterMs: 60_000 })).toEqual({
			retry: false,
			reason: 'deadline',
		});
	});

	it('gives up when the wait would leave no time for an attempt', () => {
		expect(decideAfter({ leftMs: 499 })).toEqual({ retry: false, reason: 'deadline' });
		expect(decideAfter({ leftMs: 500 })).toEqual({ retry: true, waitMs: 250 });
	});

	it('does not start the last permitted attempt of a creation with less than 5 seconds left', () => {
		const doubtful = { kind: 'create', setback: 'broken-off', doubts: 1 } as const;
		expect(decideAfter({ ...doubtful, leftMs: 5_249 })).toEqual({ retry: false, reason: 'deadline' });
		expect(decideAfter({ ...doubtful, leftMs: 5_250 })).toEqual({ retry: true, waitMs: 250 });
	});
});

describe('retryDelayMs', () => {
	it.each([
		[undefined, undefined],
		[0, undefined],
		[499, undefined],
		[500, 550],
		[600_000, 660_000],
	])('turns a delay of %s ms into a wait of %s ms', (retryAfterMs, delayMs) => {
		expect(retryDelayMs(retryAfterMs, 0.5)).toBe(delayMs);
	});
});

describe('attemptTimeoutMs', () => {
	it.each([
		['read', 60_000, 0, 20_000],
		['read', 30_000, 0, 15_000],
		['read', 1_000, 0, 500],
		['read', 400, 0, 250],
		['read', 100, 0, 100],
		['burn', 25_000, 0, 12_500],
		// A creation times out early only if a second attempt would have at least 6 s.
		['create', 60_000, 0, 20_000],
		['create', 26_000, 0, 20_000],
		['create', 25_999, 0, 25_999],
		['create', 9_000, 0, 9_000],
		['create', 60_000, 1, 60_000],
		['create', 5_000, 1, 5_000],
		['create-and-mail', 60_000, 0, 60_000],
		['reveal', 60_000, 0, 60_000],
		['read-once', 60_000, 0, 60_000],
	] as const)('gives a %s with %d ms left and %d doubts %d ms', (kind, leftMs, doubts, timeoutMs) => {
		expect(attemptTimeoutMs(kind, leftMs, doubts)).toBe(timeoutMs);
	});
});

describe('isIdempotent', () => {
	it('is true of requests that may be sent twice', () => {
		const kinds = [...new Set(table.map(([kind]) => kind))];
		expect(kinds.filter(isIdempotent)).toEqual(['read', 'burn']);
	});
});

describe('isDoubt', () => {
	it('is true of setbacks that leave open whether a secret was created, opened or shown', () => {
		const setbacks = table.filter(([kind]) => kind === 'create').map(([, setback]) => setback);
		for (const kind of ['create', 'create-and-mail', 'reveal', 'read-once'] as const) {
			expect(setbacks.filter((setback) => isDoubt(kind, setback))).toEqual([
				'broken-off',
				'server-fault',
				'unusable',
				'unexpected-error',
			]);
		}
		expect(setbacks.filter((setback) => isDoubt('read', setback) || isDoubt('burn', setback))).toEqual([]);
	});
});
