// The moments at which a step that shares can be told to stop, and what may have come of it by then.

import type { StepHandle, StepOptions } from '../support/runner/index.ts';
import type { EmbeddedServer } from '../support/server/index.ts';
import { atLine, atRequest } from './stop-signals.ts';

/** How far a step can have come. */
export type Progress = 'nothing was made' | 'the link was not delivered' | 'the link was delivered';

/** A moment of the main stage. */
interface Moment {
	/** More than one where the step and the signal run side by side. */
	readonly progress: readonly Progress[];
	/** What the step is given so that it meets the signal at that moment. */
	arrange(
		server: EmbeddedServer,
		signal: (handle: StepHandle) => void,
	): Pick<StepOptions, 'onStart' | 'onLine'>;
}

/** The moments, from the start of the process to its last line. */
export const MOMENTS = {
	'while the process starts': {
		progress: ['nothing was made'],
		arrange: (_server, signal) => ({
			onStart(handle, stage) {
				if (stage === 'main') signal(handle);
			},
		}),
	},
	'before the first request': {
		progress: ['nothing was made', 'the link was not delivered', 'the link was delivered'],
		arrange: (_server, signal) => atLine(/^::add-mask::/, signal),
	},
	'during the status check': {
		progress: ['nothing was made'],
		arrange: (server, signal) => atRequest(server.fault({ route: 'status', act: { kind: 'hold' } }), signal),
	},
	'before the server creates the secret': {
		progress: ['the link was not delivered'],
		arrange: (server, signal) =>
			atRequest(server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } }), signal),
	},
	'while the response to the creation arrives': {
		progress: ['the link was not delivered'],
		arrange: (server, signal) =>
			atRequest(server.fault({ route: 'share', act: { kind: 'drip', intervalMs: 1, parts: 300 } }), signal),
	},
	'while the link is masked': {
		progress: ['the link was not delivered', 'the link was delivered'],
		arrange: (_server, signal) => atLine(/^::add-mask::http/, signal),
	},
	'at its last line': {
		progress: ['the link was delivered'],
		arrange: (_server, signal) => atLine(/^It can be opened once/, signal),
	},
} as const satisfies Record<string, Moment>;
