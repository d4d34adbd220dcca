// Sends a request, and retries it until its response is final, the retry table forbids a retry, or time runs out.

import { readAttempt } from './attempt.ts';
import { createAttemptHistory } from './attempt-history.ts';
import type { Clock } from './clock.ts';
import type { Exchange, FailureKind } from './exchange.ts';
import type { BasicRefusal, Outcome, PlannedRequest } from './outcome.ts';
import { attemptTimeoutMs, isIdempotent } from './retry-policy.ts';
import type { Transport } from './transport.ts';

/** Facts about one attempt for a debug line. Nothing in it is sensitive. */
export interface AttemptReport {
	/** Number of the attempt; the first is 1. */
	readonly attempt: number;
	readonly elapsedMs: number;
	/** The status code, or the kind of failure if there was no complete response. */
	readonly result: number | FailureKind;
	/** Milliseconds until the next attempt; undefined if this was the last one. */
	readonly waitMs: number | undefined;
}

/** What a sender needs. */
export interface SenderOptions {
	readonly transport: Transport;
	readonly clock: Clock;
	/** Milliseconds for all requests together, counted from the start of the first. */
	readonly timeoutMs: number;
	/** Aborted when the step is cancelled. */
	readonly cancel: AbortSignal;
	/** Called after each attempt. */
	readonly onAttempt: (report: AttemptReport) => void;
}

/** Sends requests that share one deadline. */
export interface Sender {
	/** Sends a request, with retries. Never rejects for a failed request: the outcome says why it failed. */
	send<Value, Refusal extends BasicRefusal>(
		planned: PlannedRequest<Value, Refusal>,
	): Promise<Outcome<Value, Refusal>>;
}

/**
 * How long a request that is not idempotent still waits for its response after a cancellation. The runner
 * sends its next signal after 7.5 s.
 */
const GRACE_MS = 5_000;
/**
 * A burn leaves this much time, or a quarter of the timeout if that is less, to look up the receipt that
 * confirms it.
 */
const LOOK_UP_RESERVE_MS = 5_000;

/** Creates a sender. The time until its deadline starts to run with its first request. */
export function createSender(options: SenderOptions): Sender {
	const { clock, timeoutMs } = options;
	let deadlineMs: number | undefined;
	return {
		send(planned) {
			deadlineMs ??= clock.monotonicMs() + timeoutMs;
			const reserveMs = planned.kind === 'burn' ? Math.min(LOOK_UP_RESERVE_MS, timeoutMs / 4) : 0;
			return sendUntil(deadlineMs - reserveMs, planned, options);
		},
	};
}

async function sendUntil<Value, Refusal extends BasicRefusal>(
	deadlineMs: number,
	planned: PlannedRequest<Value, Refusal>,
	{ transport, clock, cancel, onAttempt }: SenderOptions,
): Promise<Outcome<Value, Refusal>> {
	const { kind, request, maxResponseBytes } = planned;
	const graceMs = isIdempotent(kind) ? 0 : GRACE_MS;
	const history = createAttemptHistory<Refusal>(kind);
	for (;;) {
		const startMs = clock.monotonicMs();
		const stop = stopReason(cancel, startMs, deadlineMs);
		if (stop !== undefined) return history.giveUp(stop);
		const timeoutMs = attemptTimeoutMs(kind, deadlineMs - startMs, history.doubts());
		const exchange = await transport.send(request, { timeoutMs, cancel, graceMs, maxResponseBytes });
		const endMs = clock.monotonicMs();
		const attempt = readAttempt(exchange, planned, clock.wallMs());
		const next = history.add(attempt, deadlineMs - endMs, clock.random());
		const result = resultOf(exchange);
		onAttempt({ attempt: history.attempts(), elapsedMs: endMs - startMs, result, waitMs: next.waitMs });
		if (attempt.ok) return history.succeed(attempt.value);
		if (next.waitMs === undefined) {
			return history.giveUp(cancel.aborted && !exchange.ok ? 'cancelled' : next.end);
		}
		await clock.sleep(next.waitMs, cancel);
	}
}

function resultOf(exchange: Exchange): AttemptReport['result'] {
	return exchange.ok ? exchange.response.status : exchange.failure.kind;
}

function stopReason(
	cancel: AbortSignal,
	nowMs: number,
	deadlineMs: number,
): 'cancelled' | 'deadline' | undefined {
	if (cancel.aborted) return 'cancelled';
	return nowMs >= deadlineMs ? 'deadline' : undefined;
}
