// Counts what callers do within a window of time, for the limits of requests, burns and guesses.

/** 20 minutes, the window of nearly all limits. */
const USUAL_WINDOW_MS = 1_200_000;

/** Counts events by name. */
export interface EventCounter {
	/**
	 * Notes one more event and returns how many there are in the window, this one included. The window runs
	 * from the first event; it is 20 minutes long unless told.
	 */
	note(name: string, windowMs?: number): number;
}

/** Makes a counter on a clock in milliseconds. */
export function createEventCounter(nowMs: () => number): EventCounter {
	const windows = new Map<string, { readonly startMs: number; readonly events: number }>();
	return {
		note(name, windowMs = USUAL_WINDOW_MS) {
			const known = windows.get(name);
			const isOpen = known !== undefined && nowMs() < known.startMs + windowMs;
			const next = isOpen
				? { startMs: known.startMs, events: known.events + 1 }
				: { startMs: nowMs(), events: 1 };
			windows.set(name, next);
			return next.events;
		},
	};
}
