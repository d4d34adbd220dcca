// Dispatches each request to the function of its mode. For a new mode, the compiler reports every place that
// lacks it.

import { type AwaitRequest, awaitOpened } from './await.ts';
import { type BurnRequest, burn } from './burn.ts';
import { type GenerateRequest, generate } from './generate.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { type RevealRequest, reveal } from './reveal.ts';
import { type ShareRequest, share } from './share.ts';
import { type StatusRequest, status } from './status.ts';

/** The mode to run, with its options. */
export type ModeRequest =
	| ShareRequest
	| GenerateRequest
	| StatusRequest
	| RevealRequest
	| AwaitRequest
	| BurnRequest;

/** The name of a mode, as it is written in the input `mode`. */
export type Mode = ModeRequest['mode'];

/** Runs the requested mode and returns rows for the job summary. Throws the error of the mode. */
export function runMode(request: ModeRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	switch (request.mode) {
		case 'share':
			return share(request, deps);
		case 'generate':
			return generate(request, deps);
		case 'status':
			return status(request, deps);
		case 'reveal':
			return reveal(request, deps);
		case 'await':
			return awaitOpened(request, deps);
		case 'burn':
			return burn(request, deps);
	}
}
