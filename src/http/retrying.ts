// Sends a request until its response is final, the retry table says stop, or the deadline comes.

import { type FailedAttempt, readAttempt } from './attempt.ts';
import type { Clock } from './clock.ts';
import type { Exchange, FailureKind } from './exchange.ts';
import type { Attempts, Outcome, PlannedRequest, Refused, Unsuccessful } from './outcome.ts';
import {
	attemptTimeoutMs,
	type Decision,
	decide,
	isHarmless,
	type RequestKind,
	type Setback,
} from './retry-policy.ts';
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
export function createSender({ transport, clock, timeoutMs, cancel, onAttempt }: SenderOptions): Sender {
	let stepDeadlineMs: number | undefined;

	async function send<Value, Refusal extends Refused>(
		planned: PlannedRequest<Value, Refusal>,
	): Promise<Outcome<Value, Refusal>> {
		const { kind, request, maxResponseBytes } = planned;
		stepDeadlineMs ??= clock.monotonicMs() + timeoutMs;
		const deadlineMs = stepDeadlineMs - (kind === 'burn' ? Math.min(LOOK_RESERVE_MS, timeoutMs / 4) : 0);
		const graceMs = isHarmless(kind) ? 0 : GRACE_MS;
		const setbacks: Setback[] = [];
		let last: FailedAttempt<Refusal> | undefined;
		let doubts = 0;
		for (let attempts = 0; ; ) {
			const startMs = clock.monotonicMs();
			if (cancel.aborted || startMs >= deadlineMs) {
				return unsuccessful(last, { attempts, doubts }, cancel.aborted ? 'cancelled' : 'deadline');
			}
			const attemptMs = attemptTimeoutMs(kind, deadlineMs - startMs, doubts);
			const exchange = await transport.send(request, {
				timeoutMs: attemptMs,
				cancel,
				graceMs,
				maxResponseBytes,
			});
			attempts++;
			const endMs = clock.monotonicMs();
			const attempt = readAttempt(exchange, planned, clock.wallMs());
			const report = { attempt: attempts, elapsedMs: endMs - startMs, result: resultOf(exchange) };
			if (attempt.ok) {
				onAttempt({ ...report, waitMs: undefined });
				return { ok: true, value: attempt.value, attempts, doubts };
			}
			last = attempt;
			if (attempt.isInDoubt) doubts++;
			const decision = decideNext(kind, attempt, setbacks, { attempts, doubts, leftMs: deadlineMs - endMs });
			onAttempt({ ...report, waitMs: decision?.retry ? decision.waitMs : undefined });
			if (!decision?.retry) {
				const isCancelled = cancel.aborted && attempt.failure !== undefined;
				return unsuccessful(last, { attempts, doubts }, isCancelled ? 'cancelled' : endOf(attempt, decision));
			}
			await clock.sleep(decision.waitMs, cancel);
		}
	}

	/** Undefined if the attempt was final. */
	function decideNext(
		kind: RequestKind,
		{ setback, retryAfterMs }: FailedAttempt<unknown>,
		setbacks: Setback[],
		progress: Attempts & { leftMs: number },
	): Decision | undefined {
		if (setback === undefined) return undefined;
		setbacks.push(setback);
		const sameSetbacks = setbacks.filter((one) => one === setback).length;
		return decide({ ...progress, kind, setback, sameSetbacks, retryAfterMs, random: clock.random() });
	}

	return { send };
}

function resultOf(exchange: Exchange): AttemptReport['result'] {
	return exchange.ok ? exchange.response.status : exchange.failure.kind;
}

function endOf(
	{ failure }: FailedAttempt<unknown>,
	decision: Decision | undefined,
): 'final' | 'gave-up' | 'deadline' {
	if (decision?.retry === false && decision.because === 'deadline') return 'deadline';
	return failure === undefined && decision === undefined ? 'final' : 'gave-up';
}

function unsuccessful<Refusal>(
	last: FailedAttempt<Refusal> | undefined,
	attempts: Attempts,
	end: Unsuccessful<Refusal>['end'],
): Unsuccessful<Refusal> {
	const { refusal, status, failure, isInDoubt = false, retryAfterMs } = last ?? {};
	return { ok: false, refusal, status, failure, isInDoubt, retryAfterMs, ...attempts, end };
}
