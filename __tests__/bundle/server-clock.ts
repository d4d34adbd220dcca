// A clock for the embedded server.

/** A clock that a test can put forward. */
export interface ServerClock {
	/** Milliseconds since 1970. */
	nowMs(): number;
	putForward(seconds: number): void;
}

/** Makes a clock that runs with the machine's, ahead of it by as much as it was put forward. */
export function createServerClock(): ServerClock {
	let aheadMs = 0;
	return {
		nowMs: () => Date.now() + aheadMs,
		putForward(seconds) {
			aheadMs += seconds * 1_000;
		},
	};
}
