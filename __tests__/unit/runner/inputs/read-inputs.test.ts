import { describe, expect, it } from 'vitest';
import { INPUT_NAMES } from '../../../../src/runner/inputs/input-table.ts';
import { readInputs } from '../../../../src/runner/inputs/read-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const KEY = 'k1'.repeat(31);
const read = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
	readInputs({ ...inputVariables(inputs), ...env });

describe('readInputs', () => {
	it('requires only a secret', () => {
		expect(read({ secret: 'a secret' })).toEqual({
			inputs: {
				endpoint: {
					origin: 'https://us.onetimesecret.com',
					host: 'us.onetimesecret.com',
					hostname: 'us.onetimesecret.com',
					isRegion: true,
				},
				apiVersion: 'auto',
				credentials: undefined,
				headers: {},
				timeoutMs: 60_000,
				wantsSummary: true,
				request: {
					mode: 'share',
					value: 'a secret',
					ttlSeconds: undefined,
					ttlUnit: undefined,
					passphrase: undefined,
					recipient: undefined,
					shareDomain: undefined,
					maskLink: true,
					burnOn: 'never',
				},
			},
			mode: 'share',
			origin: 'https://us.onetimesecret.com',
			faults: [],
			warnings: [],
			sensitive: new Map([['secret', 'a secret']]),
			needsStepId: true,
		});
	});

	it('treats `(none)` as not given for every input', () => {
		const none = Object.fromEntries(INPUT_NAMES.map((name) => [name, '(none)']));
		expect(read({ ...none, secret: 'a secret' })).toEqual(read({ secret: 'a secret' }));
	});

	it('reads every input of mode `share`', () => {
		const { inputs, sensitive, faults } = read({
			mode: ' Share ',
			domain: 'secrets.example.com:8443',
			'share-domain': 'links.example.com',
			'api-version': 'V1',
			username: ' ci@example.com ',
			token: 'tok:en',
			secret: '  kept as it is \n',
			ttl: '7 days',
			passphrase: ' kept too ',
			'mask-link': 'FALSE',
			recipient: 'person@example.com',
			headers: 'X-Service: a-token',
			timeout: '90',
			'burn-on': 'failure',
			summary: 'False',
			'job-status': 'success',
		});
		expect(faults).toEqual([]);
		expect(inputs).toMatchObject({
			endpoint: { origin: 'https://secrets.example.com:8443' },
			apiVersion: 'v1',
			credentials: { username: 'ci@example.com', token: 'tok:en' },
			headers: { 'X-Service': 'a-token' },
			timeoutMs: 90_000,
			wantsSummary: false,
			request: {
				mode: 'share',
				value: '  kept as it is \n',
				ttlSeconds: 604_800,
				ttlUnit: { name: 'd', seconds: 86_400 },
				passphrase: ' kept too ',
				recipient: 'person@example.com',
				shareDomain: 'links.example.com',
				maskLink: false,
				burnOn: 'failure',
			},
		});
		expect([...sensitive.keys()]).toEqual(['token', 'secret', 'passphrase', 'value of header line 1']);
	});

	it.each([
		[{ mode: 'shere', secret: 'a value' }, /^`mode: shere` is not one of `share`.*Did you mean `share`\?$/],
		[{ mode: 'generate', length: '7' }, /^`length: 7` is not a whole number from 8 to 128/],
		[{ mode: 'generate', secret: 'x' }, /^`secret` is not used by mode `generate`/],
		[{ mode: 'status', wait: '7h' }, /^`wait: 7h` is out of range: the maximum is 6h\.$/],
		[{ mode: 'reveal' }, /^`link` is missing/],
		[{ mode: 'reveal', link: KEY, recipient: 'x' }, /^`recipient` is not used by mode `reveal`/],
		[{ mode: 'await' }, /^`receipt` is missing/],
		[{ mode: 'burn' }, /^`receipt` is missing/],
		[{ mode: 'burn', receipt: KEY, wait: '5' }, /^`wait` is not used by mode `burn`/],
		[
			{ secret: 'a value', timeout: '30000' },
			/^`timeout: 30000` means 30000 seconds; .*Did you mean `30s`\?$/,
		],
		[{ secret: 'a value', timeout: '0' }, /the minimum is 1s\./],
		[{ secret: 'a value', headers: 'X-A: b' }, /^`headers` needs `domain`/],
		[{ secret: 'a value', region: 'eu', domain: 'secrets.example.com' }, /both given/],
		[{ secret: 'a value', passphrse: 'p' }, /^`passphrse` is not an input\. Did you mean `passphrase`\?/],
		[{ secret: ' (none) ' }, /blanks around it/],
	] as [Record<string, string>, RegExp][])('refuses %j', (inputs, fault) => {
		const reading = read(inputs);
		expect(reading.inputs).toBeUndefined();
		expect(reading.faults).toEqual([expect.stringMatching(fault)]);
	});

	it('reports all faults at once and shows no sensitive value', () => {
		const { faults } = read({
			region: 'hunter2-hunter2',
			token: 'hunter2-hunter2',
			ttl: 'no',
			timeout: '',
			passphrase: '',
			length: '5',
			domian: 'x',
		});
		expect(faults).toHaveLength(8);
		expect(faults.join()).not.toContain('hunter2');
	});

	it.each(['share', 'generate', 'status', 'reveal', 'await', 'burn'])(
		'refuses a misspelt input in mode %s',
		(mode) => {
			expect(read({ mode, burn_on: 'failure' }).faults).toContainEqual(
				expect.stringMatching(/^`burn_on` is not an input\. Did you mean `burn-on`\?/),
			);
		},
	);

	it('only warns about unknown inputs in composite actions on runners that pass the inputs of the wrapper', () => {
		const env = { FORGEJO_ACTIONS: 'true', GITHUB_ACTION_PATH: '/actions/wrapper' };
		const { inputs, faults, warnings } = read({ secret: 'a value', password: 'p', proxy: 'x' }, env);
		expect([inputs?.request.mode, faults]).toEqual(['share', []]);
		expect(warnings).toEqual([
			expect.stringMatching(/^`password` is not an input/),
			expect.stringMatching(/^`proxy` is not an input/),
		]);
		expect(
			read({ secret: 'a value', password: 'p' }, { GITHUB_ACTION_PATH: '/actions/wrapper' }).faults,
		).toHaveLength(1);
	});

	it('returns mode, server and sensitive values even if there are faults', () => {
		const reading = read({ mode: 'reveal', link: KEY, region: 'eu', timeout: 'x' });
		expect(reading).toMatchObject({
			inputs: undefined,
			mode: 'reveal',
			origin: 'https://eu.onetimesecret.com',
		});
		expect(reading.sensitive.get('link')).toBe(KEY);
		expect(reading.needsStepId).toBe(true);
		expect(read({ mode: 'x', region: 'y' })).toMatchObject({
			mode: undefined,
			origin: undefined,
			needsStepId: false,
		});
	});

	it('needs no step id if only the recipient needs the link', () => {
		const login = { username: 'u', token: 't' };
		expect(read({ ...login, secret: 'a value', recipient: 'person@example.com' }).needsStepId).toBe(false);
	});
});
