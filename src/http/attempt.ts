// Reads the result of one attempt: either the requested value, or why there is none and whether the server
// may have acted on the request.

import type { Exchange, Failure, FailureKind, HttpResponse } from './exchange.ts';
import type { BasicRefusal, PlannedRequest, ReadResult } from './outcome.ts';
import { parseRetryAfterMs } from './retry-after.ts';
import { isDoubt, isIdempotent, type RequestKind, type Setback } from './retry-policy.ts';

/** An attempt that did not get the requested value. */
export interface FailedAttempt<Refusal> {
	readonly ok: false;
	/** What the response said instead; undefined if there was no usable response. */
	readonly refusal?: Refusal;
	/** Status code of that response. */
	readonly status?: number;
	/** Why the exchange broke off; undefined if there was a usable response. */
	readonly failure?: Failure;
	/** Why the request may be retried; undefined if this attempt is final. */
	readonly setback: Setback | undefined;
	/** The delay before a retry that the server asked for, if it did. */
	readonly retryAfterMs?: number | undefined;
	/** True if nobody can tell whether the server acted on the request. Only this file decides that. */
	readonly isInDoubt: boolean;
}

/** The result of one attempt. */
export type Attempt<Value, Refusal> = { readonly ok: true; readonly value: Value } | FailedAttempt<Refusal>;

const SETBACK_OF: Readonly<Partial<Record<FailureKind, Setback>>> = {
	'name-not-found': 'name-not-found',
	'no-connection': 'no-connection',
	reset: 'broken-off',
	garbled: 'unusable',
	'too-large': 'unusable',
};

/**
 * Reads the result of an exchange, and calls `read` at most once. `wallMs` is the current Unix time in
 * milliseconds; a `Retry-After` header can be a date.
 */
export function readAttempt<Value, Refusal extends BasicRefusal>(
	exchange: Exchange,
	{ kind, read }: PlannedRequest<Value, Refusal>,
	wallMs: number,
): Attempt<Value, Refusal> {
	if (exchange.ok) return fromReadResult(read(exchange.response), exchange.response, kind, wallMs);
	const { failure } = exchange;
	if (failure.partial !== undefined) {
		const result = read(failure.partial);
		// A response that broke off after a complete JSON object is used: it may be the only copy.
		if (result.ok || result.refusal.isJson) return fromReadResult(result, failure.partial, kind, wallMs);
	}
	return fromFailure(failure, kind);
}

function fromReadResult<Value, Refusal extends BasicRefusal>(
	result: ReadResult<Value, Refusal>,
	response: HttpResponse,
	kind: RequestKind,
	wallMs: number,
): Attempt<Value, Refusal> {
	if (result.ok) return { ok: true, value: result.value };
	const { refusal } = result;
	const { setback, retryAfterSeconds } = refusal;
	const headerMs = parseRetryAfterMs(response.header('retry-after'), response.header('date'), wallMs);
	const bodyMs = retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000;
	const isInDoubt = setback !== undefined && isDoubt(kind, setback);
	return {
		ok: false,
		refusal,
		status: response.status,
		setback,
		retryAfterMs: headerMs ?? bodyMs,
		isInDoubt,
	};
}

function fromFailure(failure: Failure, kind: RequestKind): FailedAttempt<never> {
	const setback = setbackOf(failure);
	const isCancelledInFlight = failure.kind === 'cancelled' && failure.mayBeSent && !isIdempotent(kind);
	return {
		ok: false,
		failure,
		setback,
		isInDoubt: setback === undefined ? isCancelledInFlight : isDoubt(kind, setback),
	};
}

function setbackOf({ kind, mayBeSent }: Failure): Setback | undefined {
	if (kind === 'timed-out') return mayBeSent ? 'broken-off' : 'no-connection';
	return SETBACK_OF[kind];
}
