// What a sender takes and returns. This file holds types only.

import type { Failure, HttpRequest, HttpResponse } from './exchange.ts';
import type { RequestKind, Setback } from './retry-policy.ts';

/** What retrying needs to know about a response that is not a success. Callers extend it with their own details. */
export interface BasicRefusal {
	/** Why the request may be retried; undefined if the response is final. */
	readonly setback: Setback | undefined;
	/** The delay that the body asks for. A `Retry-After` header takes precedence over it. */
	readonly retryAfterSeconds?: number | undefined;
	/** True if the body is a complete JSON object. Only then is a response that broke off used. */
	readonly isJson: boolean;
}

/** What `read` returns for a response: the requested value, or why there is none. */
export type ReadResult<Value, Refusal extends BasicRefusal> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly refusal: Refusal };

/** A request and how to read its responses. */
export interface PlannedRequest<Value, Refusal extends BasicRefusal> {
	readonly request: HttpRequest;
	/** Decides how the request is retried. */
	readonly kind: RequestKind;
	/** A response with a larger body is abandoned. */
	readonly maxResponseBytes: number;
	/** Reads a response. Called exactly once for each. */
	read(response: HttpResponse): ReadResult<Value, Refusal>;
}

/** How many attempts a request took. */
export interface AttemptCounts {
	/** All attempts, including the last one. */
	readonly attempts: number;
	/** The attempts after which nobody can tell whether the server acted. A failed last attempt is included. */
	readonly doubts: number;
}

/** The end of a request that did not get the requested value. */
export interface FailedOutcome<Refusal> extends AttemptCounts {
	readonly ok: false;
	/** What the last attempt's response said; undefined if that attempt had no usable response. */
	readonly refusal: Refusal | undefined;
	/** Status code of that response. */
	readonly status: number | undefined;
	/** Why the last attempt broke off; undefined if it had a usable response, or if there was no attempt at all. */
	readonly failure: Failure | undefined;
	/** True if the last attempt itself leaves open whether the server acted. Earlier ones count in `doubts` only. */
	readonly isInDoubt: boolean;
	/** The delay before the next request that the server asked for, if it did. */
	readonly retryAfterMs: number | undefined;
	/**
	 * Why the request ended. `final`: the response is final. `gave-up`: the failure or the retry table
	 * forbids a retry. `deadline`: a retry was allowed, but there was no time left for it. `cancelled`: the
	 * step was cancelled.
	 */
	readonly end: 'final' | 'gave-up' | 'deadline' | 'cancelled';
}

/** How a request ended after all its attempts. */
export type Outcome<Value, Refusal> =
	| ({ readonly ok: true; readonly value: Value } & AttemptCounts)
	| FailedOutcome<Refusal>;
