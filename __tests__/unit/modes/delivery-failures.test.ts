import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { recordEffects } from '../../support/recording-effects.ts';
import { unusableCreation, usableCreation } from '../../support/sample-secrets.ts';
import { deliverCreation } from './deliver-creation.ts';

describe('deliver without a usable link', () => {
	it.each([
		['keys', /no usable keys/],
		['value', /no generated value/],
		['share-domain', /`share_domain` is not a host name/],
	] as const)('saves the receipt and leaves the burn to the end of the job: %s', async (flaw, message) => {
		const { result, effects, cleanupCalls } = deliverCreation({ creation: unusableCreation({ flaw }) });
		await expect(result).rejects.toMatchObject({
			code: 'answer-unusable',
			message: expect.stringMatching(message),
			leftBehind: 'It is burned at the end of the job; nobody has its link.',
		});
		expect(effects.log).toEqual([
			'mask receipt: RECEIPT',
			'remember RECEIPT of v2 for undefined s until undefined',
		]);
		expect(cleanupCalls).toEqual([]);
	});

	it('saves nothing without a receipt', async () => {
		const { result, effects } = deliverCreation({ creation: unusableCreation({ receiptKey: undefined }) });
		await expect(result).rejects.toMatchObject({
			leftBehind: expect.stringMatching(/^A copy of the secret may be/),
		});
		expect(effects.log).toEqual([]);
	});

	it.each([
		[unusableCreation(), 'It is burned at the end of the job; its link may have been mailed.'],
		[unusableCreation({ receiptKey: undefined }), /^The recipient may have been mailed a working link/],
	])('does not say that nobody has a link that may have been mailed', async (creation, leftBehind) => {
		const { result } = deliverCreation({ creation, options: { recipient: 'person@example.com' } });
		await expect(result).rejects.toMatchObject({ leftBehind: expect.stringMatching(leftBehind) });
	});
});

describe('deliver of a link on another host', () => {
	const effects = () => recordEffects(['hunter2']);

	it('burns it if the host repeats a sensitive value, because the log names the host', async () => {
		const creation = usableCreation({ linkHost: 'hunter2.example.com' });
		const { result, effects: recorded, cleanupCalls } = deliverCreation({ creation, effects: effects() });
		await expect(result).rejects.toMatchObject({
			code: 'answer-unusable',
			message: expect.not.stringContaining('hunter2'),
			leftBehind: 'The secret is burned.',
		});
		expect(cleanupCalls).toEqual(['burn RECEIPT']);
		expect(recorded.logged('output')).toEqual([]);
	});

	it('burns it if the host repeats the generated value', async () => {
		const creation = usableCreation({ linkHost: 'made.example.com', generatedValue: 'made' });
		await expect(deliverCreation({ creation }).result).rejects.toMatchObject({ code: 'answer-unusable' });
	});

	it.each([
		[{ linkHost: 'other.example.com' }, {}],
		[{ linkHost: 'hunter2.example.com' }, { shareDomain: 'hunter2.example.com' }],
	])('delivers %j with %j', async (creation, options) => {
		const delivery = deliverCreation({ creation: usableCreation(creation), options, effects: effects() });
		expect(await delivery.result).toMatchObject({ creation });
	});
});

describe('deliver in a cancelled step', () => {
	it('burns at once, within 2 s and with a separate client, and delivers nothing', async () => {
		const { result, effects, calls, cleanupCalls, cleanupLimits } = deliverCreation({
			effects: recordEffects([], () => true),
		});
		await expect(result).rejects.toMatchObject({ code: 'cancelled', leftBehind: 'The secret is burned.' });
		expect([calls, cleanupCalls, cleanupLimits]).toEqual([[], ['burn RECEIPT'], [2_000]]);
		expect(effects.log.slice(-2)).toEqual([
			'remember RECEIPT of v2 for 600 s until 2026-11-23T12:00:00Z',
			'forget receipt',
		]);
	});

	it('also burns a secret without a usable link at once', async () => {
		const cancelled = recordEffects([], () => true);
		const { result, cleanupLimits } = deliverCreation({ creation: unusableCreation(), effects: cancelled });
		await expect(result).rejects.toMatchObject({ code: 'cancelled', leftBehind: 'The secret is burned.' });
		expect(cleanupLimits).toEqual([2_000]);
	});

	it('keeps the receipt for the end of the job when that burn is not confirmed', async () => {
		const burn = new ActionError('deadline-exceeded', 'x');
		const { result, effects } = deliverCreation({ effects: recordEffects([], () => true), burn });
		await expect(result).rejects.toMatchObject({
			leftBehind: expect.stringContaining('The end of the job tries again.'),
		});
		expect(effects.log.at(-1)).toMatch(/^remember RECEIPT/);
	});

	it('also burns if the step is cancelled while the value is read', async () => {
		let isCancelled = false;
		const creation = usableCreation({ generatedValue: undefined });
		const readGeneratedValue = () => {
			isCancelled = true;
			return 'VALUE';
		};
		const effects = recordEffects([], () => isCancelled);
		const { result } = deliverCreation({
			creation,
			script: { readGeneratedValue: [readGeneratedValue] },
			effects,
		});
		await expect(result).rejects.toMatchObject({ code: 'cancelled' });
		expect(effects.logged('output')).toEqual([]);
	});
});

describe('deliver on a full disk', () => {
	it.each(['rememberReceipt', 'output', 'rememberDelivery'] as const)(
		'burns at once, because the end of the job might not know the secret: %s',
		async (effect) => {
			const full = () => {
				throw new ActionError('file-unwritable', 'x', {
					cause: Object.assign(new Error(), { code: 'ENOSPC' }),
				});
			};
			const { result, cleanupCalls, cleanupLimits } = deliverCreation({
				effects: { ...recordEffects(), [effect]: full },
			});
			await expect(result).rejects.toMatchObject({
				code: 'file-unwritable',
				message: 'A file of the step could not be written (ENOSPC) after host had created the secret.',
				leftBehind: 'The secret is burned.',
			});
			expect([cleanupCalls, cleanupLimits]).toEqual([['burn RECEIPT'], [10_000]]);
		},
	);

	it('names the cause of a plain system error too', async () => {
		const output = () => {
			throw Object.assign(new Error('full'), { code: 'EDQUOT' });
		};
		const { result } = deliverCreation({ effects: { ...recordEffects(), output } });
		await expect(result).rejects.toMatchObject({ message: expect.stringContaining('EDQUOT') });
	});
});
