import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type GenerateRequest, generate } from '../../../src/modes/generate.ts';
import type { Creation, ReceiptKey, Seconds, SecretKey } from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const request: GenerateRequest = {
	length: undefined,
	valueFile: undefined,
	ttlSeconds: undefined,
	ttlUnit: undefined,
	passphrase: undefined,
	recipient: undefined,
	maskLink: true,
};
const made: Creation = {
	usable: true,
	secretKey: 'KEY' as SecretKey,
	receiptKey: 'RECEIPT' as ReceiptKey,
	link: 'https://host/secret/KEY',
	ttlSeconds: 600 as Seconds,
	expiresAt: undefined,
	doubts: 0,
	namesRecipient: true,
	generatedValue: 'VALUE-12',
};

function run(
	wish: GenerateRequest,
	creation: Creation | ActionError = made,
	status: string | ActionError = 'nominal',
) {
	const { service, calls } = scriptService({ checkStatus: [status], generate: [creation] });
	const effects = recordEffects();
	return { result: generate(wish, modeParts(service, effects).parts), effects, calls };
}

describe('generate', () => {
	it('masks the value before anything else, then hands on value and link', async () => {
		const { result, effects, calls } = run(request);
		await result;
		expect(calls).toEqual(['checkStatus', 'generate']);
		expect(effects.log.slice(0, 10)).toEqual([
			'output status=nominal',
			'hide generated value: VALUE-12',
			'hide receipt: RECEIPT',
			'hide link: https://host/secret/KEY',
			'hide key of the link: KEY',
			'remember RECEIPT until undefined',
			'output value=VALUE-12',
			'output link=https://host/secret/KEY',
			'output receipt=RECEIPT',
			'output ttl=600',
		]);
	});

	it('writes the value to a file that was made before the first request, and leaves the output empty', async () => {
		const { result, effects } = run({ ...request, valueFile: 'value' });
		await result;
		expect(effects.log[0]).toBe('claim value');
		expect(effects.log).toContain('write value: VALUE-12');
		expect(effects.log).toContain('output value=');
		expect(effects.log.join()).not.toContain('remove');
	});

	it('removes the file when there is no value for it', async () => {
		const fault = new ActionError('rate-limited', 'x');
		for (const { result, effects } of [
			run({ ...request, valueFile: 'value' }, fault),
			run({ ...request, valueFile: 'value' }, made, fault),
		]) {
			await expect(result).rejects.toBe(fault);
			expect(effects.log.at(-1)).toBe('remove value');
		}
	});

	it('has no file to remove where none was wanted', async () => {
		const { result, effects } = run(request, made, 'degraded');
		await expect(result).rejects.toMatchObject({ code: 'not-nominal' });
		expect(effects.log).toEqual(['output status=degraded']);
	});

	it.each([
		[8, 0],
		[undefined, 0],
		[20, 1],
	])('warns about the length only if it is not the one that was asked for: %s', async (length, warnings) => {
		const { result, effects } = run({ ...request, length });
		await result;
		const warned = effects.log.filter((line) => line.startsWith('warn'));
		expect(warned).toHaveLength(warnings);
		if (warnings > 0) {
			expect(warned[0]).toBe('warn A value of 20 characters was asked for, but host made one of 8.');
		}
	});
});
