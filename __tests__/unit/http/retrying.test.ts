import { describe, expect, it } from 'vitest';
import { broken, plan, responded, response, scriptSender } from './scripted-sender.ts';

describe('A request', () => {
	it('is sent once if the first response is final', async () => {
		const { sender, limits, reports } = scriptSender([{ exchange: responded(404), tookMs: 30 }]);
		const outcome = await sender.send(plan('read'));
		expect(outcome).toMatchObject({ ok: false, status: 404, attempts: 1, doubts: 0, end: 'final' });
		expect(limits).toMatchObject([{ timeoutMs: 20_000, graceMs: 0, maxResponseBytes: 1_000 }]);
		expect(reports).toEqual([{ attempt: 1, elapsedMs: 30, result: 404, waitMs: undefined }]);
	});

	it('that only reads is retried after each setback, and every attempt is reported', async () => {
		const { sender, sleeps, reports } = scriptSender([
			{ exchange: broken('no-connection', false) },
			{ exchange: broken('reset', true) },
			{ exchange: responded(500) },
			{ exchange: responded(200) },
		]);
		expect(await sender.send(plan('read'))).toEqual({ ok: true, value: 'value', attempts: 4, doubts: 0 });
		expect(sleeps).toEqual([250, 500, 1_000]);
		expect(reports.map(({ result, waitMs }) => [result, waitMs])).toEqual([
			['no-connection', 250],
			['reset', 500],
			[500, 1_000],
			[200, undefined],
		]);
	});

	it('waits as long as the server asks and up to 20 % longer, and compares a date with its clock', async () => {
		const { sender, sleeps } = scriptSender([
			{ exchange: responded(503, { 'retry-after': '10' }) },
			{
				exchange: responded(429, {
					'retry-after': 'Mon, 23 Nov 2020 00:00:20 GMT',
					date: 'Mon, 23 Nov 2020 00:00:00 GMT',
				}),
			},
			{ exchange: responded(200) },
		]);
		await sender.send(plan('read'));
		expect(sleeps).toEqual([11_000, 22_000]);
	});

	it('ends at once if the server asks for more time than is left', async () => {
		const { sender } = scriptSender([{ exchange: responded(429, { 'retry-after': '3600' }) }]);
		const outcome = await sender.send(plan('read'));
		expect(outcome).toMatchObject({ status: 429, retryAfterMs: 3_600_000, attempts: 1, end: 'deadline' });
	});

	it.each(['tls-failed', 'proxy-refused'] as const)('is not retried after %s', async (kind) => {
		const { sender } = scriptSender([{ exchange: broken(kind, false) }]);
		expect(await sender.send(plan('read'))).toMatchObject({ attempts: 1, end: 'gave-up' });
	});

	it('that timed out before it could be sent is retried like one without a connection', async () => {
		const { sender } = scriptSender([
			{ exchange: broken('timed-out', false) },
			{ exchange: broken('timed-out', false) },
			{ exchange: responded(200) },
		]);
		expect(await sender.send(plan('create'))).toMatchObject({ ok: true, attempts: 3, doubts: 0 });
	});

	it('takes the value of a response that broke off after it, and is not sent again', async () => {
		const { sender, reports } = scriptSender([{ exchange: broken('reset', true, response(200)) }]);
		expect(await sender.send(plan('create'))).toEqual({ ok: true, value: 'value', attempts: 1, doubts: 0 });
		expect(reports).toMatchObject([{ result: 'reset', waitMs: undefined }]);
	});
});

describe('The deadline', () => {
	it('is one for all requests of a step', async () => {
		const { sender, timeouts } = scriptSender([
			{ exchange: responded(200), tookMs: 50_000 },
			{ exchange: responded(200), tookMs: 10_000 },
		]);
		await sender.send(plan('read'));
		await sender.send(plan('create'));
		expect(timeouts()).toEqual([20_000, 10_000]);
		const outcome = await sender.send(plan('read'));
		expect(outcome).toMatchObject({ ok: false, failure: undefined, attempts: 0, doubts: 0, end: 'deadline' });
	});

	it('of 9 s is all given to a creation', async () => {
		const { sender, timeouts } = scriptSender([{ exchange: responded(200), tookMs: 5_000 }], 9_000);
		expect(await sender.send(plan('create'))).toMatchObject({ ok: true, doubts: 0 });
		expect(timeouts()).toEqual([9_000]);
	});

	it('of a minute lets a creation that timed out be sent once more, with all the time that is left', async () => {
		const { sender, timeouts } = scriptSender([
			{ exchange: broken('timed-out', true), tookMs: 20_000 },
			{ exchange: broken('too-large', true), tookMs: 1_000 },
		]);
		expect(await sender.send(plan('create'))).toMatchObject({ attempts: 2, doubts: 2, end: 'gave-up' });
		expect(timeouts()).toEqual([20_000, 39_750]);
	});

	it.each([
		[60_000, 20_000],
		[8_000, 3_000],
	])('of %d ms leaves a burn time for the look-up that confirms it', async (timeoutMs, attemptMs) => {
		const { sender, timeouts } = scriptSender([{ exchange: responded(200) }], timeoutMs);
		await sender.send(plan('burn'));
		expect(timeouts()).toEqual([attemptMs]);
	});
});

describe('A cancelled step', () => {
	it('sends nothing more', async () => {
		const { sender, stop } = scriptSender([]);
		stop.abort();
		expect(await sender.send(plan('create'))).toMatchObject({ attempts: 0, doubts: 0, end: 'cancelled' });
	});

	it('ends between two attempts', async () => {
		const { sender } = scriptSender([{ exchange: broken('no-connection', false), cancel: true }]);
		expect(await sender.send(plan('read'))).toMatchObject({ attempts: 1, end: 'cancelled' });
	});

	it('ends as cancelled if its exchange was cancelled', async () => {
		const { sender } = scriptSender([{ exchange: broken('cancelled', true), cancel: true }]);
		expect(await sender.send(plan('read'))).toMatchObject({ attempts: 1, doubts: 0, end: 'cancelled' });
	});

	it('uses a response that arrives nevertheless', async () => {
		const { sender } = scriptSender([{ exchange: responded(404), cancel: true }]);
		expect(await sender.send(plan('create'))).toMatchObject({ status: 404, end: 'final' });
	});

	it.each(['create', 'create-and-mail', 'reveal', 'read-once'] as const)(
		'waits five seconds for the response to a %s, which is in doubt without it',
		async (kind) => {
			const { sender, limits } = scriptSender([{ exchange: broken('cancelled', true), cancel: true }]);
			expect(await sender.send(plan(kind))).toMatchObject({ doubts: 1, isInDoubt: true, end: 'cancelled' });
			expect(limits).toMatchObject([{ graceMs: 5_000 }]);
		},
	);

	it('has no doubt about a creation that could not be sent', async () => {
		const { sender } = scriptSender([{ exchange: broken('cancelled', false), cancel: true }]);
		expect(await sender.send(plan('create'))).toMatchObject({ doubts: 0, end: 'cancelled' });
	});
});
