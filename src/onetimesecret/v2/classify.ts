// Classifies the refusals of API v2. Unlike in API v1, the status code tells most of them apart, but the bodies
// differ from release to release.

import type { HttpResponse } from '../../http/exchange.ts';
import { type JsonObject, textField } from '../decode.ts';
import type { RefusalKind } from '../failure-catalog.ts';
import { type Classified, classifyResponse, kindOfText, requiresAccount } from '../refusal.ts';

/** Classifies a response of API v2. The rules come from captures of v0.23.6, v0.24.7 and v0.26.6. */
export function classify(response: HttpResponse): Classified {
	return classifyResponse(response, { readServerText, kindOf });
}

function kindOf(object: JsonObject, { status }: HttpResponse): RefusalKind {
	const message = readServerText(object);
	// v0.23 responds like this to a burn that had no effect, as well as to its own faults.
	if (status >= 500)
		return object['success'] === false && message !== '' ? 'unexpected-error' : 'server-fault';
	if (requiresAccount(object)) return 'account-required';
	const byText = kindOfText(message);
	if (byText !== undefined) return byText;
	if (status === 401 || message === 'Not authorized') return 'unauthorized';
	if (status === 403) return textField(object, 'error_type') === '' ? 'forbidden' : 'not-permitted';
	if (status === 404 || status === 405 || status === 410) return knowsThePath(object) ? 'gone' : 'no-api';
	return 'refused';
}

/**
 * True if the server knows the path, but not the key in it. An unknown path gets the response
 * `{"error":"Not Found"}`, from v0.26 on with `error_type` `NotFound`. An unknown key gets more fields.
 */
function knowsThePath(object: JsonObject): boolean {
	const errorType = textField(object, 'error_type');
	if (Object.hasOwn(object, 'secret_key')) return true;
	if (errorType !== '') return errorType !== 'NotFound';
	// v0.24 sends the name of an exception class and a `message` that may be null. A gateway sends a message only.
	return Object.hasOwn(object, 'message') && textField(object, 'error') !== '';
}

/** Returns `message`, or else `error`, unless that is only the name of an exception class, as in v0.24. */
function readServerText(object: JsonObject): string {
	const message = textField(object, 'message');
	const error = textField(object, 'error');
	return message || (/^[A-Za-z_]+$/.test(error) ? '' : error);
}
