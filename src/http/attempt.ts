// One attempt of a request, read: the value asked for, or why it is not there and whether the server may have acted.

import type { Exchange, Failure, FailureKind, HttpResponse } from './exchange.ts';
import type { PlannedRequest, Reading, Refused } from './outcome.ts';
import { parseRetryAfterMs } from './retry-after.ts';
import { isDoubt, isHarmless, type RequestKind, type Setback } from './retry-policy.ts';

/** An attempt that did not get what it asked for. */
export interface FailedAttempt<Refusal> {
	readonly ok: false;
	/** The response that was read; undefined if there was none. */
	readonly refusal?: Refusal;
	readonly status?: number;
	/** The broken exchange; undefined if there was a response. */
	readonly failure?: Failure;
	/** Undefined if the attempt is final. */
	readonly setback: Setback | undefined;
	readonly retryAfterMs?: number | undefined;
	/** True if the attempt leaves open whether the server acted. Decided here and nowhere else. */
	readonly isInDoubt: boolean;
}

/** One attempt, read. */
export type Attempt<Value, Refusal> = { readonly ok: true; readonly value: Value } | FailedAttempt<Refusal>;

const SETBACK_OF: Readonly<Partial<Record<FailureKind, Setback>>> = {
	'name-not-found': 'name-not-found',
	'no-connection': 'no-connection',
	reset: 'broken-off',
	garbled: 'unusable',
	'too-large': 'unusable',
};

/** Reads an exchange, its response exactly once. `wallMs` is the time of day, for a `Retry-After` that names one. */
export function readAttempt<Value, Refusal extends Refused>(
	exchange: Exchange,
	{ kind, read }: PlannedRequest<Value, Refusal>,
	wallMs: number,
): Attempt<Value, Refusal> {
	if (exchange.ok) return ofReading(read(exchange.response), exchange.response, kind, wallMs);
	const { failure } = exchange;
	if (failure.partial !== undefined) {
		const reading = read(failure.partial);
		// A response that broke off after a complete JSON object is used: it may be the only copy.
		if (reading.ok || reading.refusal.isJson) return ofReading(reading, failure.partial, kind, wallMs);
	}
	return ofFailure(failure, kind);
}

function ofReading<Value, Refusal extends Refused>(
	reading: Reading<Value, Refusal>,
	response: HttpResponse,
	kind: RequestKind,
	wallMs: number,
): Attempt<Value, Refusal> {
	if (reading.ok) return { ok: true, value: reading.value };
	const { refusal } = reading;
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

function ofFailure(failure: Failure, kind: RequestKind): FailedAttempt<never> {
	const setback = setbackOfFailure(failure);
	const isLost = failure.kind === 'cancelled' && failure.mayBeSent && !isHarmless(kind);
	return { ok: false, failure, setback, isInDoubt: setback === undefined ? isLost : isDoubt(kind, setback) };
}

function setbackOfFailure({ kind, mayBeSent }: Failure): Setback | undefined {
	if (kind === 'timed-out') return mayBeSent ? 'broken-off' : 'no-connection';
	return SETBACK_OF[kind];
}
