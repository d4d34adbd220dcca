import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INPUT_NAMES, variableOf } from '../../../../src/runner/inputs/input-table.ts';
import { readInputs } from '../../../../src/runner/inputs/inputs.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'inputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const given = (inputs: Record<string, string>) =>
	readInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value])));
const faultsOf = (inputs: Record<string, string>) => given({ secret: 'a secret', ...inputs }).faults;

describe('readInputs', () => {
	it('needs nothing but a secret', () => {
		expect(given({ secret: 'a secret' })).toEqual({
			inputs: {
				endpoint: {
					origin: 'https://us.onetimesecret.com',
					host: 'us.onetimesecret.com',
					hostname: 'us.onetimesecret.com',
					isRegion: true,
				},
				credentials: undefined,
				timeoutMs: 60_000,
				summary: true,
				request: {
					mode: 'share',
					value: 'a secret',
					ttlSeconds: undefined,
					ttlUnit: undefined,
					passphrase: undefined,
					recipient: undefined,
					maskLink: true,
					burnOn: 'never',
				},
			},
			faults: [],
			concerns: [],
			sensitive: new Map([['secret', 'a secret']]),
			outputsAreThePoint: true,
		});
	});

	it('takes `(none)` for "not given" everywhere', () => {
		const none = Object.fromEntries(INPUT_NAMES.map((name) => [name, '(none)']));
		expect(given({ ...none, secret: 'a secret' })).toEqual(given({ secret: 'a secret' }));
	});

	it('reads everything that can be given', () => {
		const { inputs, sensitive } = given({
			mode: ' share ',
			region: 'eu',
			domain: 'secrets.example.com:8443',
			username: ' ci@example.com ',
			token: 'tok:en',
			secret: '  kept as it is \n',
			ttl: '7d',
			passphrase: ' kept too ',
			'mask-link': 'false',
			recipient: 'person@example.com',
			timeout: '90',
			'burn-on': 'failure',
			summary: 'false',
			'job-status': 'failure',
		});
		expect(inputs).toMatchObject({
			endpoint: { origin: 'https://secrets.example.com:8443' },
			credentials: { username: 'ci@example.com', token: 'tok:en' },
			timeoutMs: 90_000,
			summary: false,
			request: {
				value: '  kept as it is \n',
				ttlSeconds: 604_800,
				ttlUnit: { name: 'd', seconds: 86_400 },
				passphrase: ' kept too ',
				recipient: 'person@example.com',
				maskLink: false,
			},
		});
		expect([...sensitive.keys()]).toEqual(['token', 'secret', 'passphrase']);
	});

	it.each(INPUT_NAMES)('calls an empty `%s` a fault and names the likely cause and the way out', (name) => {
		const faults = faultsOf({ [name]: '' });
		expect(faults).toContainEqual(
			expect.stringMatching(new RegExp(`^\`${name}\` is empty\\..*not defined.*misspelt.*fork.*\\(none\\)`)),
		);
	});

	it('takes blanks for an empty text, also in a secret, where a block of YAML leaves a line break behind', () => {
		expect(faultsOf({ region: ' \n' })).toEqual([expect.stringContaining('`region` is empty')]);
		expect(given({ secret: '\n' }).faults).toEqual([expect.stringContaining('`secret` is empty')]);
		expect(faultsOf({ passphrase: '\t' })).toEqual([expect.stringContaining('`passphrase` is empty')]);
	});

	it('has a concern about a passphrase that a person can hardly type', () => {
		expect(given({ secret: 'a secret', passphrase: 'horse\n' }).concerns).toEqual([
			expect.stringContaining('line break'),
		]);
		expect(given({ secret: 'a secret', passphrase: ' horse ' }).concerns).toEqual([]);
	});

	it('does not call an empty half of a pair missing as well', () => {
		expect(faultsOf({ username: 'ci', token: '' })).toHaveLength(1);
		expect(faultsOf({ username: '', token: 'x' })).toHaveLength(1);
		expect(given({ secret: '' }).faults).toHaveLength(1);
		expect(given({ 'secret-file': '' }).faults).toHaveLength(1);
	});

	it.each([
		[{ mode: 'shere' }, /`mode` is `shere`.*`share`.*Did you mean `share`\?/],
		[
			{ mode: 'open' },
			/`mode` is `open`, which is not one of `share`, `generate`, `status`, `reveal`, `await`, `burn`\.$/,
		],
		[{ region: 'su' }, /`region` is `su`.*`us`, `eu`, `ca`, `nz`, `uk`.*Did you mean `us`\?/],
		[{ region: 'EU' }, /Did you mean `eu`\?/],
		[{ region: 'mars' }, /`region` is `mars`[^?]*$/],
		[{ domain: 'onetimesecret.com' }, /`domain` is the company's website/],
		[{ ttl: '1.5h' }, /`ttl` is `1\.5h`; give one whole number and one unit/],
		[{ ttl: '59' }, /`ttl` is `59`, which is 59 s; give a value from 60 to 31536000 seconds/],
		[{ ttl: '366d' }, /`ttl`.*31622400 s/],
		[{ timeout: '0' }, /`timeout`.*from 1 to 3600/],
		[{ timeout: '2h' }, /`timeout`.*7200 s/],
		[{ summary: 'yes' }, /`summary` is `yes`; give `true` or `false`/],
		[{ 'mask-link': 'False' }, /`mask-link` is `False`/],
		[{ 'mask-link': 'false' }, /`mask-link` is `false`.*`passphrase`/],
		[
			{ 'mask-link': 'false', passphrase: 'p', 'burn-on': 'always' },
			/`mask-link` is `false`, but with `burn-on: always`/,
		],
		[{ 'burn-on': 'allways' }, /`burn-on` is `allways`.*mean `always`/],
		[
			{ recipient: "o'brien@example.com", username: 'u', token: 't' },
			/`recipient` is not exactly one plain e-mail address/,
		],
		[{ recipient: 'person@example.com' }, /`recipient` needs an account/],
		[{ length: '20' }, /`length` is not used by mode `share`, only by `generate`; leave it out/],
		[{ link: 'x' }, /`link` is not used by mode `share`, only by `reveal`/],
		[{ wait: '5m' }, /`wait` is not used by mode `share`, only by `status`, `await`/],
		[{ username: 'ci@example.com' }, /`username` is given without `token`/],
		[{ token: 'x' }, /`token` is given without `username`/],
		[{ username: 'a:b', token: 'x' }, /`username` contains a colon/],
		[{ username: 'a\u0007', token: 'x' }, /`username` contains control characters/],
		[{ username: 'a', token: 'x\ny' }, /`token` contains control characters/],
		[{ 'secret-file': '/nowhere' }, /`secret` and `secret-file` are both given/],
		[{ passphrase: 'a\0b' }, /`passphrase` contains a NUL/],
		[{ secret: 'a\ufffdb' }, /`secret` is not valid UTF-8/],
		[{ secret: 'x'.repeat(10_001) }, /`secret` has 10001 bytes; a region takes 10000/],
		[{ secret: 'x'.repeat(10_001), domain: 'us.onetimesecret.com' }, /a region takes 10000/],
		[{ secret: 'x'.repeat(100_001), domain: 'secrets.example.com' }, /100001 characters/],
	] as [Record<string, string>, RegExp][])('refuses %j', (inputs, fault) => {
		const reading = given({ secret: 'a secret', ...inputs });
		expect(reading.inputs).toBeUndefined();
		expect(reading.faults).toEqual([expect.stringMatching(fault)]);
	});

	it('says what is missing, and which misspelt input probably was meant', () => {
		expect(given({}).faults).toEqual(['The value to share is missing; give `secret` or `secret-file`.']);
		expect(given({ secrets: 'x', unrelated: 'y' }).faults).toEqual([
			expect.stringContaining('The step sets `secrets`, which does not exist; did you mean `secret`?'),
		]);
	});

	it('reports all faults at once and shows no sensitive value', () => {
		const { faults } = given({
			region: 'hunter2-hunter2',
			token: 'hunter2-hunter2',
			ttl: 'no',
			timeout: '',
			passphrase: '',
			length: '5',
		});
		expect(faults).toHaveLength(7);
		expect(faults.join()).not.toContain('hunter2');
	});

	it('reads a file byte for byte and counts it among the sensitive values', () => {
		writeFileSync(join(folder, 'value'), '\ufeffline\r\n');
		const { inputs, sensitive } = given({ 'secret-file': join(folder, 'value') });
		expect(inputs).toMatchObject({ request: { value: '\ufeffline\r\n' } });
		expect(sensitive.get('secret-file')).toBe('\ufeffline\r\n');
	});

	it('complains about a file that cannot be read, and about a value that is too large in it', () => {
		writeFileSync(join(folder, 'large'), 'x'.repeat(10_001));
		expect(given({ 'secret-file': join(folder, 'absent') }).faults).toEqual([
			expect.stringContaining('ENOENT'),
		]);
		const large = given({ 'secret-file': join(folder, 'large') });
		expect(large.faults).toEqual([expect.stringMatching(/^`secret-file` has 10001 bytes/)]);
		// Masking the lines of a file that is hardly a secret would ruin every log of the job.
		expect(large.sensitive.size).toBe(0);
	});

	it('has a concern about a large value on a host of unknown limits', () => {
		const { inputs, concerns } = given({ secret: 'x'.repeat(10_001), domain: 'secrets.example.com' });
		expect(inputs).toBeDefined();
		expect(concerns).toEqual([expect.stringMatching(/^`secret` has 10001 bytes/)]);
	});
});
