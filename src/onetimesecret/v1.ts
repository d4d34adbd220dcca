// API v1: form-encoded requests, and answers that are 404 for nearly every failure, so that the body and a header decide, not the status.
// The server's older words stay in this file: metadata key for receipt, private for the creator's side.

import type { HttpAnswer, HttpRequest } from '../http/transport.ts';
import type { Refusal, Sorted } from './answer.ts';
import { type JsonObject, parseObject, receiptKeyField, secretKeyField, textField, timeField, ttlField } from './decode.ts';
import type { NewSecret, ReceiptKey, Seconds, SecretKey } from './types.ts';

const BASE = '/api/v1';

/** `GET /status`. Unlike v2 it verifies credentials if they are sent (all releases from v0.18.5 to v0.26.6). */
export function statusRequest(headers: Readonly<Record<string, string>>): HttpRequest {
	return { method: 'GET', path: `${BASE}/status`, headers, body: undefined };
}

/** `POST /share`. Form encoding is the only one that every release understands; `/create` is not an alias before v0.24. */
export function shareRequest(secret: NewSecret, headers: Readonly<Record<string, string>>): HttpRequest {
	const form = new URLSearchParams({ secret: secret.value });
	if (secret.ttlSeconds !== undefined) form.set('ttl', String(secret.ttlSeconds));
	if (secret.passphrase !== undefined) form.set('passphrase', secret.passphrase);
	return {
		method: 'POST',
		path: `${BASE}/share`,
		headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
		body: form.toString(),
	};
}

/** What a creation answer says; fields that are missing or odd are undefined. */
export interface CreationFields {
	readonly secretKey: SecretKey | undefined;
	readonly receiptKey: ReceiptKey | undefined;
	readonly ttlSeconds: Seconds | undefined;
	readonly createdSeconds: number | undefined;
	/** Unchecked; empty if the server named none. */
	readonly shareDomain: string;
}

/** Reads a creation answer. `ttl` is the lifetime granted, not the one asked for (all releases). */
export function readCreation(object: JsonObject): CreationFields {
	return {
		secretKey: secretKeyField(object, 'secret_key'),
		receiptKey: receiptKeyField(object, 'metadata_key'),
		ttlSeconds: ttlField(object, 'ttl'),
		createdSeconds: timeField(object, 'created'),
		shareDomain: textField(object, 'share_domain'),
	};
}

/** Reads the service's word on itself: 1 to 32 characters of `a-z_-`, else `unrecognised`. */
export function readStatus(object: JsonObject): string {
	const word = textField(object, 'status');
	return /^[a-z_-]{1,32}$/.test(word) ? word : 'unrecognised';
}

/** Sorts an answer. Header and fields come first; English texts only where the server gives nothing else to go by. */
export function sortAnswer(answer: HttpAnswer): Sorted {
	const { status } = answer;
	if (status >= 300 && status < 400) return refuse('redirected', targetOf(answer));
	const object = parseObject(answer.body);
	const words = object === undefined ? '' : wordsOf(object);
	if (status === 429) return { ...refuse('rate-limited', words), retryAfterSeconds: retryAfterField(object) };
	if (status === 503 && (answer.header('retry-after') !== undefined || isStarting(object))) return refuse('not-ready', words);
	if (status === 408 || status >= 500) return refuse('server-fault', words);
	if (object === undefined) return refuse(sortPage(status), '');
	if (status >= 200 && status < 300) return { ok: true, object };
	return refuse(sortRefusal(status, answer.header('x-ots-intended-status'), object), words);
}

/** An answer that is not a JSON object comes from something else than the API. */
function sortPage(status: number): Refusal {
	if (status === 401) return 'unauthorized';
	return status === 403 ? 'forbidden' : 'unusable';
}

function sortRefusal(status: number, intendedStatus: string | undefined, object: JsonObject): Refusal {
	const message = textField(object, 'message');
	const errorType = textField(object, 'error_type');
	// The header exists from release v0.24.6 on; the text is the same in all of them and is not localized.
	if (status === 401 || intendedStatus === '401' || message === 'Not authorized') return 'unauthorized';
	if (wantsAccount(object, message)) return 'account-required';
	if (status === 403 && errorType === '') return 'forbidden';
	// v0.24.3 and later: `Rate limit exceeded.`; up to v0.23: `Cripes! You have been rate limited.`
	if (/rate limit/i.test(message)) return 'rate-limited';
	// The second is what a server says whose datastore refuses the connection (up to v0.23).
	if (/^(An unexpected error|An error) occurred|^We'll be back/.test(message)) return 'unexpected-error';
	// Unknown routes answer `{"error":"Not Found"}`, everything that knows the API has a `message`.
	if (status === 404 && message === '') return 'no-api';
	return 'refused';
}

function wantsAccount(object: JsonObject, message: string): boolean {
	const codes = ['error_type', 'field', 'error_key', 'code'].map((name) => textField(object, name).toLowerCase());
	if (codes.some((code) => code.includes('requires_account') || code.includes('account_required'))) return true;
	// v1 has no field for these (captures of v0.26.6 and v0.26.6-hosts).
	return /^(An account is required|Public sharing disabled)/.test(message);
}

function wordsOf(object: JsonObject): string {
	return textField(object, 'message') || textField(object, 'error');
}

/** `{"status":"not_ready","error":{…}}`, release v0.24 and later, while the application is not booted. */
function isStarting(object: JsonObject | undefined): boolean {
	return object !== undefined && textField(object, 'status') === 'not_ready';
}

function retryAfterField(object: JsonObject | undefined): number | undefined {
	return object === undefined ? undefined : ttlField(object, 'retry_after');
}

/** Where a redirect leads, without path and query, which could hold a key. */
function targetOf(answer: HttpAnswer): string {
	const location = answer.header('location') ?? '';
	return URL.canParse(location) ? new URL(location).origin : '';
}

function refuse(refusal: Refusal, words: string): Sorted & { ok: false } {
	return { ok: false, refusal, words };
}
