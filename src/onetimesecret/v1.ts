// API v1: its requests, form-encoded, and what its successful answers say.
// The server's older words stay in this file: metadata key for receipt, private for the creator's side.

import type { HttpRequest } from '../http/transport.ts';
import {
	type JsonObject,
	receiptKeyField,
	secretKeyField,
	textField,
	textsField,
	timeField,
	ttlField,
} from './decode.ts';
import type {
	CreationWish,
	NewGeneratedSecret,
	NewSecret,
	ReceiptKey,
	ReceiptLook,
	Seconds,
	SecretKey,
	SecretState,
} from './types.ts';

/** Header names and values. */
export type Headers = Readonly<Record<string, string>>;

/** `GET /status`. Unlike v2 it verifies credentials if they are sent (all releases from v0.18.5 to v0.26.6). */
export function statusRequest(headers: Headers): HttpRequest {
	return { method: 'GET', path: '/api/v1/status', headers, body: undefined };
}

/** `POST /share`. Its alias `/create` takes these fields only from v0.24 on. */
export function shareRequest(secret: NewSecret, headers: Headers): HttpRequest {
	return post('share', { secret: secret.value, ...wishFields(secret) }, headers);
}

/** `POST /generate`. `length` is ignored by v0.18.5 and refused above 128 by v0.26.6. */
export function generateRequest(secret: NewGeneratedSecret, headers: Headers): HttpRequest {
	return post('generate', { ...wishFields(secret), length: secret.length?.toString() }, headers);
}

/** `POST /secret/KEY`, which consumes the secret. */
export function revealRequest(key: SecretKey, passphrase: string | undefined, headers: Headers): HttpRequest {
	return post(`secret/${key}`, { passphrase }, headers);
}

/** `GET /private/KEY`, the one spelling of the receipt's path that every release knows. */
export function receiptRequest(receipt: ReceiptKey, headers: Headers): HttpRequest {
	return { method: 'GET', path: `/api/v1/private/${receipt}`, headers, body: undefined };
}

/** `POST /private/KEY/burn`. The key is enough; credentials add nothing. */
export function burnRequest(
	receipt: ReceiptKey,
	passphrase: string | undefined,
	headers: Headers,
): HttpRequest {
	return post(`private/${receipt}/burn`, { passphrase }, headers);
}

function wishFields({ ttlSeconds, passphrase, recipient }: CreationWish): Record<string, string | undefined> {
	return { ttl: ttlSeconds?.toString(), passphrase, recipient };
}

/** Form encoding is the only one that every release understands. */
function post(
	path: string,
	fields: Readonly<Record<string, string | undefined>>,
	headers: Headers,
): HttpRequest {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
	const contentType = { 'content-type': 'application/x-www-form-urlencoded' };
	return {
		method: 'POST',
		path: `/api/v1/${path}`,
		headers: { ...headers, ...contentType },
		body: form.toString(),
	};
}

/** What a creation answer says; fields that are missing or odd are undefined or empty. */
export interface CreationFields {
	readonly secretKey: SecretKey | undefined;
	readonly receiptKey: ReceiptKey | undefined;
	readonly ttlSeconds: Seconds | undefined;
	readonly createdSeconds: number | undefined;
	/** Unchecked; empty if the server named none. */
	readonly shareDomain: string;
	/** Obscured addresses that are mailed. */
	readonly recipients: readonly string[];
	/** The value that the server made; empty if it made none. */
	readonly value: string;
}

/** Reads a creation answer. `ttl` is the lifetime granted, not the one asked for (all releases). */
export function readCreation(object: JsonObject): CreationFields {
	return {
		secretKey: secretKeyField(object, 'secret_key'),
		receiptKey: receiptKeyField(object, 'metadata_key'),
		ttlSeconds: ttlField(object, 'ttl'),
		createdSeconds: timeField(object, 'created'),
		shareDomain: textField(object, 'share_domain'),
		recipients: textsField(object, 'recipient'),
		value: readValue(object),
	};
}

/** The plaintext in an answer to a reveal or a generation; empty if there is none. */
export function readValue(object: JsonObject): string {
	return textField(object, 'value');
}

/** Reads the service's word on itself: 1 to 32 characters of `a-z_-`, else `unrecognised`. */
export function readStatus(object: JsonObject): string {
	const word = textField(object, 'status');
	return /^[a-z_-]{1,32}$/.test(word) ? word : 'unrecognised';
}

const STATES: Readonly<Record<string, SecretState>> = {
	new: 'new',
	// A look at the receipt, not at the link (up to v0.25).
	viewed: 'new',
	previewed: 'new',
	shared: 'new',
	received: 'opened',
	revealed: 'opened',
	burned: 'burned',
	expired: 'expired',
	// The secret is gone and the server does not know why.
	orphaned: 'unknown',
};

/** Reads a receipt; undefined if it has no state that is known. Up to v0.25 its first look carries the plaintext, from v0.24 on under two names. */
export function readReceipt(object: JsonObject): ReceiptLook | undefined {
	const word = textField(object, 'state');
	const state = Object.hasOwn(STATES, word) ? STATES[word] : undefined;
	if (state === undefined) return undefined;
	const secretTtlSeconds = ttlField(object, 'secret_ttl');
	// v0.18.5 never says `expired`: the secret of a receipt that is still new is gone when it has no lifetime left.
	const isOver = state === 'new' && (object['secret_ttl'] ?? null) === null;
	const spilledValues = [textField(object, 'value'), textField(object, 'secret_value')].filter(
		(value) => value !== '',
	);
	return { state: isOver ? 'expired' : state, secretTtlSeconds, spilledValues };
}
