// API v1. It is frozen and deprecated upstream, but it is the version that all regions and old servers have in common.

import type { Api, CreationFields } from '../api.ts';
import {
	booleanField,
	type JsonObject,
	receiptKeyField,
	secretKeyField,
	textField,
	textsField,
	timeField,
	ttlField,
} from '../decode.ts';
import { isoTime } from '../durations.ts';
import { parseState, parseStatusWord } from '../receipt-states.ts';
import type { ReceiptLook, Seconds } from '../types.ts';
import { classify } from './classify.ts';
import {
	burnRequest,
	generateRequest,
	receiptRequest,
	revealRequest,
	shareRequest,
	statusRequest,
} from './requests.ts';

/**
 * Up to v0.16, the `ttl` of a creation is the lifetime of the receipt, twice that of the secret. Otherwise
 * `ttl` and `secret_ttl` differ by a second at most.
 */
const LIFETIME_TOLERANCE_SECONDS = 60;

function readCreation(object: JsonObject): CreationFields {
	return {
		// v0.24.0 has only the newer names of the keys.
		secretKey: secretKeyField(object, 'secret_key') ?? secretKeyField(object, 'secret_identifier'),
		receiptKey: receiptKeyField(object, 'metadata_key') ?? receiptKeyField(object, 'identifier'),
		ttlSeconds: readLifetime(object),
		createdSeconds: timeField(object, 'created'),
		shareDomain: textField(object, 'share_domain'),
		recipients: textsField(object, 'recipient'),
		value: readValue(object),
	};
}

function readLifetime(object: JsonObject): Seconds | undefined {
	const ttlSeconds = ttlField(object, 'ttl');
	const secretTtlSeconds = ttlField(object, 'secret_ttl');
	if (ttlSeconds === undefined || secretTtlSeconds === undefined) return ttlSeconds;
	return ttlSeconds - secretTtlSeconds > LIFETIME_TOLERANCE_SECONDS ? secretTtlSeconds : ttlSeconds;
}

function readValue(object: JsonObject): string {
	return textField(object, 'value');
}

/** Up to v0.25, the receipt contains the plaintext when it is first looked up, in v0.24 and v0.25 under two names. */
function readReceipt(object: JsonObject): ReceiptLook | undefined {
	const stateName = textField(object, 'state');
	const state = parseState(stateName);
	if (state === undefined) return undefined;
	// v0.18.5 never reports `expired`. A receipt that is still new there, but has no `secret_ttl`, belongs to
	// an expired secret.
	const hasExpired =
		(stateName === 'new' || stateName === 'viewed') && (object['secret_ttl'] ?? null) === null;
	const openedSeconds = timeField(object, 'received');
	return {
		state: hasExpired ? 'expired' : state,
		openedAt: state === 'opened' && openedSeconds !== undefined ? isoTime(openedSeconds) : undefined,
		secretTtlSeconds: ttlField(object, 'secret_ttl'),
		needsPassphrase: booleanField(object, 'passphrase_required'),
		plaintext: [textField(object, 'value'), textField(object, 'secret_value')].filter(
			(value) => value !== '',
		),
	};
}

/** API v1, as releases v0.16 to v0.26 and later have it. */
export const v1: Api = {
	version: 'v1',
	burnRequest,
	generateRequest,
	receiptRequest,
	revealRequest,
	shareRequest,
	statusRequest,
	classify,
	readStatus: (object) => parseStatusWord(textField(object, 'status')),
	readCreation,
	readValue,
	readReceipt,
	generatedValueIn: 'creation',
	wrongPassphraseKind: undefined,
	passphraseLockKinds: ['unexpected-error'],
	goneCauses: (hasPassphrase) => [
		'it belongs to another region or server',
		'it has already been opened',
		'it was burned',
		'it has expired',
		hasPassphrase ? 'the passphrase is wrong' : 'it needs a passphrase and none was given',
	],
};
