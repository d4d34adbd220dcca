import { describe, expect, it } from 'vitest';
import { realClock } from '../../../src/http/clock.ts';

describe('realClock', () => {
	it('never runs backwards', () => {
		const first = realClock.monotonicMs();
		expect(realClock.monotonicMs()).toBeGreaterThanOrEqual(first);
	});

	it('knows the time of day', () => {
		expect(new Date(realClock.wallMs()).getUTCFullYear()).toBeGreaterThanOrEqual(2026);
	});

	it('gives a random number from 0 to below 1', () => {
		const chance = realClock.random();
		expect(chance >= 0 && chance < 1).toBe(true);
	});

	it('sleeps until the time is over', async () => {
		const order: string[] = [];
		const sleep = realClock.sleep(1, new AbortController().signal).then(() => order.push('awake'));
		order.push('asleep');
		await sleep;
		expect(order).toEqual(['asleep', 'awake']);
	});

	it('wakes at once when the signal is aborted, even if that was before', async () => {
		const stop = new AbortController();
		const sleep = realClock.sleep(3_600_000, stop.signal);
		stop.abort();
		await sleep;
		await realClock.sleep(3_600_000, stop.signal);
		expect(stop.signal.aborted).toBe(true);
	});
});
