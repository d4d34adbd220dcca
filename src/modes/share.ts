// Mode `share`: check the service, create the secret, hand on the one-time link.

import type { NewSecret } from '../onetimesecret/types.ts';
import { bringHome, factsOf, type HandOnWish, refuseMasksInOrigin, tell } from './hand-on.ts';
import type { Facts, ModeParts } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What is to be shared, and how its link is to be treated. */
export interface ShareRequest extends NewSecret, HandOnWish {}

/**
 * Creates the secret, in this order of effects: mask, save state, set outputs, log. The value leaves the machine only after the service has
 * said `nominal` with the credentials accepted.
 */
export async function share(request: ShareRequest, { connect, effects }: ModeParts): Promise<Facts> {
	const service = connect();
	refuseMasksInOrigin(request, service, effects);
	await requireNominal('share', service, effects);
	effects.stopIfCancelled('No secret was sent.');
	const made = await bringHome(await service.share(request), request, { mode: 'share', service, effects });
	tell(made, request, service, effects);
	return factsOf(made, request);
}
