import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { recordEffects } from '../../support/recording-effects.ts';
import { usableCreation } from '../../support/sample-secrets.ts';
import { deliverCreation } from './deliver-creation.ts';

describe('deliver', () => {
	it('masks, saves, and sets the outputs, those of the mode first', async () => {
		const { result, effects } = deliverCreation({ creation: usableCreation({ generatedValue: 'VALUE' }) });
		expect(await result).toMatchObject({ creation: { link: 'https://host/secret/KEY' }, value: 'VALUE' });
		expect(effects.log).toEqual([
			'mask generated value: VALUE (Use a file.)',
			'mask receipt: RECEIPT',
			'mask link: https://host/secret/KEY',
			'mask key of the link: KEY',
			'remember RECEIPT of v2 for 600 s until 2026-11-23T12:00:00Z',
			'output value=VALUE',
			'output link=https://host/secret/KEY',
			'output receipt=RECEIPT',
			'output ttl=600',
			'output expires-at=2026-11-23T12:00:00Z',
			'remember delivery',
		]);
	});

	it('sets no output for what the server does not return', async () => {
		const { result, effects } = deliverCreation({
			creation: usableCreation({ ttlSeconds: undefined, expiresAt: undefined }),
		});
		await result;
		expect(effects.logged('output')).toEqual(['value=', 'link=https://host/secret/KEY', 'receipt=RECEIPT']);
	});

	it('warns if a mask of the step occurs in the key by chance', async () => {
		const { result, effects } = deliverCreation({
			options: { maskLink: false },
			effects: recordEffects(['EY']),
		});
		await result;
		expect(effects.logged('warn')).toEqual([expect.stringMatching(/drop the link as a job output/)]);
	});

	it('reads a value that the creation did not return only after the receipt is saved, and masks it', async () => {
		const creation = usableCreation({ generatedValue: undefined });
		const { result, effects, calls } = deliverCreation({
			creation,
			script: { readGeneratedValue: ['VALUE'] },
		});
		expect(await result).toMatchObject({ value: 'VALUE' });
		expect(calls).toEqual(['readGeneratedValue RECEIPT']);
		expect(effects.log.slice(3, 6)).toEqual([
			'remember RECEIPT of v2 for 600 s until 2026-11-23T12:00:00Z',
			'mask generated value: VALUE (Use a file.)',
			'output value=VALUE',
		]);
	});

	it('burns a secret whose generated value cannot be read, within 10 s', async () => {
		const error = new ActionError('answer-unusable', 'x');
		const creation = usableCreation({ generatedValue: undefined });
		const { result, effects, cleanupCalls, cleanupLimits } = deliverCreation({
			creation,
			script: { readGeneratedValue: [error] },
		});
		await expect(result).rejects.toMatchObject({
			code: 'answer-unusable',
			leftBehind: 'The secret is burned.',
		});
		expect([cleanupCalls, cleanupLimits]).toEqual([['burn RECEIPT'], [10_000]]);
		expect(effects.logged('output')).toEqual([]);
	});

	it('burns within 2 s if the step is cancelled while the value is read', async () => {
		const creation = usableCreation({ generatedValue: undefined });
		const script = { readGeneratedValue: [new ActionError('cancelled', 'x')] };
		const { result, cleanupLimits } = deliverCreation({ creation, script, cancel: AbortSignal.abort() });
		await expect(result).rejects.toMatchObject({ code: 'cancelled', leftBehind: 'The secret is burned.' });
		expect(cleanupLimits).toEqual([2_000]);
	});

	it('rethrows a bug instead of reporting an unreadable value', async () => {
		const script = { readGeneratedValue: [new TypeError('bug')] };
		const { result } = deliverCreation({ creation: usableCreation({ generatedValue: undefined }), script });
		await expect(result).rejects.toThrow(TypeError);
	});

	it('burns within 10 s if the server does not confirm the recipient', async () => {
		const creation = usableCreation({ namesRecipient: false });
		const options = { recipient: 'person@example.com', passphrase: 'p' };
		const { result, effects, calls, cleanupCalls, cleanupLimits } = deliverCreation({ creation, options });
		await expect(result).rejects.toMatchObject({
			code: 'recipient-dropped',
			leftBehind: 'The secret is burned.',
		});
		expect([calls, cleanupCalls, cleanupLimits]).toEqual([[], ['burn RECEIPT p'], [10_000]]);
		expect(effects.log.at(-1)).toBe('forget receipt');
		expect(effects.logged('output')).toEqual([]);
	});
});
