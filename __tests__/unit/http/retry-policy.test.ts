import { describe, expect, it } from 'vitest';
import {
	attemptLimitMs,
	decide,
	isDoubt,
	type RequestKind,
	type Setback,
	type Situation,
} from '../../../src/http/retry-policy.ts';

const plenty: Situation = {
	kind: 'read',
	setback: 'no-connection',
	attempts: 1,
	sameSetbacks: 1,
	doubts: 0,
	leftMs: 60_000,
	retryAfterMs: undefined,
	random: 0.5,
};
const decideAfter = (situation: Partial<Situation>) => decide({ ...plenty, ...situation });

// How often each request is repeated after each setback, as the design's table has it. A number is a limit, Infinity means until the deadline.
const table: readonly (readonly [RequestKind, Setback, number])[] = [
	['read', 'no-connection', Number.POSITIVE_INFINITY],
	['read', 'name-not-found', 1],
	['read', 'broken-off', Number.POSITIVE_INFINITY],
	['read', 'server-fault', Number.POSITIVE_INFINITY],
	['read', 'unusable', 1],
	['read', 'rate-limited', Number.POSITIVE_INFINITY],
	['read', 'not-ready', Number.POSITIVE_INFINITY],
	['read', 'unexpected-error', 1],
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

describe('decide', () => {
	it.each(table)('repeats a %s after %s at most %d times', (kind, setback, limit) => {
		for (const seen of [1, 2, 3, 20]) {
			const doubts = isDoubt(kind, setback) ? seen : 0;
			expect(decideAfter({ kind, setback, attempts: seen, sameSetbacks: seen, doubts }).repeat).toBe(
				seen <= limit,
			);
		}
	});

	it('counts all doubts of a creation together, whatever caused them', () => {
		expect(
			decideAfter({ kind: 'create', setback: 'server-fault', attempts: 2, sameSetbacks: 1, doubts: 2 }),
		).toEqual({
			repeat: false,
			because: 'table',
		});
	});

	it('repeats a reveal after a rate limit as often as the server names a time', () => {
		expect(
			decideAfter({ kind: 'reveal', setback: 'rate-limited', sameSetbacks: 9, retryAfterMs: 1_000 }),
		).toEqual({
			repeat: true,
			waitMs: 1_000,
		});
	});

	it('waits longer after each attempt, up to 8 seconds, with chance deciding how much of it', () => {
		const ceilings = [1, 2, 3, 4, 5, 6, 30].map((attempts) => decideAfter({ attempts, random: 1 }));
		expect(ceilings).toEqual(
			[500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000].map((waitMs) => ({ repeat: true, waitMs })),
		);
		expect(decideAfter({ attempts: 3, random: 0.25 })).toEqual({ repeat: true, waitMs: 500 });
		expect(decideAfter({ attempts: 3, random: 0 })).toEqual({ repeat: true, waitMs: 0 });
	});

	it('waits exactly as long as the server asks', () => {
		expect(decideAfter({ setback: 'rate-limited', retryAfterMs: 17_000 })).toEqual({
			repeat: true,
			waitMs: 17_000,
		});
	});

	it('does not let a server that asks for no time be hammered', () => {
		expect(decideAfter({ setback: 'rate-limited', retryAfterMs: 0, attempts: 5 })).toEqual({
			repeat: true,
			waitMs: 4_000,
		});
	});

	it('gives up at once when the server asks for more time than is left', () => {
		expect(decideAfter({ setback: 'rate-limited', retryAfterMs: 60_000 })).toEqual({
			repeat: false,
			because: 'deadline',
		});
	});

	it('gives up when the wait would leave no time for an attempt', () => {
		expect(decideAfter({ leftMs: 499 })).toEqual({ repeat: false, because: 'deadline' });
		expect(decideAfter({ leftMs: 500 })).toEqual({ repeat: true, waitMs: 250 });
	});

	it('does not begin the last chance of a creation with less than 5 seconds left', () => {
		const doubtful = { kind: 'create', setback: 'broken-off', doubts: 1 } as const;
		expect(decideAfter({ ...doubtful, leftMs: 5_249 })).toEqual({ repeat: false, because: 'deadline' });
		expect(decideAfter({ ...doubtful, leftMs: 5_250 })).toEqual({ repeat: true, waitMs: 250 });
	});
});

describe('attemptLimitMs', () => {
	it.each([
		['read', 60_000, 0, 20_000],
		['read', 30_000, 0, 15_000],
		['read', 1_000, 0, 500],
		['read', 400, 0, 250],
		['read', 100, 0, 100],
		['create', 60_000, 0, 30_000],
		['create', 40_000, 0, 20_000],
		['create', 30_000, 0, 20_000],
		['create', 20_000, 0, 15_000],
		['create', 12_000, 0, 7_000],
		['create', 6_000, 0, 3_000],
		['create', 60_000, 1, 60_000],
		['create', 5_000, 1, 5_000],
		['create-and-mail', 60_000, 0, 60_000],
		['reveal', 60_000, 0, 60_000],
		['burn', 25_000, 0, 12_500],
	] as const)('gives a %s with %d ms left and %d doubts %d ms', (kind, leftMs, doubts, limitMs) => {
		expect(attemptLimitMs(kind, leftMs, doubts)).toBe(limitMs);
	});
});

describe('isDoubt', () => {
	it('knows which setbacks leave open whether a secret was created', () => {
		const setbacks = table.filter(([kind]) => kind === 'create').map(([, setback]) => setback);
		expect(setbacks.filter((setback) => isDoubt('create', setback))).toEqual([
			'broken-off',
			'server-fault',
			'unusable',
			'unexpected-error',
		]);
		expect(setbacks.filter((setback) => isDoubt('read', setback) || isDoubt('burn', setback))).toEqual([]);
	});
});
