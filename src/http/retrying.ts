// Sends a request until its response is final, the retry table says stop, or the deadline comes.

import { readAttempt } from './attempt.ts';
import { createAttemptHistory } from './attempt-history.ts';
import type { Clock } from './clock.ts';
import type { Exchange, FailureKind } from './exchange.ts';
import type { Outcome, PlannedRequest, Refused } from './outcome.ts';
import { attemptTimeoutMs, isHarmless } from './retry-policy.ts';
import type { Transport } from './transport.ts';

/** What an attempt looked like, for debug lines: no body, no header, no key. */
export interface AttemptReport {
	readonly attempt: number;
	readonly elapsedMs: number;
	/** An HTTP status code, or the kind of failure. */
	readonly result: number | FailureKind;
	/** Milliseconds until the next attempt, if there is one. */
	readonly waitMs: number | undefined;
}

/** What a sender works with. */
export interface SenderOptions {
	readonly transport: Transport;
	readonly clock: Clock;
	/** Milliseconds for all requests together, counted from the first. */
	readonly timeoutMs: number;
	readonly cancel: AbortSignal;
	readonly onAttempt: (report: AttemptReport) => void;
}

/** Sends requests within one deadline. */
export interface Sender {
	send<Value, Refusal extends Refused>(
		planned: PlannedRequest<Value, Refusal>,
	): Promise<Outcome<Value, Refusal>>;
}

/** After a cancellation a request that must not be lost still waits this long: the runner's next signal comes after 7.5 s. */
const GRACE_MS = 5_000;
/** A burn leaves this much of the deadline, or a quarter of it, for the look at the receipt that confirms it. */
const LOOK_RESERVE_MS = 5_000;

/** Makes a sender whose deadline starts with its first request. */
export function createSender(options: SenderOptions): Sender {
	const { clock, timeoutMs } = options;
	let deadlineMs: number | undefined;
	return {
		send(planned) {
			deadlineMs ??= clock.monotonicMs() + timeoutMs;
			const reserveMs = planned.kind === 'burn' ? Math.min(LOOK_RESERVE_MS, timeoutMs / 4) : 0;
			return sendUntil(deadlineMs - reserveMs, planned, options);
		},
	};
}

async function sendUntil<Value, Refusal extends Refused>(
	deadlineMs: number,
	planned: PlannedRequest<Value, Refusal>,
	{ transport, clock, cancel, onAttempt }: SenderOptions,
): Promise<Outcome<Value, Refusal>> {
	const { kind, request, maxResponseBytes } = planned;
	const graceMs = isHarmless(kind) ? 0 : GRACE_MS;
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
