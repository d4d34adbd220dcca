// The rhythm of the modes that wait: when to look again, and when to say that the wait goes on.

import type { ActionError } from '../errors.ts';
import type { StepEffects, WaitClock } from './ports.ts';

const FIRST_PAUSE_MS = 2_000;
const PAUSE_GROWTH = 1.5;
const LONGEST_PAUSE_MS = 15_000;
const REPORT_EVERY_MS = 30_000;
/** How much of a pause is left to chance, so that jobs which began together do not ask together. */
const JITTER = 0.2;

/** What the look at the end of a wait may take beyond it. */
const LAST_LOOK_MS = 5_000;

/** A wait with an end. */
export interface Wait {
	/** Sleeps until the next look and returns true, or returns false at once if the last look was made at the end. */
	next(): Promise<boolean>;
	/** Moves the end to so many milliseconds from now, if that is sooner. */
	shorten(leftMs: number): void;
	/** Milliseconds since the wait began. */
	passedMs(): number;
	/** Milliseconds that the next look may take at the most, so that a server that hangs cannot stretch the wait. */
	lookLimitMs(): number;
}

/** The pause before look number `look` (the first look has number 0 and no pause), from 2 s up to 15 s, less up to a fifth by chance. */
export function pauseMs(look: number, random: number): number {
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * PAUSE_GROWTH ** (look - 1));
	return pause * (1 - JITTER * random);
}

/** Begins a wait of a length and says so, then about every 30 seconds, with time passed and left. A wait of 0 is one look without a word. */
export function beginWait(what: string, lengthMs: number, clock: WaitClock, effects: StepEffects): Wait {
	const startMs = clock.monotonicMs();
	let endMs = startMs + lengthMs;
	let looks = 0;
	let reportedMs = startMs;
	if (lengthMs > 0) effects.line(`Waiting up to ${seconds(lengthMs)} ${what}.`);

	return {
		async next() {
			const leftMs = endMs - clock.monotonicMs();
			if (leftMs <= 0) return false;
			looks++;
			// The last look falls on the end of the wait, not before it.
			await clock.sleep(Math.min(pauseMs(looks, clock.random()), leftMs));
			const nowMs = clock.monotonicMs();
			if (nowMs - reportedMs >= REPORT_EVERY_MS && nowMs < endMs) {
				reportedMs = nowMs;
				effects.line(
					`Still waiting ${what}: ${seconds(nowMs - startMs)} passed, ${seconds(endMs - nowMs)} left.`,
				);
			}
			return true;
		},
		shorten(leftMs) {
			endMs = Math.min(endMs, clock.monotonicMs() + leftMs);
		},
		passedMs: () => clock.monotonicMs() - startMs,
		lookLimitMs: () =>
			lengthMs === 0 ? Number.POSITIVE_INFINITY : Math.max(LAST_LOOK_MS, endMs - clock.monotonicMs()),
	};
}

/** Faults that no waiting mends: the credentials, and a step that was told to stop. */
export function isFinal({ code }: ActionError): boolean {
	return code === 'credentials-rejected' || code === 'account-required' || code === 'cancelled';
}

/** Milliseconds as whole seconds, for texts. */
export function seconds(ms: number): string {
	return `${Math.round(ms / 1_000)} s`;
}
