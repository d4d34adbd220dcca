// How responses of API v1 are read. They are those of real servers if there is a recorded one.
import { describe, expect, it } from 'vitest';
import { v1 } from '../../../src/onetimesecret/v1/index.ts';
import { capturedObject } from './service-fixtures.ts';

const EVERY_RELEASE = ['v0.23.6', 'v0.24.7', 'v0.26.6'];

describe('A creation', () => {
	it.each([
		['v0.23.6', 31],
		['v0.24.7', 62],
		['v0.26.6', 62],
	])('of %s has two keys of %d characters, a lifetime and a time', (release, length) => {
		const json = capturedObject(release, 'v1 share anonymous');
		const fields = v1.readCreation(json);
		expect([fields.secretKey, fields.receiptKey]).toEqual([json['secret_key'], json['metadata_key']]);
		expect([fields.secretKey?.length, fields.receiptKey?.length]).toEqual([length, length]);
		expect(fields).toMatchObject({ ttlSeconds: 300, shareDomain: '', recipients: [], value: '' });
		expect(fields.createdSeconds).toBe(json['created']);
	});

	it.each(EVERY_RELEASE)('of %s says which domain and recipient it has', (release) => {
		expect(v1.readCreation(capturedObject(release, 'v1 share_domain mine')).shareDomain).toBe(
			'secrets.example.com',
		);
		const { recipients } = v1.readCreation(capturedObject(release, 'v1 share recipient right'));
		expect(recipients).toEqual([expect.stringMatching(/^pe\*+@e\*+\.com$/)]);
	});

	it.each(EVERY_RELEASE)('of %s has the generated value', (release) => {
		const json = capturedObject(release, 'v1 generate anonymous');
		expect(v1.readCreation(json).value).toBe(json['value']);
		expect(json['value']).not.toBe('');
	});

	it('of v0.24.0 has the newer names of the keys only', () => {
		const [secretKey, receiptKey] = ['s'.repeat(62), 'm'.repeat(62)];
		const fields = v1.readCreation({ secret_identifier: secretKey, identifier: receiptKey });
		expect(fields).toMatchObject({ secretKey, receiptKey });
	});

	it.each([
		['that of the receipt, up to v0.16', 1_220, 610, 610],
		['a little longer than what is left', 3_600, 3_540, 3_600],
		['a minute and a second longer', 3_600, 3_539, 3_539],
		['shorter', 300, 610, 300],
		['alone', 3_600, undefined, 3_600],
		['missing', undefined, 610, undefined],
	])('whose `ttl` is %s lives as long as its secret', (_what, ttl, secretTtl, ttlSeconds) => {
		expect(v1.readCreation({ ttl, secret_ttl: secretTtl }).ttlSeconds).toBe(ttlSeconds);
	});

	it('may have numbers as digits, and anything may be missing', () => {
		const created = { ttl: '3600', created: '1787200000' };
		expect(v1.readCreation(created)).toEqual({
			secretKey: undefined,
			receiptKey: undefined,
			ttlSeconds: 3_600,
			createdSeconds: 1_787_200_000,
			shareDomain: '',
			recipients: [],
			value: '',
		});
	});
});

describe('A receipt', () => {
	it.each([
		['v1 receipt first look', 'new'],
		['v1 receipt after reveal', 'opened'],
		['v1 receipt after burn', 'burned'],
	])('"%s" is read as %s on every release', (name, state) => {
		for (const release of EVERY_RELEASE) {
			expect(v1.readReceipt(capturedObject(release, name))?.state).toBe(state);
		}
	});

	it.each(EVERY_RELEASE)('of %s says when the link was opened', (release) => {
		const json = capturedObject(release, 'v1 receipt after reveal');
		const openedAt = new Date(Number(json['received']) * 1_000).toISOString().replace('.000Z', 'Z');
		expect(v1.readReceipt(json)?.openedAt).toBe(openedAt);
		expect(v1.readReceipt(capturedObject(release, 'v1 receipt after burn'))?.openedAt).toBeUndefined();
	});

	it.each([0, '', null, undefined])('whose `received` is %j does not say when it was opened', (received) => {
		const look = v1.readReceipt({ state: 'received', received });
		expect(look).toMatchObject({ state: 'opened', openedAt: undefined });
	});

	it.each([
		['v0.23.6', ['hello']],
		['v0.24.7', ['hello', 'hello']],
		['v0.26.6', []],
	])('of %s shows the plaintext %j at the first look', (release, plaintext) => {
		expect(v1.readReceipt(capturedObject(release, 'v1 receipt first look'))?.plaintext).toEqual(plaintext);
		expect(v1.readReceipt(capturedObject(release, 'v1 receipt second look'))?.plaintext).toEqual([]);
	});

	it.each(EVERY_RELEASE)('of %s says whether there is a passphrase', (release) => {
		expect(v1.readReceipt(capturedObject(release, 'v1 receipt passphrase'))?.needsPassphrase).toBe(true);
		expect(v1.readReceipt(capturedObject(release, 'v1 receipt second look'))?.needsPassphrase).toBe(false);
		expect(
			v1.readReceipt(capturedObject(release, 'v1 receipt after reveal'))?.needsPassphrase,
		).toBeUndefined();
	});

	it.each(['new', 'viewed'])(
		'that is %s has expired when its secret has no lifetime left (v0.18.5)',
		(state) => {
			expect(v1.readReceipt({ state, secret_ttl: null })?.state).toBe('expired');
			expect(v1.readReceipt({ state })?.state).toBe('expired');
			expect(v1.readReceipt({ state, secret_ttl: '250' })).toMatchObject({
				state: 'new',
				secretTtlSeconds: 250,
			});
		},
	);

	it.each(['consumed', '', 5, undefined])('whose state is %j cannot be read', (state) => {
		expect(v1.readReceipt({ state, secret_ttl: 300 })).toBeUndefined();
	});
});

describe('Everything else in API v1', () => {
	it('is read from the fields of the response', () => {
		expect(v1.readValue(capturedObject('v0.26.6', 'v1 reveal'))).toBe('hello');
		expect(v1.readValue({ value: 5 })).toBe('');
		expect(v1.readStatus(capturedObject('v0.26.6', 'v1 status right'))).toBe('nominal');
		expect(v1.readStatus({ status: '::error::x' })).toBe('unrecognized');
	});

	it('names a passphrase among the causes of a secret that is gone, the likeliest first', () => {
		expect(v1.goneCauses(true).join()).toMatch(
			/another region.*opened.*burned.*expired.*passphrase is wrong/,
		);
		expect(v1.goneCauses(false).join()).toMatch(
			/another region.*opened.*burned.*expired.*needs a passphrase/,
		);
	});

	it('proves credentials by the status check', () => {
		expect(v1.credentialProof).toBeUndefined();
	});
});
