// What is asked of the sender, and what it gives back: types only.

import type { Failure, HttpRequest, HttpResponse } from './exchange.ts';
import type { RequestKind, Setback } from './retry-policy.ts';

/** A response that is not the one asked for, as far as retrying is concerned. */
export interface Refused {
	/** Undefined if the response is final. */
	readonly setback: Setback | undefined;
	/** What the body asked for; the `Retry-After` header wins. */
	readonly retryAfterSeconds?: number | undefined;
	/** True if the body is a JSON object: only then does a response that broke off count. */
	readonly isJson: boolean;
}

/** What a reader makes of a response: the value asked for, or why it is not there. */
export type Reading<Value, Refusal extends Refused> =
	| { readonly ok: true; readonly value: Value }
	| { readonly ok: false; readonly refusal: Refusal };

/** A request with all that is needed to carry it out. Each response is read exactly once, by `read`. */
export interface PlannedRequest<Value, Refusal extends Refused> {
	readonly request: HttpRequest;
	readonly kind: RequestKind;
	/** A larger response is given up. */
	readonly maxResponseBytes: number;
	read(response: HttpResponse): Reading<Value, Refusal>;
}

/** What every end of a request says of its attempts. */
export interface Attempts {
	readonly attempts: number;
	/** How many attempts, the last one included if it failed, leave open whether the server acted on them. */
	readonly doubts: number;
}

/** A request that did not get what it asked for. */
export interface Unsuccessful<Refusal> extends Attempts {
	readonly ok: false;
	/** The last response that was read; undefined if there was none. */
	readonly refusal: Refusal | undefined;
	/** Status code of that response. */
	readonly status: number | undefined;
	/** The last broken exchange; undefined if there was a response, or no time for even one attempt. */
	readonly failure: Failure | undefined;
	/** True if the last attempt itself leaves open whether the server acted. */
	readonly isInDoubt: boolean;
	/** Milliseconds that the server asked to be left alone. */
	readonly retryAfterMs: number | undefined;
	/** Why it ended. */
	readonly end: 'final' | 'gave-up' | 'deadline' | 'cancelled';
}

/** The end of a request with all its attempts. */
export type Outcome<Value, Refusal> =
	| ({ readonly ok: true; readonly value: Value } & Attempts)
	| Unsuccessful<Refusal>;
