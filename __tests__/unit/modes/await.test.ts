import { describe, expect, it } from 'vitest';
import { ActionError, type ErrorCode } from '../../../src/errors.ts';
import { awaitOpening } from '../../../src/modes/await.ts';
import type { ReceiptKey, ReceiptLook, SecretState } from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const receipt = 'RECEIPT' as ReceiptKey;
const look = (state: SecretState, secretTtlSeconds?: number, spilledValues: string[] = []): ReceiptLook => ({
	state,
	secretTtlSeconds,
	spilledValues,
});
const fault = (code: ErrorCode) => new ActionError(code, 'x');

function run(waitMs: number, looks: readonly unknown[]) {
	const { service, calls } = scriptService({ lookUp: looks });
	const effects = recordEffects();
	const { parts, now } = modeParts(service, effects);
	return { result: awaitOpening({ receipt, waitMs }, parts), effects, calls, now };
}

describe('awaitOpening', () => {
	it('returns when the recipient has opened the link', async () => {
		const { result, effects, calls } = run(60_000, [look('new', 600), look('new', 600), look('opened')]);
		expect(await result).toEqual([['State', 'opened']]);
		expect(calls).toHaveLength(3);
		expect(effects.log).toEqual([
			'line Waiting up to 60 s for the recipient to open the link.',
			'output state=opened',
			'line The link was opened at host; seen after 5 s.',
		]);
	});

	it.each([
		['burned', /was burned/],
		['expired', /not opened before it expired/],
		['unknown', /knows no such receipt/],
	] as const)('fails at once when the link is %s', async (state, message) => {
		const { result, effects, calls } = run(60_000, [look(state)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: expect.stringMatching(message),
		});
		expect(calls).toHaveLength(1);
		expect(effects.log.at(-1)).toBe(`output state=${state}`);
	});

	it('fails when the wait is over, and says that the link still works', async () => {
		const { result, effects, now } = run(10_000, [look('new', 600)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: expect.stringMatching(/within 10 s/),
			alive: 'The link still works.',
		});
		expect(effects.log.at(-1)).toBe('output state=new');
		expect(now()).toBe(10_000);
	});

	it("ends with the link's own life, and says so instead of naming the wait", async () => {
		const { result, effects, now } = run(600_000, [look('new', 20), look('new', 15), look('new', 1)]);
		await expect(result).rejects.toMatchObject({
			code: 'not-opened',
			message: expect.stringMatching(/lifetime of the link is over/),
			alive: '',
		});
		expect(effects.log.at(-1)).toBe('output state=expired');
		expect(now()).toBeLessThanOrEqual(22_000);
	});

	it('survives faults as long as the wait lasts', async () => {
		const { result, calls } = run(60_000, [
			fault('unreachable'),
			look('new'),
			fault('answer-unusable'),
			look('opened'),
		]);
		await result;
		expect(calls).toHaveLength(4);
	});

	it('throws what the last look met, and keeps the state unset if no look succeeded', async () => {
		const never = run(3_000, [fault('unreachable')]);
		await expect(never.result).rejects.toMatchObject({ code: 'unreachable' });
		expect(never.effects.log.join()).not.toContain('output');
		const once = run(3_000, [look('new'), fault('unreachable')]);
		await expect(once.result).rejects.toMatchObject({ code: 'unreachable' });
		expect(once.effects.log.at(-1)).toBe('output state=new');
	});

	it.each(['credentials-rejected', 'cancelled'] as const)('does not wait after %s', async (code) => {
		const { result, calls } = run(60_000, [fault(code)]);
		await expect(result).rejects.toMatchObject({ code });
		expect(calls).toHaveLength(1);
	});

	it('hands on the last state when it is told to stop between two looks', async () => {
		const { service } = scriptService({ lookUp: [look('new', 600)] });
		let isStopped = false;
		const effects = recordEffects([], () => isStopped);
		const { parts } = modeParts(service, effects, () => {
			isStopped = true;
		});
		await expect(awaitOpening({ receipt, waitMs: 60_000 }, parts)).rejects.toMatchObject({
			code: 'cancelled',
			alive: 'The link may still work.',
		});
		expect(effects.log.at(-1)).toBe('output state=new');
	});

	it('does not take a fault of its own for one of the service', async () => {
		await expect(run(60_000, [new TypeError('bug')]).result).rejects.toThrow(TypeError);
	});

	it('masks a plaintext that an old server puts into the receipt, and drops it', async () => {
		const { result, effects } = run(60_000, [look('new', 600, ['plain']), look('opened')]);
		await result;
		expect(effects.log[1]).toBe('hide value: plain');
		expect(effects.log.filter((line) => line.includes('plain'))).toHaveLength(1);
	});
});
