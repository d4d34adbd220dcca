// Judges what a server says it has created: whether there is a link to hand on.

import { ActionError, COPY_MAY_LIVE } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import { linkOrigin, secretLink } from './link.ts';
import { namesAddress } from './recipient.ts';
import type { Creation, CreationWish } from './types.ts';
import type { CreationFields } from './v1.ts';

/** What a creation is judged against. */
export interface CreationContext {
	readonly mode: string;
	readonly endpoint: Endpoint;
	readonly wish: CreationWish;
	/** Whether the server was to make the value. */
	readonly isGenerated: boolean;
	/** Creations sent before without a usable answer. */
	readonly doubts: number;
}

/** Turns the fields of a creation answer into a link, or into the error that says why there is none. */
export function judgeCreation(
	fields: CreationFields,
	{ mode, endpoint, wish, isGenerated, doubts }: CreationContext,
): Creation {
	const { secretKey, receiptKey, ttlSeconds, value } = fields;
	const expiresAt = expiryOf(fields);
	const origin = linkOrigin(endpoint, fields.shareDomain);
	const isValueMissing = isGenerated && value === '';
	if (secretKey === undefined || receiptKey === undefined || origin === undefined || isValueMissing) {
		const flaw =
			origin === undefined
				? 'a `share_domain` that is not a host name'
				: isValueMissing
					? 'no generated value'
					: 'no usable keys';
		const alive =
			receiptKey === undefined
				? COPY_MAY_LIVE
				: 'The secret lives on the server, but nobody has a link to it.';
		const message = `${mode}: ${endpoint.host} created the secret, but its answer has ${flaw}, so that there is nothing to hand on.`;
		return {
			usable: false,
			receiptKey,
			expiresAt,
			fault: new ActionError('answer-unusable', message, { alive }),
		};
	}
	return {
		usable: true,
		secretKey,
		receiptKey,
		link: secretLink(origin, secretKey),
		ttlSeconds,
		expiresAt,
		doubts,
		namesRecipient: wish.recipient === undefined || namesAddress(fields.recipients, wish.recipient),
		generatedValue: isGenerated ? value : '',
	};
}

function expiryOf({ createdSeconds, ttlSeconds }: CreationFields): string | undefined {
	if (createdSeconds === undefined || ttlSeconds === undefined) return undefined;
	return new Date((Math.floor(createdSeconds) + ttlSeconds) * 1_000).toISOString().replace('.000Z', 'Z');
}
