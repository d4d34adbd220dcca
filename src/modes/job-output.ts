// Whether a link can pass as a job output. The runner drops every job output in which any mask occurs.

import { ActionError } from '../errors.ts';
import type { SecretService } from '../onetimesecret/types.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import type { StepEffects } from './ports.ts';

/** True if one of the masked texts occurs in a text. */
export function occursAny(masks: readonly string[], text: string): boolean {
	return masks.some((mask) => text.includes(mask.trim()));
}

/** Better to know before a secret is made. Throws `invalid-input`. */
export function refuseMasksInOrigin(
	{ maskLink, shareDomain = '' }: DeliveryOptions,
	{ origin }: SecretService,
	effects: StepEffects,
): void {
	if (maskLink || !occursAny(effects.masks(), `${origin} ${shareDomain}`)) return;
	throw new ActionError(
		'invalid-input',
		'`mask-link` is `false`, but a masked value of this step also occurs in the host of the link, so the runner would drop the link as a job output. Use a longer secret, passphrase or token, or leave out `mask-link`.',
		{ leftBehind: 'Nothing was sent.' },
	);
}
