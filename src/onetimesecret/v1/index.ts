// API v1: frozen and deprecated upstream, and the one that all regions and old servers share.

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
import * as requests from './requests.ts';

/** Up to v0.16 the `ttl` of a creation is that of the receipt, twice the secret's; a real one differs by a second at most. */
const LIFETIME_TOLERANCE_SECONDS = 60;

function readCreation(object: JsonObject): CreationFields {
	return {
		// v0.24.0 has only the newer names.
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

/** Up to v0.25 the first look carries the plaintext, from v0.24 on under two names. */
function readReceipt(object: JsonObject): ReceiptLook | undefined {
	const word = textField(object, 'state');
	const state = parseState(word);
	if (state === undefined) return undefined;
	// v0.18.5 never says `expired`: the secret of a receipt that is still new is gone if it has no lifetime left.
	const isOver = (word === 'new' || word === 'viewed') && (object['secret_ttl'] ?? null) === null;
	const openedSeconds = timeField(object, 'received');
	return {
		state: isOver ? 'expired' : state,
		openedAt: state === 'opened' && openedSeconds !== undefined ? isoTime(openedSeconds) : undefined,
		secretTtlSeconds: ttlField(object, 'secret_ttl'),
		needsPassphrase: booleanField(object, 'passphrase_required'),
		plaintext: [textField(object, 'value'), textField(object, 'secret_value')].filter(
			(value) => value !== '',
		),
	};
}

/** API v1, releases v0.16 to v0.26 and later. */
export const v1: Api = {
	version: 'v1',
	...requests,
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
