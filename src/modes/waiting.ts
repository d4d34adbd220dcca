// Polling for the modes that wait: when to poll again, and when to log progress.

import type { ActionError } from '../errors.ts';
import { retryDelayMs } from '../http/retry-policy.ts';
import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ModeDeps } from './ports.ts';

const FIRST_DELAY_MS = 2_000;
const DELAY_GROWTH = 1.5;
const MAX_DELAY_MS = 15_000;
const REPORT_INTERVAL_MS = 30_000;
/** The random share of a delay. It keeps jobs that started together from polling at the same moments. */
const JITTER = 0.2;
/** The minimum time limit of a poll. The last poll may exceed the wait by this much. */
const MIN_POLL_LIMIT_MS = 5_000;

/** What follows a poll: another one, or the end of the wait with the error of the last poll, if it failed. */
export type NextPoll =
	| { readonly isOver: false }
	| { readonly isOver: true; readonly error: ActionError | undefined };

/** A wait of limited length. */
export interface Wait {
	/**
	 * Sleeps until the next poll is due. Returns at once if the wait is over: its time is up, waiting cannot
	 * fix the error of the last poll, or the server's `Retry-After` lies beyond the end.
	 */
	next(error: ActionError | undefined): Promise<NextPoll>;
	/** Moves the end of the wait to `leftMs` milliseconds from now, if that is sooner. */
	shorten(leftMs: number): void;
	/** Milliseconds since the wait began. */
	elapsedMs(): number;
	/** Time limit of the next poll in milliseconds, so that a server that hangs cannot prolong the wait. */
	pollLimitMs(): number;
}

/**
 * Milliseconds to wait before a poll. `poll` counts from 0, and poll 0 has no delay. The delay grows by half
 * from 2 s to at most 15 s, and `random`, from 0 to 1, takes off up to a fifth.
 */
export function pollDelayMs(poll: number, random: number): number {
	const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * DELAY_GROWTH ** (poll - 1));
	return delayMs * (1 - JITTER * random);
}

/**
 * Starts a wait of `lengthMs` milliseconds and logs that, and then about every 30 seconds the time elapsed and
 * left. A wait of 0 allows one poll and logs nothing. `what` says what for, such as "for the service to become
 * nominal".
 */
export function startWait(what: string, lengthMs: number, { clock, effects, cancel }: ModeDeps): Wait {
	const startMs = clock.monotonicMs();
	let endMs = startMs + lengthMs;
	let polls = 0;
	let reportedMs = startMs;
	if (lengthMs > 0) effects.info(`Waiting up to ${describeMs(lengthMs)} ${what}.`);

	function report(): void {
		const nowMs = clock.monotonicMs();
		if (nowMs - reportedMs < REPORT_INTERVAL_MS || nowMs >= endMs) return;
		reportedMs = nowMs;
		effects.info(
			`Still waiting ${what}: ${describeMs(nowMs - startMs)} passed, ${describeMs(endMs - nowMs)} left.`,
		);
	}

	return {
		async next(error) {
			const leftMs = endMs - clock.monotonicMs();
			if (leftMs <= 0 || (error !== undefined && isFinal(error))) return { isOver: true, error };
			const askedMs = retryDelayMs(error?.retryAfterMs, 0);
			if (error !== undefined && askedMs !== undefined && askedMs > leftMs) {
				return { isOver: true, error: error.with({}, `${error.message} That is after the end of \`wait\`.`) };
			}
			polls++;
			// A delay is cut to what is left, so the last poll happens at the end of the wait and not before.
			const random = clock.random();
			const delayMs = Math.max(pollDelayMs(polls, random), retryDelayMs(askedMs, random) ?? 0);
			await clock.sleep(Math.min(delayMs, leftMs), cancel);
			report();
			return { isOver: false };
		},
		shorten(leftMs) {
			endMs = Math.min(endMs, clock.monotonicMs() + leftMs);
		},
		elapsedMs: () => clock.monotonicMs() - startMs,
		pollLimitMs() {
			if (lengthMs === 0) return Number.POSITIVE_INFINITY;
			return Math.max(MIN_POLL_LIMIT_MS, endMs - clock.monotonicMs());
		},
	};
}

/** True for errors that waiting cannot fix. */
function isFinal({ code }: ActionError): boolean {
	return code === 'credentials-rejected' || code === 'account-required' || code === 'cancelled';
}

function describeMs(ms: number): string {
	return describeSeconds(ms / 1_000);
}
