// Mode `share`: check the service, create the secret, deliver the one-time link.

import type { NewSecret } from '../onetimesecret/types.ts';
import { announce, linkRows } from './announcement.ts';
import { deliver } from './delivery.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { refuseMasksInOrigin } from './job-output.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What is to be shared, and how its link is to be treated. */
export interface ShareRequest extends NewSecret, DeliveryOptions {
	readonly mode: 'share';
}

/**
 * Creates the secret, in this order of effects: mask, save state, set outputs, log. The value leaves the machine only
 * after the service has said `nominal` with the credentials accepted.
 */
export async function share(request: ShareRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	refuseMasksInOrigin(request, service, effects);
	await requireNominal(service, effects);
	effects.stopIfCancelled('No secret was sent.');
	if (request.recipient !== undefined) effects.rememberMail();
	const creation = await service.share(request);
	const { made } = await deliver(creation, {
		service,
		options: request,
		deps,
		publishValue: () => undefined,
	});
	announce(made, request, service, effects);
	return linkRows(made, request);
}
