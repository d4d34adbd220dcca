import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/http/failure.ts';
import type { Setback } from '../../../src/http/retry-policy.ts';
import { type AttemptReport, type Clock, createSender, type Plan } from '../../../src/http/retrying.ts';
import type { Exchange, HttpRequest, Limits, Transport } from '../../../src/http/transport.ts';

const request: HttpRequest = { method: 'GET', path: '/', headers: {}, body: undefined };

function answered(status: number, headers: Record<string, string> = {}): Exchange {
	return { ok: true, response: { status, body: '', header: (name) => headers[name] } };
}

function failed(kind: FailureKind, mayBeSent: boolean): Exchange {
	return { ok: false, failure: { kind, mayBeSent, detail: '' } };
}

/** A step whose clock moves only by waits and by the time that each exchange is said to take. */
function step(
	script: readonly { exchange: Exchange; tookMs?: number; cancel?: boolean }[],
	timeoutMs = 60_000,
) {
	let nowMs = 0;
	const stop = new AbortController();
	const limits: Limits[] = [];
	const reports: AttemptReport[] = [];
	const sleeps: number[] = [];
	const transport: Transport = {
		async send(_request, given) {
			const next = script[limits.length];
			if (next === undefined) throw new Error('more attempts than the script has');
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
	const send = createSender({
		transport,
		clock,
		timeoutMs,
		cancel: stop.signal,
		onAttempt: (report) => reports.push(report),
	});
	return { send, stop, limits, reports, sleeps, clock };
}

const judgeStatus: Plan['judge'] = ({ status }) => {
	const setbacks: Record<number, Setback> = { 429: 'rate-limited', 500: 'server-fault', 503: 'not-ready' };
	const setback = setbacks[status];
	return setback && { setback, retryAfterSeconds: status === 503 ? 4 : undefined };
};
const read: Plan = { kind: 'read', judge: judgeStatus };
const create: Plan = { kind: 'create', judge: judgeStatus };

describe('createSender', () => {
	it('asks once where the first answer is final', async () => {
		const { send, limits, reports } = step([{ exchange: answered(404), tookMs: 30 }]);
		expect(await send(request, read)).toMatchObject({ attempts: 1, doubts: 0, end: 'answered' });
		expect(limits).toMatchObject([{ timeoutMs: 20_000, graceMs: 0 }]);
		expect(reports).toEqual([{ attempt: 1, elapsedMs: 30, result: 404, waitMs: undefined }]);
	});

	it('repeats a read through setbacks and reports every attempt', async () => {
		const { send, sleeps, reports } = step([
			{ exchange: failed('no-connection', false) },
			{ exchange: failed('reset', true) },
			{ exchange: answered(500) },
			{ exchange: answered(200) },
		]);
		expect(await send(request, read)).toMatchObject({ attempts: 4, doubts: 0, end: 'answered' });
		expect(sleeps).toEqual([250, 500, 1_000]);
		expect(reports.map(({ result }) => result)).toEqual(['no-connection', 'reset', 500, 200]);
	});

	it('honours the header before the body, and the body where there is no header', async () => {
		const { send, sleeps } = step([
			{ exchange: answered(503, { 'retry-after': '7' }) },
			{ exchange: answered(503) },
			{ exchange: answered(429, { 'retry-after': 'Mon, 23 Nov 2026 00:00:09 GMT' }) },
			{ exchange: answered(200) },
		]);
		await send(request, read);
		expect(sleeps).toEqual([7_000, 4_000, 9_000]);
	});

	it('has one deadline for all requests of a step', async () => {
		const { send, limits } = step([
			{ exchange: answered(200), tookMs: 50_000 },
			{ exchange: answered(200), tookMs: 10_000 },
		]);
		await send(request, read);
		await send(request, create);
		expect(limits.map(({ timeoutMs }) => timeoutMs)).toEqual([20_000, 5_000]);
		expect(await send(request, read)).toEqual({
			exchange: undefined,
			attempts: 0,
			doubts: 0,
			end: 'deadline',
		});
	});

	it('says that the deadline ended it, with the last exchange', async () => {
		const { send } = step([{ exchange: answered(429, { 'retry-after': '3600' }) }]);
		expect(await send(request, read)).toMatchObject({ exchange: { ok: true }, attempts: 1, end: 'deadline' });
	});

	it('repeats a creation once after a doubt, with all the time that is left, and counts the doubts', async () => {
		const { send, limits } = step([
			{ exchange: failed('cut', true), tookMs: 20_000 },
			{ exchange: failed('too-large', true), tookMs: 1_000 },
		]);
		expect(await send(request, create)).toMatchObject({ attempts: 2, doubts: 2, end: 'gave-up' });
		expect(limits.map(({ timeoutMs }) => timeoutMs)).toEqual([30_000, 39_750]);
	});

	it('takes an attempt that was cut before it could be sent for a missing connection', async () => {
		const { send } = step([
			{ exchange: failed('cut', false) },
			{ exchange: failed('cut', false) },
			{ exchange: answered(200) },
		]);
		expect(await send(request, create)).toMatchObject({ attempts: 3, doubts: 0, end: 'answered' });
	});

	it.each(['tls-failed', 'proxy-refused'] as const)('does not repeat after %s', async (kind) => {
		const { send } = step([{ exchange: failed(kind, false) }]);
		expect(await send(request, read)).toMatchObject({ attempts: 1, end: 'gave-up' });
	});

	it('gives up after the table, not the deadline, where the table says so', async () => {
		const { send } = step([
			{ exchange: failed('name-not-found', false) },
			{ exchange: failed('name-not-found', false) },
		]);
		expect(await send(request, read)).toMatchObject({ attempts: 2, end: 'gave-up' });
	});

	it('sends nothing once the step was told to stop', async () => {
		const { send, stop } = step([]);
		stop.abort();
		expect(await send(request, create)).toEqual({
			exchange: undefined,
			attempts: 0,
			doubts: 0,
			end: 'cancelled',
		});
	});

	it('stops between two attempts', async () => {
		const { send } = step([{ exchange: failed('no-connection', false), cancel: true }]);
		expect(await send(request, read)).toMatchObject({ attempts: 1, end: 'cancelled' });
	});

	it('gives a creation in flight five seconds after the stop, a read none', async () => {
		const { send, limits } = step([{ exchange: failed('cancelled', true), cancel: true }]);
		expect(await send(request, create)).toMatchObject({ attempts: 1, doubts: 1, end: 'cancelled' });
		expect(limits).toMatchObject([{ graceMs: 5_000 }]);
	});

	it('has no doubt about a creation that was stopped before it could be sent', async () => {
		const { send } = step([{ exchange: failed('cancelled', false), cancel: true }]);
		expect(await send(request, create)).toMatchObject({ doubts: 0, end: 'cancelled' });
	});
});
