// Sends a request until it is answered for good, the retry table says stop, or the deadline of the step comes.

import type { Failure, FailureKind } from './failure.ts';
import { parseRetryAfterMs } from './retry-after.ts';
import {
	attemptLimitMs,
	type Decision,
	decide,
	isDoubt,
	isHarmless,
	type RequestKind,
	type Setback,
} from './retry-policy.ts';
import type { Exchange, HttpAnswer, HttpRequest, Transport } from './transport.ts';

/** Time and chance, so that tests need neither. */
export interface Clock {
	/** Milliseconds on a clock that never jumps. */
	monotonicMs(): number;
	/** Milliseconds since 1970. */
	wallMs(): number;
	/** Waits, or returns at once when the signal fires. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
	/** From 0 up to, not including, 1. */
	random(): number;
}

/** How a kind of request is to be treated. */
export interface Plan {
	readonly kind: RequestKind;
	/** The setback that an answer means, or undefined if the answer is final. */
	judge(
		answer: HttpAnswer,
	): { readonly setback: Setback; readonly retryAfterSeconds?: number | undefined } | undefined;
}

/** The end of a request with all its attempts. */
export interface Outcome {
	/** The last exchange; undefined if the deadline or a cancellation came before the first. */
	readonly exchange: Exchange | undefined;
	readonly attempts: number;
	/** How many attempts, the last one included if it failed, leave open whether the server acted on them. */
	readonly doubts: number;
	/** Why it ended. */
	readonly end: 'answered' | 'gave-up' | 'deadline' | 'cancelled';
}

/** What an attempt looked like, for debug lines: no body, no header, no key. */
export interface AttemptReport {
	readonly attempt: number;
	readonly elapsedMs: number;
	/** An HTTP status, or the kind of failure. */
	readonly result: number | FailureKind;
	/** Milliseconds until the next attempt, if there is one. */
	readonly waitMs: number | undefined;
}

/** What a sender works with for the whole of a step. */
export interface SenderParts {
	readonly transport: Transport;
	readonly clock: Clock;
	/** Milliseconds for all requests together, counted from the first. */
	readonly timeoutMs: number;
	readonly cancel: AbortSignal;
	readonly onAttempt: (report: AttemptReport) => void;
}

/** Sends requests within the deadline of the step. */
export type Sender = (request: HttpRequest, plan: Plan) => Promise<Outcome>;

/** After a cancellation a creation or reveal still waits this long for its answer: the runner sends its next signal after 7.5 s. */
const GRACE_MS = 5_000;

const LOOK_RESERVE_MS = 5_000;

const SETBACK_OF: Readonly<Partial<Record<FailureKind, Setback>>> = {
	'name-not-found': 'name-not-found',
	'no-connection': 'no-connection',
	reset: 'broken-off',
	garbled: 'unusable',
	'too-large': 'unusable',
};

/** Makes a sender whose deadline begins with its first request. */
export function createSender({ transport, clock, timeoutMs, cancel, onAttempt }: SenderParts): Sender {
	let stepDeadlineMs: number | undefined;

	return async (request, plan) => {
		stepDeadlineMs ??= clock.monotonicMs() + timeoutMs;
		// A burn is believed only after a look at the receipt, which needs its share of the time.
		const deadlineMs =
			plan.kind === 'burn' ? stepDeadlineMs - Math.min(LOOK_RESERVE_MS, timeoutMs / 4) : stepDeadlineMs;
		const setbacks: Setback[] = [];
		let exchange: Exchange | undefined;
		let doubts = 0;
		for (let attempts = 0; ; ) {
			const startMs = clock.monotonicMs();
			if (cancel.aborted) return { exchange, attempts, doubts, end: 'cancelled' };
			if (startMs >= deadlineMs) return { exchange, attempts, doubts, end: 'deadline' };
			const cutMs = attemptLimitMs(plan.kind, deadlineMs - startMs, doubts);
			exchange = await transport.send(request, {
				cutMs,
				cancel,
				graceMs: isHarmless(plan.kind) ? 0 : GRACE_MS,
			});
			attempts++;
			const endMs = clock.monotonicMs();
			const { setback, retryAfterMs } = judge(exchange, plan, clock.wallMs());
			if (isUncertain(exchange, setback, plan.kind)) doubts++;
			let decision: Decision | undefined;
			if (setback !== undefined) {
				setbacks.push(setback);
				const sameSetbacks = setbacks.filter((one) => one === setback).length;
				const leftMs = deadlineMs - endMs;
				decision = decide({
					kind: plan.kind,
					setback,
					attempts,
					sameSetbacks,
					doubts,
					leftMs,
					retryAfterMs,
					random: clock.random(),
				});
			}
			onAttempt({
				attempt: attempts,
				elapsedMs: endMs - startMs,
				result: exchange.ok ? exchange.answer.status : exchange.failure.kind,
				waitMs: decision?.repeat ? decision.waitMs : undefined,
			});
			if (!decision?.repeat) {
				return {
					exchange,
					attempts,
					doubts,
					end: cancel.aborted && !exchange.ok ? 'cancelled' : endOf(exchange, decision),
				};
			}
			await clock.sleep(decision.waitMs, cancel);
		}
	};
}

function judge(
	exchange: Exchange,
	plan: Plan,
	wallMs: number,
): { setback?: Setback | undefined; retryAfterMs?: number | undefined } {
	if (!exchange.ok) return { setback: setbackOfFailure(exchange.failure) };
	const verdict = plan.judge(exchange.answer);
	if (verdict === undefined) return {};
	const { setback, retryAfterSeconds } = verdict;
	const headerMs = parseRetryAfterMs(exchange.answer.header('retry-after'), wallMs);
	return {
		setback,
		retryAfterMs: headerMs ?? (retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1_000),
	};
}

function setbackOfFailure({ kind, mayBeSent }: Failure): Setback | undefined {
	if (kind === 'cut') return mayBeSent ? 'broken-off' : 'no-connection';
	return SETBACK_OF[kind];
}

function isUncertain(exchange: Exchange, setback: Setback | undefined, kind: RequestKind): boolean {
	if (setback !== undefined) return isDoubt(kind, setback);
	return (
		!isHarmless(kind) && !exchange.ok && exchange.failure.kind === 'cancelled' && exchange.failure.mayBeSent
	);
}

function endOf(exchange: Exchange, decision: Decision | undefined): Outcome['end'] {
	if (decision?.repeat === false && decision.because === 'deadline') return 'deadline';
	return exchange.ok && decision === undefined ? 'answered' : 'gave-up';
}
