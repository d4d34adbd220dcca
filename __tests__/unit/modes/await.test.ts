import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { awaitOpened } from '../../../src/modes/await.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';
import { RECEIPT, receiptLook } from '../../support/sample-secrets.ts';

const stillNew = (secretTtlSeconds?: number) => receiptLook('new', { secretTtlSeconds });
const failure = (code: ErrorCode, retryAfterMs?: number) => new ActionError(code, 'x.', { retryAfterMs });

function run(waitMs: number, looks: readonly unknown[]) {
	const { service, calls } = scriptService({ lookUp: looks });
	const effects = recordEffects();
	const { deps, now, limits } = modeDeps(service, effects);
	const result = awaitOpened({ mode: 'await', receipt: RECEIPT, waitMs }, deps);
	return { result, effects, calls, now, limits };
}

describe('awaitOpened', () => {
	it('polls once without a wait, and says that nobody has opened the link yet', async () => {
		const { result, calls } = run(0, [stillNew(600)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: 'Nobody has opened the link yet (host).',
			leftBehind: 'The link still works.',
		});
		expect(calls).toEqual(['lookUp RECEIPT']);
	});

	it('returns when the recipient has opened the link', async () => {
		const { result, effects, calls } = run(60_000, [stillNew(600), stillNew(600), receiptLook('opened')]);
		expect(await result).toEqual([['State', 'opened']]);
		expect(calls).toEqual(['lookUp RECEIPT', 'lookUp RECEIPT', 'lookUp RECEIPT']);
		expect(effects.log).toEqual([
			'info Waiting up to 1 minute for the recipient to open the link.',
			'output state=opened',
			'info host: the link was opened; seen after 5 seconds.',
		]);
	});

	it('says when the link was opened, if the server does', async () => {
		const { result, effects } = run(0, [receiptLook('opened', { openedAt: '2026-11-23T12:00:00Z' })]);
		expect(await result).toEqual([
			['State', 'opened'],
			['Opened', '2026-11-23T12:00:00Z'],
		]);
		expect(effects.log).toEqual([
			'output state=opened',
			'output opened-at=2026-11-23T12:00:00Z',
			'info host: the link was opened at 2026-11-23T12:00:00Z; seen after 0 seconds.',
		]);
	});

	it.each([
		['burned', /was burned before anybody opened it/, /Make a new link/],
		['expired', /expired before anybody opened it/, /longer `ttl`/],
		['unknown', /knows no such receipt/, /another region or server/],
	] as const)('fails at once if the link is %s, with matching advice', async (state, message, advice) => {
		const { result, effects, calls } = run(60_000, [receiptLook(state)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: expect.stringMatching(message),
			advice: expect.stringMatching(advice),
			leftBehind: '',
		});
		expect(calls).toHaveLength(1);
		expect(effects.log.at(-1)).toBe(`output state=${state}`);
	});

	it('fails after the wait, and says that the link still works', async () => {
		const { result, effects, now } = run(10_000, [stillNew(600)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: 'Nobody opened the link within 10 seconds (host).',
			leftBehind: 'The link still works.',
			advice: expect.stringContaining('`wait`'),
		});
		expect(effects.log.at(-1)).toBe('output state=new');
		expect(now()).toBe(10_000);
	});

	it('ends when the link expires, and says so instead of naming the wait', async () => {
		const { result, effects, now } = run(600_000, [stillNew(20), stillNew(15), stillNew(1)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: expect.stringMatching(/expired/),
			leftBehind: '',
		});
		expect(effects.log.at(-1)).toBe('output state=expired');
		expect(now()).toBeLessThanOrEqual(22_000);
	});

	it('keeps polling after failures until the wait is over', async () => {
		const { result, calls } = run(60_000, [
			failure('unreachable'),
			stillNew(),
			failure('answer-unusable'),
			receiptLook('opened'),
		]);
		await result;
		expect(calls).toHaveLength(4);
	});

	it('throws the error of the last poll, and sets no state if no poll succeeded', async () => {
		const never = run(3_000, [failure('unreachable')]);
		await expect(never.result).rejects.toMatchObject({ code: 'unreachable' });
		expect(never.effects.logged('output')).toEqual([]);
		const once = run(3_000, [stillNew(), failure('unreachable')]);
		await expect(once.result).rejects.toMatchObject({ code: 'unreachable' });
		expect(once.effects.log.at(-1)).toBe('output state=new');
	});

	it.each(['credentials-rejected', 'cancelled'] as const)('does not wait after %s', async (code) => {
		const { result, calls } = run(60_000, [failure(code)]);
		await expect(result).rejects.toMatchObject({ code });
		expect(calls).toHaveLength(1);
	});

	it('does not poll again sooner than the server asked', async () => {
		const { result, now } = run(600_000, [failure('rate-limited', 120_000), receiptLook('opened')]);
		await result;
		expect(now()).toBe(120_000);
	});

	it('fails at once, and says so, if the server asks for a longer delay than the wait has left', async () => {
		const { result, calls, now } = run(60_000, [failure('rate-limited', 600_000)]);
		await expect(result).rejects.toMatchObject({
			code: 'rate-limited',
			message: 'x. That is after the end of `wait`.',
		});
		expect([calls.length, now()]).toEqual([1, 0]);
	});

	it('sets the last state if the step is cancelled between two polls', async () => {
		const { service } = scriptService({ lookUp: [failure('unreachable'), stillNew(600)] });
		let sleeps = 0;
		const effects = recordEffects([], () => sleeps === 2);
		const { deps } = modeDeps(service, effects, { onSleep: () => void sleeps++ });
		await expect(
			awaitOpened({ mode: 'await', receipt: RECEIPT, waitMs: 60_000 }, deps),
		).rejects.toMatchObject({
			code: 'cancelled',
			leftBehind: 'The link may still work.',
		});
		expect(effects.log.at(-1)).toBe('output state=new');
	});

	it('sets no state if the step is cancelled before any poll has succeeded', async () => {
		const { service } = scriptService({ lookUp: [failure('unreachable')] });
		let isCancelled = false;
		const effects = recordEffects([], () => isCancelled);
		const onSleep = () => {
			isCancelled = true;
		};
		const { deps } = modeDeps(service, effects, { onSleep });
		const request = { mode: 'await', receipt: RECEIPT, waitMs: 60_000 } as const;
		await expect(awaitOpened(request, deps)).rejects.toMatchObject({ code: 'cancelled' });
		expect(effects.logged('output')).toEqual([]);
	});

	it('limits each poll to what is left of the wait', async () => {
		const { result, limits } = run(8_000, [stillNew(600)]);
		await expect(result).rejects.toMatchObject({ code: 'not-opened' });
		expect(limits).toEqual([8_000, 6_000, 5_000, 5_000]);
	});

	it('rethrows a bug instead of reporting a failure of the service', async () => {
		await expect(run(60_000, [new TypeError('bug')]).result).rejects.toThrow(TypeError);
	});

	it('withholds plaintext from the receipt, but does not mask it', async () => {
		const { result, effects } = run(60_000, [
			receiptLook('new', { plaintext: ['e'] }),
			receiptLook('opened'),
		]);
		await result;
		expect(effects.logged('withhold')).toEqual(['e']);
		expect(effects.logged('mask')).toEqual([]);
	});
});
