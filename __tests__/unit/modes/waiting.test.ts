import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { pollDelayMs, startWait, type Wait } from '../../../src/modes/waiting.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';

function start(lengthMs: number) {
	const effects = recordEffects();
	const { deps, now } = modeDeps(scriptService({}).service, effects);
	return { wait: startWait('for it', lengthMs, deps), effects, now };
}

/** Polls until the wait is over, and returns the time of each poll in milliseconds. */
async function pollUntilOver(
	{ wait, now }: { wait: Wait; now: () => number },
	error?: ActionError,
): Promise<number[]> {
	const times: number[] = [];
	while (!(await wait.next(error)).isOver) times.push(now());
	return times;
}

const failure = (code: ErrorCode, retryAfterMs?: number) => new ActionError(code, 'x.', { retryAfterMs });

describe('pollDelayMs', () => {
	it('starts at 2 seconds and grows by half up to 15', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 50].map((poll) => pollDelayMs(poll, 0))).toEqual([
			2_000, 3_000, 4_500, 6_750, 10_125, 15_000, 15_000, 15_000,
		]);
	});

	it('is reduced by a random share of up to a fifth', () => {
		expect(pollDelayMs(1, 1)).toBe(1_600);
		expect(pollDelayMs(9, 0.5)).toBe(13_500);
	});
});

describe('startWait', () => {
	it('is over after one poll, without logging, if its length is 0', async () => {
		const { wait, effects } = start(0);
		const error = failure('rate-limited', 600_000);
		expect(wait.pollLimitMs()).toBe(Number.POSITIVE_INFINITY);
		expect(await wait.next(error)).toEqual({ isOver: true, error });
		expect(effects.log).toEqual([]);
	});

	it('logs how long it waits at most', () => {
		expect(start(90_000).effects.log).toEqual(['info Waiting up to 1 minute 30 seconds for it.']);
	});

	it('polls for the last time at the end of the wait', async () => {
		const started = start(6_000);
		expect(await pollUntilOver(started)).toEqual([2_000, 5_000, 6_000]);
		expect(started.wait.elapsedMs()).toBe(6_000);
	});

	it('logs the time elapsed and left about every 30 seconds, but not at the end', async () => {
		const started = start(75_000);
		await pollUntilOver(started);
		expect(started.effects.log.slice(1)).toEqual([
			'info Still waiting for it: 41 seconds passed, 34 seconds left.',
			'info Still waiting for it: 1 minute 11 seconds passed, 4 seconds left.',
		]);
	});

	it('can be shortened, but not extended', async () => {
		const started = start(60_000);
		started.wait.shorten(3_000);
		started.wait.shorten(50_000);
		await pollUntilOver(started);
		expect(started.now()).toBe(3_000);
	});

	it('limits each poll to what is left of the wait, but at least to five seconds', async () => {
		const { wait } = start(6_000);
		expect(wait.pollLimitMs()).toBe(6_000);
		await wait.next(undefined);
		expect(wait.pollLimitMs()).toBe(5_000);
	});

	it.each(['credentials-rejected', 'account-required', 'cancelled'] as const)(
		'is over after %s',
		async (code) => {
			const { wait, now } = start(60_000);
			const error = failure(code);
			expect(await wait.next(error)).toEqual({ isOver: true, error });
			expect(now()).toBe(0);
		},
	);

	it('continues after any other error', async () => {
		expect(await pollUntilOver(start(4_000), failure('tls-failed'))).toEqual([2_000, 4_000]);
	});

	it('waits as long as the server asks, but never less than its own delay', async () => {
		const { wait, now } = start(600_000);
		await wait.next(failure('rate-limited', 90_000));
		expect(now()).toBe(90_000);
		await wait.next(failure('rate-limited', 1_000));
		expect(now()).toBe(93_000);
	});

	it('is over at once, and says so, if the server asks for a longer delay than what is left', async () => {
		const { wait, now } = start(60_000);
		const over = await wait.next(failure('rate-limited', 600_000));
		expect(over).toMatchObject({
			isOver: true,
			error: { code: 'rate-limited', message: 'x. That is after the end of `wait`.' },
		});
		expect(now()).toBe(0);
	});

	it('polls once more if the server asks for exactly what is left', async () => {
		expect(await pollUntilOver(start(60_000), failure('rate-limited', 60_000))).toEqual([60_000]);
	});
});
