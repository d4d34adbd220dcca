import { describe, expect, it } from 'vitest';
import { readInputs } from '../../../../src/runner/inputs/read-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const KEY = 'k1'.repeat(31);
const read = (inputs: Record<string, string>) => readInputs(inputVariables(inputs));

describe('The request to each mode', () => {
	it.each([
		[
			{ mode: 'generate' },
			{ mode: 'generate', length: undefined, valueFile: undefined, maskLink: true },
			true,
		],
		[
			{ mode: 'generate', length: '128', 'value-file': 'out/value', ttl: '60' },
			{ length: 128, valueFile: 'out/value' },
			true,
		],
		[{ mode: 'status' }, { mode: 'status', waitMs: 0 }, false],
		[{ mode: 'STATUS', wait: '1h30m' }, { mode: 'status', waitMs: 5_400_000 }, false],
		[
			{ mode: 'reveal', link: KEY },
			{ mode: 'reveal', key: KEY, passphrase: undefined, valueFile: undefined },
			true,
		],
		[
			{ mode: 'reveal', link: KEY, passphrase: ' p', 'value-file': 'v' },
			{ passphrase: ' p', valueFile: 'v' },
			false,
		],
		[{ mode: 'await', receipt: KEY }, { mode: 'await', receipt: KEY, waitMs: 600_000 }, false],
		[{ mode: 'await', receipt: KEY, wait: '0' }, { waitMs: 0 }, false],
		[
			{ mode: 'burn', receipt: ` ${KEY}\n`, passphrase: 'p' },
			{ mode: 'burn', receipt: KEY, passphrase: 'p' },
			false,
		],
	] as [Record<string, string>, object, boolean][])('reads %j', (inputs, request, needsStepId) => {
		expect(read(inputs)).toMatchObject({ faults: [], needsStepId, inputs: { request } });
	});

	it('allows `share-domain` in mode `reveal`', () => {
		const link = `https://links.example.com/secret/${KEY}`;
		expect(read({ mode: 'reveal', link, 'share-domain': 'links.example.com' }).faults).toEqual([]);
	});
});
