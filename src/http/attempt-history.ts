// What a request has met so far: counts attempts and doubts, and says what comes next.

import type { Attempt, FailedAttempt } from './attempt.ts';
import type { Outcome, Unsuccessful } from './outcome.ts';
import { decide, type RequestKind, type Setback } from './retry-policy.ts';

/** What follows an attempt: another one after a wait, or the end and why. */
export type Next =
	| { readonly waitMs: number; readonly end?: undefined }
	| { readonly waitMs?: undefined; readonly end: Unsuccessful<unknown>['end'] };

/** The attempts of one request. */
export interface AttemptHistory<Refusal> {
	attempts(): number;
	/** How many of them leave open whether the server acted. */
	doubts(): number;
	/** Takes an attempt in and decides. `leftMs`: until the deadline; `random`: from 0 up to, not including, 1. */
	add(attempt: Attempt<unknown, Refusal>, leftMs: number, random: number): Next;
	succeed<Value>(value: Value): Outcome<Value, Refusal>;
	giveUp(end: Unsuccessful<Refusal>['end']): Unsuccessful<Refusal>;
}

/** Starts the history of a request. */
export function createAttemptHistory<Refusal>(kind: RequestKind): AttemptHistory<Refusal> {
	const setbacks: Setback[] = [];
	let last: FailedAttempt<Refusal> | undefined;
	let attempts = 0;
	let doubts = 0;

	return {
		attempts: () => attempts,
		doubts: () => doubts,
		add(attempt, leftMs, random) {
			attempts++;
			if (attempt.ok) return { end: 'final' };
			last = attempt;
			if (attempt.isInDoubt) doubts++;
			const { setback, retryAfterMs } = attempt;
			if (setback === undefined) return { end: attempt.failure === undefined ? 'final' : 'gave-up' };
			setbacks.push(setback);
			const sameSetbacks = setbacks.filter((one) => one === setback).length;
			const decision = decide({
				kind,
				setback,
				attempts,
				sameSetbacks,
				doubts,
				leftMs,
				retryAfterMs,
				random,
			});
			if (decision.retry) return { waitMs: decision.waitMs };
			return { end: decision.because === 'deadline' ? 'deadline' : 'gave-up' };
		},
		succeed: (value) => ({ ok: true, value, attempts, doubts }),
		giveUp(end) {
			const { refusal, status, failure, isInDoubt = false, retryAfterMs } = last ?? {};
			return { ok: false, refusal, status, failure, isInDoubt, retryAfterMs, attempts, doubts, end };
		},
	};
}
