// Keeps count of the attempts of one request and decides, after each, whether another one follows.

import type { Attempt, FailedAttempt } from './attempt.ts';
import type { FailedOutcome, Outcome } from './outcome.ts';
import { decideRetry, type RequestKind, type Setback } from './retry-policy.ts';

/** What follows an attempt: another attempt after `waitMs`, or the end of the request and the reason for it. */
export type NextStep =
	| { readonly waitMs: number; readonly end?: undefined }
	| { readonly waitMs?: undefined; readonly end: FailedOutcome<unknown>['end'] };

/** All attempts of one request, from the first to the end. */
export interface AttemptHistory<Refusal> {
	/** Attempts made so far. */
	attempts(): number;
	/** How many of them leave open whether the server acted on the request. */
	doubts(): number;
	/**
	 * Records an attempt and decides what follows it. `leftMs` is the time until the deadline, `random` a
	 * number from 0 (inclusive) to 1 (exclusive).
	 */
	add(attempt: Attempt<unknown, Refusal>, leftMs: number, random: number): NextStep;
	/** The outcome of a request that got `value`. */
	succeed<Value>(value: Value): Outcome<Value, Refusal>;
	/** The outcome of a request that failed, with what the last attempt met. */
	giveUp(end: FailedOutcome<Refusal>['end']): FailedOutcome<Refusal>;
}

/** Starts the history of a request that has not been sent yet. */
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
			const sameSetbacks = setbacks.filter((earlier) => earlier === setback).length;
			const decision = decideRetry({
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
			return { end: decision.reason === 'deadline' ? 'deadline' : 'gave-up' };
		},
		succeed: (value) => ({ ok: true, value, attempts, doubts }),
		giveUp(end) {
			const { refusal, status, failure, isInDoubt = false, retryAfterMs } = last ?? {};
			return { ok: false, refusal, status, failure, isInDoubt, retryAfterMs, attempts, doubts, end };
		},
	};
}
