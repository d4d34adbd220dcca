// API v2, which servers have from release v0.22 on.

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
import {
	burnRequest,
	credentialProof,
	generateRequest,
	receiptRequest,
	revealRequest,
	shareRequest,
	statusRequest,
} from './requests.ts';

function readCreation(object: JsonObject): CreationFields {
	const record = objectField(object, 'record');
	const secret = objectField(record, 'secret');
	// v0.22 and v0.23 have only the older name of the receipt.
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

/**
 * When a receipt is first looked up, v0.22 and v0.23 leak a shared value in it. From v0.24 on, it contains a
 * generated value only.
 */
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

/** API v2, as releases v0.22 to v0.26 and later have it. */
export const v2: Api = {
	version: 'v2',
	burnRequest,
	credentialProof,
	generateRequest,
	receiptRequest,
	revealRequest,
	shareRequest,
	statusRequest,
	classify,
	readStatus: (object) => parseStatusWord(textField(object, 'status')),
	readCreation,
	readValue: (object) => textField(objectField(object, 'record'), 'secret_value'),
	readReceipt,
	generatedValueIn: 'first-receipt',
	wrongPassphraseKind: 'refused',
	// While a passphrase is locked, v0.24 responds with status 500. Later releases respond with 429.
	passphraseLockKinds: ['server-fault', 'unexpected-error'],
	goneCauses: () => [
		'it belongs to another region or server',
		'it has already been opened',
		'it was burned',
		'it has expired',
	],
};
