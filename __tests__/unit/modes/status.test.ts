import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { checkGate } from '../../../src/modes/status.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

function run(waitMs: number, words: readonly unknown[], masked: string[] = []) {
	const { service, calls } = scriptService({ checkStatus: words });
	const effects = recordEffects(masked);
	const { parts, limits } = modeParts(service, effects);
	return { result: checkGate({ waitMs }, parts), effects, calls, limits };
}
const fault = (code: ErrorCode) => new ActionError(code, 'x');

describe('checkGate', () => {
	it('asks once and says that the service is nominal', async () => {
		const { result, effects, limits } = run(0, ['nominal']);
		expect(await result).toEqual([['Status', 'nominal']]);
		expect(effects.log).toEqual(['output status=nominal', 'line host is nominal.']);
		expect(limits).toEqual([Number.POSITIVE_INFINITY]);
	});

	it.each([
		['degraded', 'degraded', 'not-nominal'],
		['unrecognised', 'unrecognised', 'not-nominal'],
		[fault('unreachable'), 'unavailable', 'unreachable'],
	])('sets the status before it fails: %s', async (word, output, code) => {
		const { result, effects } = run(0, [word]);
		await expect(result).rejects.toMatchObject({ code });
		expect(effects.log).toEqual([`output status=${output}`]);
	});

	it('waits through bad words and faults until the service is nominal', async () => {
		const { result, effects, calls } = run(60_000, [
			'degraded',
			fault('unreachable'),
			fault('tls-failed'),
			'nominal',
		]);
		await result;
		expect(calls).toHaveLength(4);
		expect(effects.log.at(-1)).toBe('line host is nominal after 10 s.');
		expect(effects.log.filter((line) => line.startsWith('output'))).toEqual(['output status=nominal']);
	});

	it('fails with the last word when the wait is over', async () => {
		const { result, effects, calls } = run(6_000, ['degraded', fault('unreachable'), 'starting']);
		await expect(result).rejects.toMatchObject({
			code: 'not-nominal',
			message: expect.stringContaining('`starting`'),
		});
		expect(calls).toHaveLength(4);
		expect(effects.log.at(-1)).toBe('output status=starting');
	});

	it.each(['credentials-rejected', 'account-required', 'cancelled'] as const)(
		'does not wait after %s',
		async (code) => {
			const { result, calls } = run(60_000, [fault(code)]);
			await expect(result).rejects.toMatchObject({ code });
			expect(calls).toHaveLength(1);
		},
	);

	it('hands on the last word when it is told to stop between two looks', async () => {
		const { service } = scriptService({ checkStatus: ['degraded'] });
		let isStopped = false;
		const effects = recordEffects([], () => isStopped);
		const { parts } = modeParts(service, effects, () => {
			isStopped = true;
		});
		await expect(checkGate({ waitMs: 60_000 }, parts)).rejects.toMatchObject({ code: 'cancelled' });
		expect(effects.log.at(-1)).toBe('output status=degraded');
	});

	it('does not take a fault of its own for one of the service', async () => {
		const { result, effects } = run(60_000, [new TypeError('bug')]);
		await expect(result).rejects.toThrow(TypeError);
		expect(effects.log).toEqual(['line Waiting up to 60 s for the service to become nominal.']);
	});

	it('does not put a masked value into the status', async () => {
		const { result, effects } = run(0, ['my-token'], ['token']);
		await expect(result).rejects.toMatchObject({ code: 'not-nominal' });
		expect(effects.log).toEqual(['output status=unrecognised']);
	});
});
