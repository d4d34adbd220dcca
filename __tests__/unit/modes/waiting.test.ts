import { describe, expect, it } from 'vitest';
import { beginWait, pauseMs } from '../../../src/modes/waiting.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

function wait(lengthMs: number) {
	const effects = recordEffects();
	const { parts, now } = modeParts(scriptService({}).service, effects);
	return { wait: beginWait('for it', lengthMs, parts.clock, effects), effects, now };
}

describe('pauseMs', () => {
	it('begins with 2 seconds and grows by half up to 15', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 50].map((look) => pauseMs(look, 0))).toEqual([
			2_000, 3_000, 4_500, 6_750, 10_125, 15_000, 15_000, 15_000,
		]);
	});

	it('leaves up to a fifth of it to chance', () => {
		expect(pauseMs(1, 1)).toBe(1_600);
		expect(pauseMs(9, 0.5)).toBe(13_500);
	});
});

describe('beginWait', () => {
	it('is over at once, without a word, where there is nothing to wait for', async () => {
		const { wait: none, effects } = wait(0);
		expect(none.lookLimitMs()).toBe(Number.POSITIVE_INFINITY);
		expect(await none.next()).toBe(false);
		expect(effects.log).toEqual([]);
	});

	it('says how long it is going to wait', () => {
		expect(wait(90_000).effects.log).toEqual(['line Waiting up to 90 s for it.']);
	});

	it('puts the last look on the end of the wait', async () => {
		const { wait: short, now } = wait(6_000);
		const times: number[] = [];
		while (await short.next()) times.push(now());
		expect(times).toEqual([2_000, 5_000, 6_000]);
		expect(short.passedMs()).toBe(6_000);
	});

	it('speaks about every 30 seconds, with time passed and left, and not at the end', async () => {
		const { wait: long, effects } = wait(75_000);
		while (await long.next());
		expect(effects.log.slice(1)).toEqual([
			'line Still waiting for it: 41 s passed, 34 s left.',
			'line Still waiting for it: 71 s passed, 4 s left.',
		]);
	});

	it('can be shortened, but not made longer', async () => {
		const { wait: shortened, now } = wait(60_000);
		shortened.shorten(3_000);
		shortened.shorten(50_000);
		while (await shortened.next());
		expect(now()).toBe(3_000);
	});

	it('gives each look what is left of the wait, but five seconds at the least', async () => {
		const { wait: limited } = wait(6_000);
		expect(limited.lookLimitMs()).toBe(6_000);
		await limited.next();
		expect(limited.lookLimitMs()).toBe(5_000);
	});
});
