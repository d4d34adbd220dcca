import { describe, expect, it } from 'vitest';
import { variableOf } from '../../../../src/runner/inputs/input-table.ts';
import { readInputs } from '../../../../src/runner/inputs/inputs.ts';

const given = (inputs: Record<string, string>) =>
	readInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value])));

describe('readInputs of the other modes', () => {
	const key = 'k'.repeat(62);

	it.each([
		[
			{ mode: 'generate' },
			{ mode: 'generate', length: undefined, valueFile: undefined, maskLink: true },
			true,
		],
		[
			{ mode: 'generate', length: '128', 'value-file': 'out/value', ttl: '60' },
			{ length: 128, valueFile: 'out/value', ttlSeconds: 60 },
			true,
		],
		[{ mode: 'status' }, { mode: 'status', waitMs: 0 }, false],
		[{ mode: 'status', wait: '5m' }, { mode: 'status', waitMs: 300_000 }, false],
		[
			{ mode: 'reveal', link: key },
			{ mode: 'reveal', key, passphrase: undefined, valueFile: undefined },
			true,
		],
		[
			{
				mode: 'reveal',
				link: ` https://us.onetimesecret.com/secret/${key}/ `,
				passphrase: ' p',
				'value-file': 'v',
			},
			{ key, passphrase: ' p', valueFile: 'v' },
			false,
		],
		[{ mode: 'await', receipt: key }, { mode: 'await', receipt: key, waitMs: 600_000 }, false],
		[{ mode: 'await', receipt: key, wait: '0' }, { waitMs: 0 }, false],
		[
			{ mode: 'burn', receipt: ` ${key}\n`, passphrase: 'p' },
			{ mode: 'burn', receipt: key, passphrase: 'p' },
			false,
		],
	] as [Record<string, string>, object, boolean][])('reads %j', (inputs, request, outputsAreThePoint) => {
		expect(given(inputs)).toMatchObject({ faults: [], outputsAreThePoint, inputs: { request } });
	});

	it.each([
		[{ mode: 'generate', length: '7' }, /`length` is `7`; give a whole number from 8 to 128/],
		[{ mode: 'generate', length: '129' }, /`length` is `129`/],
		[{ mode: 'generate', length: '8.5' }, /`length` is `8\.5`/],
		[{ mode: 'generate', secret: 'x' }, /`secret` is not used by mode `generate`/],
		[{ mode: 'status', wait: '7h' }, /`wait` is `7h`, which is 25200 s/],
		[{ mode: 'reveal' }, /`link` is missing; give the whole link/],
		[{ mode: 'reveal', link: '' }, /`link` is empty/],
		[{ mode: 'reveal', link: 'short' }, /`link` has no usable key/],
		[{ mode: 'reveal', link: `https://us.onetimesecret.com/private/${key}` }, /`link` has no usable key/],
		[
			{ mode: 'reveal', link: `https://eu.onetimesecret.com/secret/${key}` },
			/`link` is not on `us\.onetimesecret\.com`.*Give `region: eu`/,
		],
		[
			{ mode: 'reveal', link: `https://secrets.example.com/secret/${key}` },
			/`link` is not on .*host of the link as `domain`/,
		],
		[{ mode: 'reveal', link: `http://us.onetimesecret.com/secret/${key}` }, /`link` is not on/],
		[{ mode: 'reveal', link: key, passphrase: 'a\0' }, /`passphrase` contains a NUL/],
		[{ mode: 'await' }, /`receipt` is missing; give the output `receipt`/],
		[{ mode: 'await', receipt: '' }, /`receipt` is empty/],
		[{ mode: 'burn', receipt: '../../x?y#z' }, /`receipt` is not the key of a receipt/],
		[{ mode: 'burn', receipt: key, wait: '5' }, /`wait` is not used by mode `burn`/],
	] as [Record<string, string>, RegExp][])('refuses %j', (inputs, fault) => {
		const reading = given(inputs);
		expect(reading.inputs).toBeUndefined();
		expect(reading.faults).toEqual([expect.stringMatching(fault)]);
	});

	it('does not judge the host of a link where the server itself is in question', () => {
		expect(
			given({ mode: 'reveal', region: 'x', link: `https://eu.onetimesecret.com/secret/${key}` }).faults,
		).toHaveLength(1);
	});

	it('counts link, its key and receipt among the sensitive values, and shows none of them', () => {
		const link = `https://eu.onetimesecret.com/secret/${key}`;
		const reading = given({ mode: 'reveal', link });
		expect([...reading.sensitive]).toEqual([
			['link', link],
			['key of the link', key],
		]);
		expect(reading.faults.join()).not.toContain(key);
		expect(given({ mode: 'burn', receipt: key }).sensitive.get('receipt')).toBe(key);
	});
});
