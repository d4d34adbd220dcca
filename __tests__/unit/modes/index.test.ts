import { describe, expect, it } from 'vitest';
import { type ModeRequest, runMode } from '../../../src/modes/index.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';
import {
	burnResult,
	generateRequest,
	KEY,
	RECEIPT,
	receiptLook,
	shareRequest,
	usableCreation,
} from '../../support/sample-secrets.ts';

describe('runMode', () => {
	it.each<[ModeRequest, string[]]>([
		[shareRequest(), ['checkStatus', 'share']],
		[generateRequest(), ['checkStatus', 'generate']],
		[{ mode: 'status', waitMs: 0 }, ['checkStatus']],
		[{ mode: 'reveal', key: KEY, passphrase: undefined, valueFile: undefined }, ['reveal KEY']],
		[{ mode: 'await', receipt: RECEIPT, waitMs: 0 }, ['lookUp RECEIPT']],
		[{ mode: 'burn', receipt: RECEIPT, passphrase: undefined }, ['burn RECEIPT']],
	])('asks the service what the mode is for: %j', async (request, asked) => {
		const { service, calls } = scriptService({
			checkStatus: ['nominal'],
			share: [usableCreation()],
			generate: [usableCreation({ generatedValue: 'VALUE' })],
			reveal: ['value'],
			burn: [burnResult('burned')],
			lookUp: [receiptLook('opened')],
		});
		const rows = await runMode(request, modeDeps(service, recordEffects()).deps);
		expect(calls).toEqual(asked);
		expect(rows).not.toEqual([]);
	});
});
