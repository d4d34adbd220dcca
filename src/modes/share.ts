// Mode `share`: check the service, create the secret, deliver the one-time link.

import type { NewSecret } from '../onetimesecret/types.ts';
import { announce, linkRows } from './announcement.ts';
import { deliver } from './delivery.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { requireUnmaskedHost } from './job-output.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What to share, and how to deliver the link. */
export interface ShareRequest extends NewSecret, DeliveryOptions {
	readonly mode: 'share';
}

/**
 * Shares the value, delivers the link, and returns the summary rows. The value leaves the runner only after the
 * server has reported `nominal` and accepted the credentials. Throws like {@link deliver}, and `not-nominal` or
 * the error of a request before anything is created.
 */
export async function share(request: ShareRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	requireUnmaskedHost(request, service, effects);
	await requireNominal(service, effects);
	effects.stopIfCancelled('No secret was sent.');
	if (request.recipient !== undefined) effects.rememberMail();
	const delivered = await deliver(await service.share(request), {
		service,
		options: request,
		deps,
		publishValue: () => undefined,
	});
	announce(delivered.creation, request, service, effects);
	return linkRows(delivered.creation, request);
}
