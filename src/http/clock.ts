// The clock of a real step.

import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './retrying.ts';

/** Time and chance as they are. */
export const realClock: Clock = {
	// `performance` is loaded on first use, which takes a millisecond of every start.
	monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
	wallMs: () => Date.now(),
	async sleep(ms, signal) {
		// An aborted wait is a wait that is over: the caller looks at the signal anyway.
		await wait(ms, undefined, { signal }).catch(() => undefined);
	},
	random: () => Math.random(),
};
