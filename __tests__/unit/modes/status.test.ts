import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { status } from '../../../src/modes/status.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';

function run(waitMs: number, words: readonly unknown[], { isGuest = true, masked = [] as string[] } = {}) {
	const { service, calls } = scriptService({ checkStatus: words }, { isGuest });
	const effects = recordEffects(masked);
	const { deps, limits, now } = modeDeps(service, effects);
	return { result: status({ mode: 'status', waitMs }, deps), effects, calls, limits, now };
}
const failure = (code: ErrorCode, retryAfterMs?: number) => new ActionError(code, 'x.', { retryAfterMs });

describe('status', () => {
	it('checks once and says that the service is up', async () => {
		const { result, effects, limits } = run(0, ['nominal']);
		expect(await result).toEqual([['Status', 'nominal']]);
		expect(effects.log).toEqual(['output status=nominal', 'info host is up (status: nominal).']);
		expect(limits).toEqual([Number.POSITIVE_INFINITY]);
	});

	it('says that the credentials were accepted', async () => {
		const { result, effects } = run(0, ['nominal'], { isGuest: false });
		await result;
		expect(effects.log.at(-1)).toBe('info host is up (status: nominal) and accepts the credentials.');
	});

	it.each([
		['degraded', 'degraded', 'not-nominal'],
		['unrecognized', 'unrecognized', 'not-nominal'],
		[failure('unreachable'), 'unavailable', 'unreachable'],
		[failure('credentials-rejected'), 'unauthorized', 'credentials-rejected'],
	])('sets the status before it fails: %s', async (said, output, code) => {
		const { result, effects } = run(0, [said]);
		await expect(result).rejects.toMatchObject({ code });
		expect(effects.log).toEqual([`output status=${output}`]);
	});

	it('waits through other statuses and failures until the service is nominal', async () => {
		const words = ['degraded', failure('unreachable'), failure('tls-failed'), 'nominal'];
		const { result, effects, calls } = run(60_000, words);
		await result;
		expect(calls).toHaveLength(4);
		expect(effects.log.at(-1)).toBe('info host is up (status: nominal) after 10 seconds.');
		expect(effects.logged('output')).toEqual(['status=nominal']);
	});

	it('fails with the last status when the wait is over', async () => {
		const { result, effects, calls } = run(6_000, ['degraded', failure('unreachable'), 'starting']);
		await expect(result).rejects.toMatchObject({
			code: 'not-nominal',
			message: expect.stringContaining('`starting`'),
		});
		expect(calls).toHaveLength(4);
		expect(effects.log.at(-1)).toBe('output status=starting');
	});

	it('ends the wait at once if the credentials are rejected, with the status `unauthorized`', async () => {
		const { result, effects, calls } = run(60_000, [failure('credentials-rejected')]);
		await expect(result).rejects.toMatchObject({ code: 'credentials-rejected' });
		expect(calls).toHaveLength(1);
		expect(effects.logged('output')).toEqual(['status=unauthorized']);
	});

	it.each(['account-required', 'cancelled'] as const)('does not wait after %s', async (code) => {
		const { result, calls } = run(60_000, [failure(code)]);
		await expect(result).rejects.toMatchObject({ code });
		expect(calls).toHaveLength(1);
	});

	it('does not poll again sooner than the server asked, and says if that is after the end', async () => {
		const later = run(600_000, [failure('rate-limited', 100_000), 'nominal']);
		await later.result;
		expect(later.now()).toBe(100_000);
		const never = run(60_000, [failure('rate-limited', 600_000)]);
		await expect(never.result).rejects.toMatchObject({
			message: expect.stringContaining('after the end of `wait`'),
		});
		expect(never.calls).toHaveLength(1);
	});

	it('sets the last status if the step is cancelled between two polls', async () => {
		const { service } = scriptService({ checkStatus: ['degraded'] });
		let isCancelled = false;
		const effects = recordEffects([], () => isCancelled);
		const onSleep = () => {
			isCancelled = true;
		};
		const { deps } = modeDeps(service, effects, { onSleep });
		const result = status({ mode: 'status', waitMs: 60_000 }, deps);
		await expect(result).rejects.toMatchObject({ code: 'cancelled' });
		expect(effects.log.at(-1)).toBe('output status=degraded');
	});

	it('rethrows a bug instead of reporting a failure of the service', async () => {
		const { result, effects } = run(60_000, [new TypeError('bug')]);
		await expect(result).rejects.toThrow(TypeError);
		expect(effects.logged('output')).toEqual([]);
	});

	it('does not set a masked value as the status', async () => {
		const { result, effects } = run(0, ['my-token'], { masked: ['token'] });
		await expect(result).rejects.toMatchObject({ code: 'not-nominal' });
		expect(effects.log).toEqual(['output status=unrecognized']);
	});
});
