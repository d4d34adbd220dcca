import { describe, expect, it } from 'vitest';
import { type ModeRequest, runMode } from '../../../src/modes/index.ts';
import type { ReceiptKey, SecretKey } from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const wish = {
	ttlSeconds: undefined,
	ttlUnit: undefined,
	passphrase: undefined,
	recipient: undefined,
	maskLink: true,
};
const receipt = 'RECEIPT' as ReceiptKey;

describe('runMode', () => {
	it.each([
		[{ mode: 'share', value: 'v', ...wish }, ['checkStatus', 'share']],
		[{ mode: 'generate', length: undefined, valueFile: undefined, ...wish }, ['checkStatus', 'generate']],
		[{ mode: 'status', waitMs: 0 }, ['checkStatus']],
		[
			{ mode: 'reveal', key: 'KEY' as SecretKey, passphrase: undefined, valueFile: undefined },
			['reveal KEY'],
		],
		[{ mode: 'await', receipt, waitMs: 0 }, ['lookUp RECEIPT']],
		[{ mode: 'burn', receipt, passphrase: undefined }, ['burn RECEIPT', 'lookUp RECEIPT']],
	] as [ModeRequest, string[]][])('asks the service what the mode is for: %j', async (request, asked) => {
		const creation = {
			usable: true,
			secretKey: 'KEY',
			receiptKey: receipt,
			link: 'l',
			doubts: 0,
			namesRecipient: true,
			generatedValue: '',
		};
		const look = { state: request.mode === 'await' ? 'opened' : 'burned', spilledValues: [] };
		const script = {
			checkStatus: ['nominal'],
			share: [creation],
			generate: [creation],
			reveal: ['value'],
			burn: ['accepted'],
			lookUp: [look],
		};
		const { service, calls } = scriptService(script);
		await runMode(request, modeParts(service, recordEffects()).parts);
		expect(calls).toEqual(asked);
	});
});
