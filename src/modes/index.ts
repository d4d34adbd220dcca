// All modes: which request belongs to which function. The compiler names what is missing for a new one.

import { type AwaitRequest, awaitOpening } from './await.ts';
import { type BurnRequest, burn } from './burn.ts';
import { type GenerateRequest, generate } from './generate.ts';
import type { Facts, ModeParts } from './ports.ts';
import { type RevealRequest, reveal } from './reveal.ts';
import { type ShareRequest, share } from './share.ts';
import { checkGate, type StatusRequest } from './status.ts';

/** A request to one of the modes. */
export type ModeRequest =
	| ({ readonly mode: 'share' } & ShareRequest)
	| ({ readonly mode: 'generate' } & GenerateRequest)
	| ({ readonly mode: 'status' } & StatusRequest)
	| ({ readonly mode: 'reveal' } & RevealRequest)
	| ({ readonly mode: 'await' } & AwaitRequest)
	| ({ readonly mode: 'burn' } & BurnRequest);

/** Runs the mode that is asked for and returns rows for the job summary. Throws what the mode throws. */
export function runMode(request: ModeRequest, parts: ModeParts): Promise<Facts> {
	switch (request.mode) {
		case 'share':
			return share(request, parts);
		case 'generate':
			return generate(request, parts);
		case 'status':
			return checkGate(request, parts);
		case 'reveal':
			return reveal(request, parts);
		case 'await':
			return awaitOpening(request, parts);
		case 'burn':
			return burn(request, parts);
	}
}
