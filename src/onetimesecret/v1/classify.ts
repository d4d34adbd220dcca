// Classifies the refusals of API v1. Nearly all of them have status 404, so the body and a header decide.

import type { HttpResponse } from '../../http/exchange.ts';
import { type JsonObject, textField } from '../decode.ts';
import type { RefusalKind } from '../failure-catalog.ts';
import { type Classified, classifyResponse, kindOfText, requiresAccount } from '../refusal.ts';

/** Classifies a response of API v1. A message is compared only if no header or field tells the refusals apart. */
export function classify(response: HttpResponse): Classified {
	return classifyResponse(response, { readServerText, kindOf });
}

function kindOf(object: JsonObject, response: HttpResponse): RefusalKind {
	const { status } = response;
	const message = textField(object, 'message');
	// The header exists from release v0.24.6 on. All releases send this message in English.
	if (status === 401 || response.header('x-ots-intended-status') === '401' || message === 'Not authorized') {
		return 'unauthorized';
	}
	if (requiresAccount(object)) return 'account-required';
	if (status === 403) return textField(object, 'error_type') === '' ? 'forbidden' : 'not-permitted';
	// Up to v0.23, a server says "We'll be back" while it cannot connect to its datastore.
	if (/^(An unexpected error|An error) occurred|^We'll be back/.test(message)) return 'unexpected-error';
	return kindOfText(message) ?? kindOfNotFound(status, object, message);
}

function kindOfNotFound(status: number, object: JsonObject, message: string): RefusalKind {
	const isMissing = status === 404 || status === 405 || status === 410;
	// The server repeats the requested key, even that of a receipt, in this field. Its message may be localized.
	if (status === 404 && Object.hasOwn(object, 'secret_key')) return 'gone';
	// The response to an unknown route is `{"error":"Not Found"}`. All responses of the API itself have a `message`.
	return isMissing && message === '' ? 'no-api' : 'refused';
}

function readServerText(object: JsonObject): string {
	return textField(object, 'message') || textField(object, 'error');
}
