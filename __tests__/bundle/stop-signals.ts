// The ways in which a running step is told to stop, and how a test picks the moment.

import type { StepHandle, StepOptions } from '../support/runner/index.ts';
import type { FaultHandle } from '../support/server/index.ts';

/** How a step is told to stop. */
export const SIGNALS = {
	'a canceled job (SIGINT)': (handle: StepHandle) => handle.cancel(),
	'the end of its time (SIGINT)': (handle: StepHandle) => handle.expire(),
	'another process (SIGTERM)': terminate,
} as const;

/** Signals once the fault has hit a request of the main stage. */
export function atRequest(
	fault: FaultHandle,
	signal: (handle: StepHandle) => void,
): Pick<StepOptions, 'onStart'> {
	return {
		onStart(handle, stage) {
			if (stage === 'main') void fault.seen.then(() => signal(handle));
		},
	};
}

/** Signals at the first line of the step that matches. */
export function atLine(pattern: RegExp, signal: (handle: StepHandle) => void): Pick<StepOptions, 'onLine'> {
	let isSent = false;
	return {
		onLine(line, _stream, handle) {
			if (isSent || !pattern.test(line)) return;
			isSent = true;
			signal(handle);
		},
	};
}

/** Sends SIGTERM to the process of a step, if there still is one: it may end while its last line is read. */
export function terminate({ pid }: StepHandle): void {
	try {
		process.kill(pid, 'SIGTERM');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}
