import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { pollDelayMs, startWait, type Wait } from '../../../src/modes/waiting.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';

function begin(lengthMs: number) {
	const effects = recordEffects();
	const { deps, now } = modeDeps(scriptService({}).service, effects);
	return { wait: startWait('for it', lengthMs, deps), effects, now };
}

/** Looks until the wait is over, and tells when it looked. */
async function lookOn(
	{ wait, now }: { wait: Wait; now: () => number },
	error?: ActionError,
): Promise<number[]> {
	const times: number[] = [];
	while (!(await wait.next(error)).isOver) times.push(now());
	return times;
}

const failure = (code: ErrorCode, retryAfterMs?: number) => new ActionError(code, 'x.', { retryAfterMs });

describe('pollDelayMs', () => {
	it('begins with 2 seconds and grows by half up to 15', () => {
		expect([1, 2, 3, 4, 5, 6, 7, 50].map((look) => pollDelayMs(look, 0))).toEqual([
			2_000, 3_000, 4_500, 6_750, 10_125, 15_000, 15_000, 15_000,
		]);
	});

	it('leaves up to a fifth of it to chance', () => {
		expect(pollDelayMs(1, 1)).toBe(1_600);
		expect(pollDelayMs(9, 0.5)).toBe(13_500);
	});
});

describe('startWait', () => {
	it('is over at once, without a word, where there is nothing to wait for', async () => {
		const { wait, effects } = begin(0);
		const error = failure('rate-limited', 600_000);
		expect(wait.pollLimitMs()).toBe(Number.POSITIVE_INFINITY);
		expect(await wait.next(error)).toEqual({ isOver: true, error });
		expect(effects.log).toEqual([]);
	});

	it('says how long it is going to wait', () => {
		expect(begin(90_000).effects.log).toEqual(['info Waiting up to 1 minute 30 seconds for it.']);
	});

	it('puts the last look on the end of the wait', async () => {
		const started = begin(6_000);
		expect(await lookOn(started)).toEqual([2_000, 5_000, 6_000]);
		expect(started.wait.elapsedMs()).toBe(6_000);
	});

	it('speaks about every 30 seconds, with time passed and left, and not at the end', async () => {
		const started = begin(75_000);
		await lookOn(started);
		expect(started.effects.log.slice(1)).toEqual([
			'info Still waiting for it: 41 seconds passed, 34 seconds left.',
			'info Still waiting for it: 1 minute 11 seconds passed, 4 seconds left.',
		]);
	});

	it('can be shortened, but not made longer', async () => {
		const started = begin(60_000);
		started.wait.shorten(3_000);
		started.wait.shorten(50_000);
		await lookOn(started);
		expect(started.now()).toBe(3_000);
	});

	it('gives each look what is left of the wait, but five seconds at least', async () => {
		const { wait } = begin(6_000);
		expect(wait.pollLimitMs()).toBe(6_000);
		await wait.next(undefined);
		expect(wait.pollLimitMs()).toBe(5_000);
	});

	it.each(['credentials-rejected', 'account-required', 'cancelled'] as const)(
		'is over after %s',
		async (code) => {
			const { wait, now } = begin(60_000);
			const error = failure(code);
			expect(await wait.next(error)).toEqual({ isOver: true, error });
			expect(now()).toBe(0);
		},
	);

	it('goes on after any other error', async () => {
		expect(await lookOn(begin(4_000), failure('tls-failed'))).toEqual([2_000, 4_000]);
	});

	it('waits as long as the server asks, but no shorter than it would have', async () => {
		const { wait, now } = begin(600_000);
		await wait.next(failure('rate-limited', 90_000));
		expect(now()).toBe(90_000);
		await wait.next(failure('rate-limited', 1_000));
		expect(now()).toBe(93_000);
	});

	it('is over at once, and says so, when the server asks for more than what is left', async () => {
		const { wait, now } = begin(60_000);
		const over = await wait.next(failure('rate-limited', 600_000));
		expect(over).toMatchObject({
			isOver: true,
			error: { code: 'rate-limited', message: 'x. That is after the end of `wait`.' },
		});
		expect(now()).toBe(0);
	});

	it('still looks when the server asks for just what is left', async () => {
		expect(await lookOn(begin(60_000), failure('rate-limited', 60_000))).toEqual([60_000]);
	});
});
