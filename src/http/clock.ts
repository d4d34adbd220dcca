// Time and chance.

/** Time and chance, so that tests need neither. */
export interface Clock {
	/** Milliseconds on a clock that never jumps. */
	monotonicMs(): number;
	/** Milliseconds since 1970. */
	wallMs(): number;
	/** Waits, or returns at once when the signal fires. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
	/** From 0 up to, not including, 1. */
	random(): number;
}

/**
 * Time and chance as they are. `performance` and `timers/promises` would do the same, but loading them makes every
 * start of the action slower.
 */
export const realClock: Clock = {
	monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
	wallMs: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise((resolve) => {
			const awake = (): void => {
				clearTimeout(timer);
				signal.removeEventListener('abort', awake);
				resolve();
			};
			const timer = setTimeout(awake, ms);
			signal.addEventListener('abort', awake);
			if (signal.aborted) awake();
		}),
	random: () => Math.random(),
};
