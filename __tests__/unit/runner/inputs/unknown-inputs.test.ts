import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, variableOf } from '../../../../src/runner/inputs/input-table.ts';
import { passesWrapperInputs, unknownInputs } from '../../../../src/runner/inputs/unknown-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const explain = (...names: string[]) =>
	unknownInputs(inputVariables(Object.fromEntries(names.map((name) => [name, 'x']))));

describe('unknownInputs', () => {
	it('has no fault for real inputs', () => {
		expect(explain(...INPUT_NAMES)).toEqual([]);
	});

	it('suggests what was probably meant, and says what to do about a variable of the workflow', () => {
		expect(explain('passphrse')).toEqual([
			'`passphrse` is not an input. Did you mean `passphrase`? If the workflow sets INPUT_PASSPHRSE in `env`, rename that variable.',
		]);
	});

	it.each([
		...['burn_on', 'burnon', 'burn on', 'Burn_On'].map((name) => [name, 'burn-on']),
		...['job_status', 'jobStatus'].map((name) => [name, 'job-status']),
		['api_version', 'api-version'],
		['secret_file', 'secret-file'],
		['valueFile', 'value-file'],
		['pass_phrase', 'passphrase'],
		['share_domain', 'share-domain'],
	])('recognizes %j as another spelling of `%s`', (name, meant) => {
		expect(explain(name)).toEqual([expect.stringContaining(`Did you mean \`${meant}\`?`)]);
	});

	it.each([
		['domian', 'domain'],
		['passphras', 'passphrase'],
		['passhprase', 'passphrase'],
		['passphrasee', 'passphrase'],
		['pasxphrase', 'passphrase'],
		['ttll', 'ttl'],
		['tl', 'ttl'],
		['recipeint', 'recipient'],
		['lenght', 'length'],
		['secrets', 'secret'],
		['links', 'link'],
		['tokan', 'token'],
		['burn_onn', 'burn-on'],
		['api_verson', 'api-version'],
		['regoin', 'region'],
	])('recognizes %j as a misspelling of `%s`', (name, meant) => {
		expect(explain(name)).toEqual([expect.stringContaining(`Did you mean \`${meant}\`?`)]);
	});

	it.each([
		...['password', 'pass', 'pwd', 'PASSWORD'].map((name) => [name, 'passphrase']),
		...['expires', 'expiry', 'expiration', 'lifetime'].map((name) => [name, 'ttl']),
		...['email', 'to', 'recipients'].map((name) => [name, 'recipient']),
		...['host', 'server', 'url'].map((name) => [name, 'domain']),
		...['api-token', 'api_key', 'apiKey'].map((name) => [name, 'token']),
		...['file', 'path'].map((name) => [name, 'secret-file']),
		['user', 'username'],
		['value', 'secret'],
		['extra-headers', 'headers'],
		['extra_headers', 'headers'],
	])('recognizes %j as a synonym of `%s`', (name, meant) => {
		expect(explain(name)).toEqual([expect.stringContaining(`Did you mean \`${meant}\`?`)]);
	});

	it.each([
		...['proxy', 'https-proxy', 'http_proxy', 'no-proxy', 'noProxy'].map((name) => [
			name,
			/`https_proxy` and `no_proxy`/,
		]),
		...['ca', 'ca-cert', 'ca_certificate'].map((name) => [
			name,
			/Set the environment variable NODE_EXTRA_CA_CERTS/,
		]),
		...['tls-skip-verify', 'tlsSkipVerify', 'insecure'].map((name) => [name, /TLS is always verified/]),
		...['charset', 'character-sets', 'character_sets'].map((name) => [name, /use mode `share`/]),
	] as [string, RegExp][])('has advice for %j, an input of other actions', (name, advice) => {
		const faults = explain(name);
		expect(faults).toEqual([expect.stringMatching(advice)]);
		expect(faults[0]).not.toContain('Did you mean');
	});

	it.each(['tts', 'lint', 'mask', 'name', 'github-token', 'retries', 'output', 'x', '', 'waiting'])(
		'leaves %j to the runner',
		(name) => {
			expect(explain(name)).toEqual([]);
		},
	);

	it('checks only inputs, and all of them', () => {
		expect(unknownInputs({ PASSWORD: 'x', INPUTPASSWORD: 'x', STATE_password: 'x' })).toEqual([]);
		expect(explain('password', 'domian', 'proxy', 'unrelated')).toHaveLength(3);
	});

	it('never shows the value', () => {
		expect(unknownInputs({ [variableOf('password')]: 'hunter2' }).join()).not.toContain('hunter2');
	});
});

describe('passesWrapperInputs', () => {
	it.each(['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'])(
		'is true in composite actions where %s is set',
		(name) => {
			expect(passesWrapperInputs({ [name]: 'true', GITHUB_ACTION_PATH: '/actions/wrapper' })).toBe(true);
			expect(passesWrapperInputs({ [name]: 'true', GITHUB_ACTION_PATH: '' })).toBe(false);
			expect(passesWrapperInputs({ [name]: 'true' })).toBe(false);
			expect(passesWrapperInputs({ [name]: '', GITHUB_ACTION_PATH: '/actions/wrapper' })).toBe(false);
		},
	);

	it("is false on GitHub's own runner", () => {
		expect(passesWrapperInputs({ GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: '/actions/wrapper' })).toBe(
			false,
		);
	});
});
