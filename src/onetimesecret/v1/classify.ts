// What a refusal of API v1 means. It is 404 for nearly every failure: body and header decide, not the status code.

import type { HttpResponse } from '../../http/exchange.ts';
import { type JsonObject, textField } from '../decode.ts';
import type { RefusalKind } from '../failure-catalog.ts';
import { asksForAccount, type Classified, classifyResponse, kindOfText } from '../refusal.ts';

/** Classifies a response of API v1. Header and fields come first; English texts only where there is nothing else. */
export function classify(response: HttpResponse): Classified {
	return classifyResponse(response, { wordsOf, kindOf });
}

function kindOf(object: JsonObject, response: HttpResponse): RefusalKind {
	const { status } = response;
	const message = textField(object, 'message');
	// The header exists from release v0.24.6 on; the text is the same in all of them and is not localized.
	if (status === 401 || response.header('x-ots-intended-status') === '401' || message === 'Not authorized') {
		return 'unauthorized';
	}
	if (asksForAccount(object)) return 'account-required';
	if (status === 403) return textField(object, 'error_type') === '' ? 'forbidden' : 'not-permitted';
	// The second is what a server says whose datastore refuses the connection (up to v0.23).
	if (/^(An unexpected error|An error) occurred|^We'll be back/.test(message)) return 'unexpected-error';
	return kindOfText(message) ?? kindOfNotFound(status, object, message);
}

function kindOfNotFound(status: number, object: JsonObject, message: string): RefusalKind {
	const isMissing = status === 404 || status === 405 || status === 410;
	// The key that was asked for comes back, that of a receipt as well; the text beside it may be localized.
	if (status === 404 && Object.hasOwn(object, 'secret_key')) return 'gone';
	// Unknown routes answer `{"error":"Not Found"}`; everything that knows the API has a `message`.
	return isMissing && message === '' ? 'no-api' : 'refused';
}

function wordsOf(object: JsonObject): string {
	return textField(object, 'message') || textField(object, 'error');
}
