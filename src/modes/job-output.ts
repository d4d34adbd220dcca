// Checks whether a link can become a job output: the runner drops every job output that contains a masked
// value.

import { ActionError } from '../errors.ts';
import type { SecretService } from '../onetimesecret/types.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import type { StepEffects } from './ports.ts';

/** True if the text contains one of the masks. White space around a mask is ignored, as in the runner. */
export function containsMask(text: string, masks: readonly string[]): boolean {
	return masks.some((mask) => text.includes(mask.trim()));
}

/**
 * With `mask-link: false`, throws `invalid-input` if a masked value occurs in the host of the link. Checked
 * before the secret is created, because afterwards its link could not reach another job.
 */
export function requireUnmaskedHost(
	{ maskLink, shareDomain = '' }: DeliveryOptions,
	{ origin }: SecretService,
	effects: StepEffects,
): void {
	if (maskLink || !containsMask(`${origin} ${shareDomain}`, effects.masks())) return;
	throw new ActionError(
		'invalid-input',
		'`mask-link` is `false`, but a masked value of this step also occurs in the host of the link, so the runner would drop the link as a job output. Use a longer secret, passphrase or token, or leave out `mask-link`.',
		{ leftBehind: 'Nothing was sent.' },
	);
}
