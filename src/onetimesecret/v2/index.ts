// API v2, releases from v0.22 on.

import type { Api, CreationFields } from '../api.ts';
import {
	booleanField,
	type JsonObject,
	objectField,
	receiptKeyField,
	secretKeyField,
	textField,
	textsField,
	timeField,
	ttlField,
} from '../decode.ts';
import { isoTime } from '../durations.ts';
import { parseState, parseStatusWord } from '../receipt-states.ts';
import type { ReceiptLook } from '../types.ts';
import { classify } from './classify.ts';
import * as requests from './requests.ts';

function readCreation(object: JsonObject): CreationFields {
	const record = objectField(object, 'record');
	const secret = objectField(record, 'secret');
	// v0.22 and v0.23 have only the older name.
	const receipt = objectField(record, Object.hasOwn(record, 'receipt') ? 'receipt' : 'metadata');
	return {
		secretKey: secretKeyField(secret, 'identifier') ?? secretKeyField(secret, 'key'),
		receiptKey: receiptKeyField(receipt, 'identifier') ?? receiptKeyField(receipt, 'key'),
		ttlSeconds: ttlField(secret, 'secret_ttl') ?? ttlField(secret, 'lifespan'),
		createdSeconds: timeField(secret, 'created'),
		shareDomain: textField(record, 'share_domain') || textField(receipt, 'share_domain'),
		recipients: textsField(objectField(object, 'details'), 'recipient_safe'),
		value: '',
	};
}

/** v0.22 and v0.23 leak a shared value in the first look; from v0.24 on only a generated one is there. */
function readReceipt(object: JsonObject): ReceiptLook | undefined {
	const record = objectField(object, 'record');
	const details = objectField(object, 'details');
	const state = parseState(textField(record, 'state'));
	if (state === undefined) return undefined;
	const openedSeconds = timeField(record, 'received') ?? timeField(record, 'revealed');
	const plaintext = textField(details, 'secret_value');
	return {
		state,
		openedAt: state === 'opened' && openedSeconds !== undefined ? isoTime(openedSeconds) : undefined,
		secretTtlSeconds: ttlField(details, 'secret_realttl'),
		needsPassphrase: booleanField(record, 'has_passphrase'),
		plaintext: plaintext === '' ? [] : [plaintext],
	};
}

/** API v2, releases v0.22 to v0.26 and later. */
export const v2: Api = {
	version: 'v2',
	...requests,
	classify,
	readStatus: (object) => parseStatusWord(textField(object, 'status')),
	readCreation,
	readValue: (object) => textField(objectField(object, 'record'), 'secret_value'),
	readReceipt,
	generatedValueIn: 'first-receipt',
	wrongPassphraseKind: 'refused',
	// v0.24 answers 500 while a passphrase is locked, later releases 429.
	passphraseLockKinds: ['server-fault', 'unexpected-error'],
	goneCauses: () => [
		'it belongs to another region or server',
		'it has already been opened',
		'it was burned',
		'it has expired',
	],
};
