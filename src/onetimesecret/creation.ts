// Checks the response to a creation, and decides whether there is a link that can be delivered.

import type { CreationFields } from './api.ts';
import { isoTime } from './durations.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLink } from './link.ts';
import { namesAddress } from './recipient.ts';
import type { Creation, SecretOptions } from './types.ts';

/** What the response to a creation is checked against. */
export interface CreationContext {
	readonly endpoint: Endpoint;
	readonly options: SecretOptions;
	/** Which response contains the generated value; `nowhere` if the workflow provided the value. */
	readonly generatedValueIn: 'creation' | 'first-receipt' | 'nowhere';
	/** How many earlier attempts got no usable response. Each may have left a copy of the secret on the server. */
	readonly doubts: number;
}

/** Turns the response to a creation into a link, or into the reason why there is none. */
export function judgeCreation(fields: CreationFields, context: CreationContext): Creation {
	const { secretKey, receiptKey, ttlSeconds } = fields;
	const { endpoint, options, generatedValueIn, doubts } = context;
	const expiresAt = expiryOf(fields);
	const unusable = { usable: false, receiptKey, ttlSeconds, expiresAt } as const;
	if (secretKey === undefined || receiptKey === undefined) return { ...unusable, flaw: 'keys' };
	const link = makeLink(endpoint, fields.shareDomain, secretKey);
	if (link === undefined) return { ...unusable, flaw: 'share-domain' };
	if (generatedValueIn === 'creation' && fields.value === '') return { ...unusable, flaw: 'value' };
	const { recipient } = options;
	return {
		usable: true,
		secretKey,
		receiptKey,
		...link,
		ttlSeconds,
		expiresAt,
		doubts,
		namesRecipient: recipient === undefined || namesAddress(fields.recipients, recipient),
		generatedValue: generatedValueOf(fields, generatedValueIn),
	};
}

function generatedValueOf(
	{ value }: CreationFields,
	generatedValueIn: CreationContext['generatedValueIn'],
): string | undefined {
	if (generatedValueIn === 'first-receipt') return undefined;
	return generatedValueIn === 'creation' ? value : '';
}

function expiryOf({ createdSeconds, ttlSeconds }: CreationFields): string | undefined {
	if (createdSeconds === undefined || ttlSeconds === undefined) return undefined;
	return isoTime(Math.floor(createdSeconds) + ttlSeconds);
}
