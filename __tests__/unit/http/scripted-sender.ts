// A sender whose transport and clock follow a script, and the exchanges of such a script.

import type { Clock } from '../../../src/http/clock.ts';
import type { Exchange, FailureKind, HttpResponse } from '../../../src/http/exchange.ts';
import type { BasicRefusal, PlannedRequest } from '../../../src/http/outcome.ts';
import type { RequestKind, Setback } from '../../../src/http/retry-policy.ts';
import { type AttemptReport, createSender } from '../../../src/http/retrying.ts';
import type { ExchangeLimits, Transport } from '../../../src/http/transport.ts';

const SETBACKS: Readonly<Record<number, Setback>> = {
	429: 'rate-limited',
	500: 'server-fault',
	503: 'not-ready',
};

/** A response. The names of `headers` are in lower case. */
export function response(status: number, headers: Record<string, string> = {}, body = '{}'): HttpResponse {
	return { status, body, header: (name) => headers[name] };
}

/** An exchange with a response. */
export function responded(...given: Parameters<typeof response>): Exchange {
	return { ok: true, response: response(...given) };
}

/** An exchange that broke off, perhaps after a part of the response. */
export function broken(kind: FailureKind, mayBeSent: boolean, partial?: HttpResponse): Exchange {
	return { ok: false, failure: { kind, mayBeSent, detail: '', partial } };
}

/** A request for which 200 with a complete JSON body is a success. Other statuses are refusals, some with a setback. */
export function plan(kind: RequestKind): PlannedRequest<string, BasicRefusal> {
	return {
		request: { method: 'GET', path: '/', headers: {}, body: undefined },
		kind,
		maxResponseBytes: 1_000,
		read({ status, body }) {
			if (status === 200 && body.endsWith('}')) return { ok: true, value: 'value' };
			return { ok: false, refusal: { setback: SETBACKS[status], isJson: body.endsWith('}') } };
		},
	};
}

/** One exchange of a script. */
export interface ScriptedExchange {
	readonly exchange: Exchange;
	/** How many milliseconds it takes by the scripted clock; default 0. */
	readonly tookMs?: number;
	/** True if the step is cancelled during this exchange. */
	readonly cancel?: boolean;
}

/**
 * Creates a sender that runs through the script without waiting. Its clock advances only by the waits between
 * attempts and by the time that the script gives to each exchange. Also returns what transport, clock and
 * `onAttempt` were called with.
 */
export function scriptSender(script: readonly ScriptedExchange[], timeoutMs = 60_000) {
	let nowMs = 0;
	const stop = new AbortController();
	const limits: ExchangeLimits[] = [];
	const reports: AttemptReport[] = [];
	const sleeps: number[] = [];
	const transport: Transport = {
		async send(_request, given) {
			const next = script[limits.length];
			if (next === undefined) throw new Error('There are more attempts than the script has.');
			limits.push(given);
			nowMs += next.tookMs ?? 0;
			if (next.cancel) stop.abort();
			return next.exchange;
		},
		close: () => undefined,
	};
	const clock: Clock = {
		monotonicMs: () => nowMs,
		wallMs: () => Date.UTC(2026, 10, 23),
		random: () => 0.5,
		async sleep(ms) {
			sleeps.push(ms);
			nowMs += ms;
		},
	};
	const onAttempt = (report: AttemptReport): void => void reports.push(report);
	const sender = createSender({ transport, clock, timeoutMs, cancel: stop.signal, onAttempt });
	return { sender, stop, limits, reports, sleeps, timeouts: () => limits.map((one) => one.timeoutMs) };
}
