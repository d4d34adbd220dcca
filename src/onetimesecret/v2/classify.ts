// What a refusal of API v2 means. Status codes are meant, but each release has its own body.

import type { HttpResponse } from '../../http/exchange.ts';
import { type JsonObject, textField } from '../decode.ts';
import type { RefusalKind } from '../failure-catalog.ts';
import { asksForAccount, type Classified, classifyResponse, kindOfText } from '../refusal.ts';

/** Classifies a response of API v2 (captures of v0.23.6, v0.24.7 and v0.26.6). */
export function classify(response: HttpResponse): Classified {
	return classifyResponse(response, { wordsOf, kindOf });
}

function kindOf(object: JsonObject, { status }: HttpResponse): RefusalKind {
	const words = wordsOf(object);
	// v0.23 answers 500 with these words to a burn that did nothing, and to faults of its own.
	if (status >= 500) return object['success'] === false && words !== '' ? 'unexpected-error' : 'server-fault';
	if (asksForAccount(object)) return 'account-required';
	const byText = kindOfText(words);
	if (byText !== undefined) return byText;
	if (status === 401 || words === 'Not authorized') return 'unauthorized';
	if (status === 403) return textField(object, 'error_type') === '' ? 'forbidden' : 'not-permitted';
	if (status === 404 || status === 405 || status === 410) return knowsThePath(object) ? 'gone' : 'no-api';
	return 'refused';
}

/** An unknown path is `{"error":"Not Found"}`, with `error_type` `NotFound` from v0.26 on. An unknown key says more. */
function knowsThePath(object: JsonObject): boolean {
	const errorType = textField(object, 'error_type');
	if (Object.hasOwn(object, 'secret_key')) return true;
	if (errorType !== '') return errorType !== 'NotFound';
	// v0.24 names a class beside a message that may be null. A gateway has a message alone.
	return Object.hasOwn(object, 'message') && textField(object, 'error') !== '';
}

/** The text stands in `message` or in `error`; v0.24 puts the name of a class into `error`, which nobody should read. */
function wordsOf(object: JsonObject): string {
	const message = textField(object, 'message');
	const error = textField(object, 'error');
	return message || (/^[A-Za-z_]+$/.test(error) ? '' : error);
}
