// Sorts the answers of API v1, which are 404 for nearly every failure: the body and a header decide, not the status.

import type { HttpAnswer } from '../http/transport.ts';
import type { Refusal, Sorted } from './answer.ts';
import { type JsonObject, parseObject, textField, ttlField } from './decode.ts';

/** Sorts an answer. Header and fields come first; English texts only where the server gives nothing else to go by. */
export function sortAnswer(answer: HttpAnswer): Sorted {
	const { status } = answer;
	if (status >= 300 && status < 400) return refuse('redirected', targetOf(answer));
	const object = parseObject(answer.body);
	const words = object === undefined ? '' : wordsOf(object);
	if (status === 429) return { ...refuse('rate-limited', words), retryAfterSeconds: retryAfterField(object) };
	if (status === 503 && (answer.header('retry-after') !== undefined || isStarting(object))) {
		return refuse('not-ready', words);
	}
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
	// The key that was asked for comes back, that of a receipt as well; the text beside it may be localized.
	if (status === 404 && Object.hasOwn(object, 'secret_key')) return 'gone';
	// Unknown routes answer `{"error":"Not Found"}`, everything that knows the API has a `message`.
	if (status === 404 && message === '') return 'no-api';
	return 'refused';
}

function wantsAccount(object: JsonObject, message: string): boolean {
	const codes = ['error_type', 'field', 'error_key', 'code'].map((name) =>
		textField(object, name).toLowerCase(),
	);
	if (codes.some((code) => code.includes('requires_account') || code.includes('account_required'))) {
		return true;
	}
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
	const origin = URL.canParse(location) ? new URL(location).origin : 'null';
	return origin === 'null' ? '' : origin;
}

function refuse(refusal: Refusal, words: string): Sorted & { ok: false } {
	return { ok: false, refusal, words };
}
