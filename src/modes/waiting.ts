// The rhythm of the modes that wait: when to look again, and when to say that the wait goes on.

import type { ActionError } from '../errors.ts';
import { retryDelayMs } from '../http/retry-policy.ts';
import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ModeDeps } from './ports.ts';

const FIRST_PAUSE_MS = 2_000;
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = 15_000;
const REPORT_EVERY_MS = 30_000;
/** How much of a pause is left to chance, so that jobs which started together do not look together. */
const JITTER = 0.2;
/** What the look at the end of a wait may take beyond it. */
const LAST_LOOK_MS = 5_000;

/** What follows a look: another one, or the end of the wait with the error of the last look, if it met one. */
export type NextLook =
	| { readonly isOver: false }
	| { readonly isOver: true; readonly error: ActionError | undefined };

/** A wait with an end. */
export interface Wait {
	/**
	 * Sleeps until the next look, at once over if the last look was made at the end, if the error of the look is final,
	 * or if the server asked not to be asked again before the end.
	 */
	next(error: ActionError | undefined): Promise<NextLook>;
	/** Moves the end to `leftMs` milliseconds from now, if that is sooner. */
	shorten(leftMs: number): void;
	/** Milliseconds since the wait began. */
	passedMs(): number;
	/** Milliseconds that the next look may take at most, so that a server that hangs cannot stretch the wait. */
	lookLimitMs(): number;
}

/** The pause before look number `look` (the first has number 0 and no pause): from 2 s up to 15 s, less up to a fifth by chance. */
export function pauseMs(look: number, random: number): number {
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * PAUSE_GROWTH ** (look - 1));
	return pause * (1 - JITTER * random);
}

/** Starts a wait and says so, then about every 30 seconds, with time passed and left. A wait of 0 is one look without a word. */
export function startWait(what: string, lengthMs: number, { clock, effects, cancel }: ModeDeps): Wait {
	const startMs = clock.monotonicMs();
	let endMs = startMs + lengthMs;
	let looks = 0;
	let reportedMs = startMs;
	if (lengthMs > 0) effects.info(`Waiting up to ${inWords(lengthMs)} ${what}.`);

	function report(): void {
		const nowMs = clock.monotonicMs();
		if (nowMs - reportedMs < REPORT_EVERY_MS || nowMs >= endMs) return;
		reportedMs = nowMs;
		effects.info(
			`Still waiting ${what}: ${inWords(nowMs - startMs)} passed, ${inWords(endMs - nowMs)} left.`,
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
			looks++;
			// The last look falls on the end of the wait, not before it.
			const random = clock.random();
			const pause = Math.max(pauseMs(looks, random), retryDelayMs(askedMs, random) ?? 0);
			await clock.sleep(Math.min(pause, leftMs), cancel);
			report();
			return { isOver: false };
		},
		shorten(leftMs) {
			endMs = Math.min(endMs, clock.monotonicMs() + leftMs);
		},
		passedMs: () => clock.monotonicMs() - startMs,
		lookLimitMs() {
			if (lengthMs === 0) return Number.POSITIVE_INFINITY;
			return Math.max(LAST_LOOK_MS, endMs - clock.monotonicMs());
		},
	};
}

/** Errors that no waiting mends: the credentials, and a step that was told to stop. */
function isFinal({ code }: ActionError): boolean {
	return code === 'credentials-rejected' || code === 'account-required' || code === 'cancelled';
}

function inWords(ms: number): string {
	return describeSeconds(ms / 1_000);
}
