// The clock of a real step.

import type { Clock } from './retrying.ts';

/** Time and chance as they are. Written with what Node has loaded anyway: `performance` and `timers/promises` would lengthen every start. */
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
