// The moments at which a step that shares can be told to stop, the ways in which it is told, and what may have come of it by then.

import type { StepHandle, StepOptions } from '../support/runner/index.ts';
import type { EmbeddedServer, FaultHandle } from '../support/server/index.ts';

/** How a step is told to stop. */
export const SIGNALS = {
	'a cancelled job (SIGINT)': (handle: StepHandle) => handle.cancel(),
	'the end of its time (SIGINT)': (handle: StepHandle) => handle.expire(),
	'another process (SIGTERM)': terminate,
} as const;

/** How far a step can have come. */
export type Progress = 'nothing was made' | 'the link was not handed on' | 'the link was handed on';

/** A moment of the main stage. */
interface Moment {
	/** More than one where the step and the signal run side by side. */
	readonly progress: readonly Progress[];
	/** What the step is given so that it meets the signal at that moment. */
	arrange(
		server: EmbeddedServer,
		strike: (handle: StepHandle) => void,
	): Pick<StepOptions, 'onStart' | 'onLine'>;
}

/** The moments, from the start of the process to its last line. */
export const MOMENTS = {
	'while the process starts': {
		progress: ['nothing was made'],
		arrange: (_server, strike) => ({
			onStart(handle, stage) {
				if (stage === 'main') strike(handle);
			},
		}),
	},
	'before the first request': {
		progress: ['nothing was made', 'the link was not handed on', 'the link was handed on'],
		arrange: (_server, strike) => atLine(/^::add-mask::/, strike),
	},
	'while the status is asked for': {
		progress: ['nothing was made'],
		arrange: (server, strike) => atRequest(server.fault({ route: 'status', act: { kind: 'hold' } }), strike),
	},
	'before the creation is carried out': {
		progress: ['the link was not handed on'],
		arrange: (server, strike) =>
			atRequest(server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } }), strike),
	},
	'while the answer to the creation arrives': {
		progress: ['the link was not handed on'],
		arrange: (server, strike) =>
			atRequest(server.fault({ route: 'share', act: { kind: 'drip', intervalMs: 1 } }), strike),
	},
	'while the link is masked': {
		progress: ['the link was not handed on', 'the link was handed on'],
		arrange: (_server, strike) => atLine(/^::add-mask::http/, strike),
	},
	'at its last line': {
		progress: ['the link was handed on'],
		arrange: (_server, strike) => atLine(/^It opens once/, strike),
	},
} as const satisfies Record<string, Moment>;

/** Strikes once the fault has hit a request of the main stage. */
export function atRequest(
	fault: FaultHandle,
	strike: (handle: StepHandle) => void,
): Pick<StepOptions, 'onStart'> {
	return {
		onStart(handle, stage) {
			if (stage === 'main') void fault.seen.then(() => strike(handle));
		},
	};
}

/** Strikes at the first line of the step that matches. */
export function atLine(pattern: RegExp, strike: (handle: StepHandle) => void): Pick<StepOptions, 'onLine'> {
	let isStruck = false;
	return {
		onLine(line, _stream, handle) {
			if (isStruck || !pattern.test(line)) return;
			isStruck = true;
			strike(handle);
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
