// Judges what a server says it has created: whether there is a link to deliver.

import type { CreationFields } from './api.ts';
import { isoTime } from './durations.ts';
import type { Endpoint } from './endpoint.ts';
import { makeLink } from './link.ts';
import { namesAddress } from './recipient.ts';
import type { Creation, SecretOptions } from './types.ts';

/** What a creation is judged against. */
export interface CreationContext {
	readonly endpoint: Endpoint;
	readonly options: SecretOptions;
	/** Where the value is that the server was asked to make; `nowhere` if the value is ours. */
	readonly generatedValueIn: 'creation' | 'first-receipt' | 'nowhere';
	/** Creations sent before without a usable response. */
	readonly doubts: number;
}

/** Turns the fields of a creation response into a link, or into what it lacks for one. */
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
	place: CreationContext['generatedValueIn'],
): string | undefined {
	if (place === 'first-receipt') return undefined;
	return place === 'creation' ? value : '';
}

function expiryOf({ createdSeconds, ttlSeconds }: CreationFields): string | undefined {
	if (createdSeconds === undefined || ttlSeconds === undefined) return undefined;
	return isoTime(Math.floor(createdSeconds) + ttlSeconds);
}
