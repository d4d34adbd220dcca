import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { generate } from '../../../src/modes/generate.ts';
import { type ShareRequest, share } from '../../../src/modes/share.ts';
import type {
	BurnAnswer,
	Creation,
	ReceiptKey,
	ReceiptLook,
	SecretKey,
	SecretState,
} from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const request: ShareRequest = {
	value: 'v',
	ttlSeconds: undefined,
	ttlUnit: undefined,
	passphrase: 'p',
	recipient: 'person@example.com',
	maskLink: true,
};
const made: Creation = {
	usable: true,
	secretKey: 'KEY' as SecretKey,
	receiptKey: 'RECEIPT' as ReceiptKey,
	link: 'https://host/secret/KEY',
	ttlSeconds: undefined,
	expiresAt: '2026-11-23T12:00:00Z',
	doubts: 0,
	namesRecipient: false,
	generatedValue: '',
};
const look = (state: SecretState): ReceiptLook => ({ state, secretTtlSeconds: undefined, spilledValues: [] });

function run(creation: Creation, answer: BurnAnswer | ActionError, seen: ReceiptLook) {
	const { service, calls } = scriptService({
		checkStatus: ['nominal'],
		share: [creation],
		burn: [answer],
		lookUp: [seen],
	});
	const effects = recordEffects();
	return { result: share(request, modeParts(service, effects).parts), effects, calls };
}

describe('share on a full disk', () => {
	const full = () => {
		throw Object.assign(new Error('full'), { code: 'ENOSPC' });
	};

	it.each(['rememberReceipt', 'output', 'rememberHandedOn'] as const)(
		'burns at once what the end of the job might not know of: %s',
		async (effect) => {
			const { service, calls } = scriptService({
				checkStatus: ['nominal'],
				share: [{ ...made, namesRecipient: true }],
				burn: ['accepted'],
				lookUp: [look('burned')],
			});
			const effects = recordEffects();
			// The status is written before the disk is full.
			const output = (name: string, value: string) =>
				name === 'status' ? effects.output(name, value) : full();
			const parts = modeParts(service, { ...effects, [effect]: effect === 'output' ? output : full }).parts;
			await expect(share(request, parts)).rejects.toMatchObject({
				code: 'file-unwritable',
				message: expect.stringContaining('ENOSPC'),
				alive: 'The secret is burned.',
			});
			expect(calls.at(-1)).toBe('lookUp RECEIPT');
		},
	);

	it('names the cause of a value file that could not be written', async () => {
		const creation: Creation = { ...made, namesRecipient: true, generatedValue: 'VALUE' };
		const { service } = scriptService({
			checkStatus: ['nominal'],
			generate: [creation],
			burn: ['accepted'],
			lookUp: [look('burned')],
		});
		const cause = Object.assign(new Error('full'), { code: 'ENOSPC' });
		const write = () => {
			throw new ActionError('file-unwritable', 'x', { cause });
		};
		const effects = { ...recordEffects(), claimFile: () => ({ write, remove: () => undefined }) };
		const result = generate(
			{ ...request, length: undefined, valueFile: 'value' },
			modeParts(service, effects).parts,
		);
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			message: expect.stringContaining('ENOSPC'),
		});
	});
});

describe('share with a recipient', () => {
	it('hands the link on when the server says that it mails the recipient', async () => {
		const { result, effects, calls } = run({ ...made, namesRecipient: true }, 'accepted', look('new'));
		expect(await result).toContainEqual(['Recipient', 'yes']);
		expect(calls).toEqual(['checkStatus', 'share']);
		expect(effects.log).toContain(
			'line host is nominal and keeps the secret, locked with the passphrase, and mails its link to the recipient.',
		);
	});

	it('burns the secret at once when the server dropped the recipient, and hands nothing on', async () => {
		const { result, effects, calls } = run(made, 'accepted', look('burned'));
		await expect(result).rejects.toMatchObject({ code: 'recipient-dropped', alive: 'The secret is burned.' });
		expect(calls).toEqual(['checkStatus', 'share', 'burn RECEIPT p', 'lookUp RECEIPT']);
		expect(effects.log.at(-1)).toBe('forget receipt');
		expect(effects.log.join('\n')).not.toContain('output link');
	});

	it('keeps the receipt for the end of the job when the secret could not be burned, and says what lives until when', async () => {
		const lives = run(made, 'refused', look('new'));
		await expect(lives.result).rejects.toMatchObject({
			code: 'recipient-dropped',
			alive: 'The secret could not be burned and may live until 2026-11-23T12:00:00Z.',
		});
		expect(lives.effects.log.at(-1)).toBe('remember RECEIPT until 2026-11-23T12:00:00Z');
		const unsure = run({ ...made, expiresAt: undefined }, new ActionError('unreachable', 'x'), look('new'));
		await expect(unsure.result).rejects.toMatchObject({
			code: 'recipient-dropped',
			alive: 'The secret could not be burned and may live.',
		});
	});
});
