// What an answer of the API means, whatever the version that gave it. Each API version sorts its answers into these.

import type { Setback } from '../http/retry-policy.ts';
import type { JsonObject } from './decode.ts';

/** Why an answer is not the one that was asked for. */
export type Refusal =
	| 'redirected'
	| 'rate-limited'
	/** The server says that it has not acted because it is starting or overloaded. */
	| 'not-ready'
	| 'server-fault'
	/** Not JSON, or JSON that is not an object. */
	| 'unusable'
	/** Nothing answers here that knows the path. */
	| 'no-api'
	/** Turned away by something in front of the service. */
	| 'forbidden'
	/** The credentials are wrong, or there are none and some are needed. */
	| 'unauthorized'
	/** The service does this for accounts only. */
	| 'account-required'
	| 'unexpected-error'
	/** The server knows no secret or receipt under this key. */
	| 'gone'
	/** Any other refusal, in the server's own words. */
	| 'refused';

/** A sorted answer: a JSON object of a success, or a refusal with whatever the server said, unchecked. */
export type Sorted =
	| { readonly ok: true; readonly object: JsonObject }
	| {
			readonly ok: false;
			readonly refusal: Refusal;
			readonly words: string;
			readonly retryAfterSeconds?: number | undefined;
	  };

const SETBACKS: Readonly<Partial<Record<Refusal, Setback>>> = {
	'rate-limited': 'rate-limited',
	'not-ready': 'not-ready',
	'server-fault': 'server-fault',
	unusable: 'unusable',
	'unexpected-error': 'unexpected-error',
};

/** What the retry table makes of an answer; undefined if it is final. */
export function setbackOf(
	sorted: Sorted,
): { setback: Setback; retryAfterSeconds: number | undefined } | undefined {
	if (sorted.ok) return undefined;
	const setback = SETBACKS[sorted.refusal];
	return setback === undefined ? undefined : { setback, retryAfterSeconds: sorted.retryAfterSeconds };
}
