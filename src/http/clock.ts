// The sources of time and randomness.

/** Time and randomness, passed in so that tests can control both. */
export interface Clock {
	/** Milliseconds on a clock that is never adjusted. Only differences between two readings mean something. */
	monotonicMs(): number;
	/** The current Unix time in milliseconds. */
	wallMs(): number;
	/** Resolves after `ms` milliseconds, or as soon as the signal is aborted. Never rejects. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
	/** A random number from 0 (inclusive) to 1 (exclusive). */
	random(): number;
}

/**
 * The clock of the machine. Node's `performance` and `timers/promises` would do the same, but loading them
 * slows down every start of the action.
 */
export const realClock: Clock = {
	monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
	wallMs: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			const wake = (): void => {
				clearTimeout(timer);
				signal.removeEventListener('abort', wake);
				resolve();
			};
			const timer = setTimeout(wake, ms);
			signal.addEventListener('abort', wake);
			if (signal.aborted) wake();
		}),
	random: () => Math.random(),
};
