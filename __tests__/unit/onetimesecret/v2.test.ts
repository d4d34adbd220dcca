// How responses of API v2 are read. They are those of real servers.
import { describe, expect, it } from 'vitest';
import { v2 } from '../../../src/onetimesecret/v2/index.ts';
import { capturedObject } from './service-fixtures.ts';

const EVERY_RELEASE = ['v0.23.6', 'v0.24.7', 'v0.26.6'];

function timeOf(seconds: unknown): string {
	return new Date(Number(seconds) * 1_000).toISOString().replace('.000Z', 'Z');
}

describe('A creation', () => {
	it.each([
		['v0.23.6', 31],
		['v0.24.7', 62],
		['v0.26.6', 62],
	])('of %s has two keys of %d characters, a lifetime and a time', (release, length) => {
		const json = JSON.stringify(capturedObject(release, 'v2 conceal anonymous'));
		const fields = v2.readCreation(JSON.parse(json));
		expect([fields.secretKey?.length, fields.receiptKey?.length]).toEqual([length, length]);
		expect(json).toMatch(new RegExp(`"secret":\\{"identifier":"${fields.secretKey}"`));
		expect(json).toMatch(new RegExp(`"metadata":\\{"identifier":"${fields.receiptKey}"`));
		expect(fields).toMatchObject({ ttlSeconds: 300, shareDomain: '', recipients: [], value: '' });
		expect(json).toContain(`"created":${fields.createdSeconds}`);
	});

	it.each(EVERY_RELEASE)('of %s says which domain and recipient it has', (release) => {
		const { shareDomain } = v2.readCreation(capturedObject(release, 'v2 conceal share_domain mine'));
		expect(shareDomain).toBe('secrets.example.com');
		const { recipients } = v2.readCreation(capturedObject(release, 'v2 conceal recipient right'));
		expect(recipients).toEqual([expect.stringMatching(/^pe\*+@e\*+\.com$/)]);
	});

	it.each(EVERY_RELEASE)('of %s does not have the generated value', (release) => {
		const fields = v2.readCreation(capturedObject(release, 'v2 generate'));
		expect(fields.secretKey).toBeDefined();
		expect(fields.value).toBe('');
	});

	it('may have the older names of the keys, and the domain in the receipt', () => {
		const [secretKey, receiptKey] = ['s'.repeat(31), 'm'.repeat(31)];
		const metadata = { key: receiptKey, share_domain: 'x.example.com' };
		const fields = v2.readCreation({ record: { secret: { key: secretKey, lifespan: '300' }, metadata } });
		expect(fields).toMatchObject({ secretKey, receiptKey, ttlSeconds: 300, shareDomain: 'x.example.com' });
	});

	it.each([{}, { record: null }, { record: { secret: 'text', receipt: [] } }])(
		'may lack anything: %j',
		(json) => {
			const fields = { secretKey: undefined, receiptKey: undefined, ttlSeconds: undefined };
			expect(v2.readCreation(json)).toMatchObject(fields);
		},
	);
});

describe('A receipt', () => {
	it.each([
		['v2 receipt second look anonymous', 'new'],
		['v2 receipt after reveal anonymous', 'opened'],
		['v2 receipt after burn', 'burned'],
	])('"%s" is read as %s on every release', (name, state) => {
		for (const release of EVERY_RELEASE) {
			expect(v2.readReceipt(capturedObject(release, name))?.state).toBe(state);
		}
	});

	it.each(EVERY_RELEASE)('of %s says itself when the link was opened', (release) => {
		const json = capturedObject(release, 'v2 receipt after reveal right');
		const { received } = json['record'] as { received: unknown };
		expect(v2.readReceipt(json)?.openedAt).toBe(timeOf(received));
		expect(v2.readReceipt(capturedObject(release, 'v2 receipt after burn'))?.openedAt).toBeUndefined();
	});

	it('may have that time under the newer name only', () => {
		const look = v2.readReceipt({ record: { state: 'revealed', revealed: 1_787_200_000.5 } });
		expect(look?.openedAt).toBe('2026-08-20T04:26:40Z');
	});

	it.each([
		['v0.23.6', 'v2 receipt first look anonymous', 1],
		['v0.24.7', 'v2 receipt first look anonymous', 0],
		['v0.26.6', 'v2 receipt first look anonymous', 0],
		['v0.23.6', 'v2 receipt of generate', 1],
		['v0.24.7', 'v2 receipt of generate', 1],
		['v0.26.6', 'v2 receipt of generate', 1],
	])('of %s: "%s" shows %d plaintexts', (release, name, count) => {
		const json = capturedObject(release, name);
		const shown = (json['details'] as { secret_value: unknown }).secret_value;
		expect(v2.readReceipt(json)?.plaintext).toEqual([shown].slice(0, count));
	});

	it.each(EVERY_RELEASE)(
		'of %s says how long the secret lives, and that there is no passphrase',
		(release) => {
			const look = v2.readReceipt(capturedObject(release, 'v2 receipt second look anonymous'));
			expect(look).toMatchObject({ secretTtlSeconds: 300, needsPassphrase: false });
			const opened = v2.readReceipt(capturedObject(release, 'v2 receipt after reveal anonymous'));
			expect(opened?.secretTtlSeconds).toBeUndefined();
		},
	);

	it.each([{}, { record: { state: 'consumed' } }, { record: [] }])(
		'without a known state cannot be read: %j',
		(json) => {
			expect(v2.readReceipt(json)).toBeUndefined();
		},
	);
});

describe('Everything else in API v2', () => {
	it.each(EVERY_RELEASE)('of %s: a reveal has a value only if it was told to continue', (release) => {
		expect(v2.readValue(capturedObject(release, 'v2 reveal anonymous'))).toBe('hello');
		expect(v2.readValue(capturedObject(release, 'v2 reveal right passphrase'))).toBe('hello');
		expect(v2.readValue(capturedObject(release, 'v2 reveal no continue anonymous'))).toBe('');
	});

	it.each(EVERY_RELEASE)('of %s: the status is a word', (release) => {
		expect(v2.readStatus(capturedObject(release, 'v2 status wrong token'))).toBe('nominal');
		expect(v2.readStatus({ status: 'All well' })).toBe('unrecognized');
	});

	it('does not name the passphrase as a reason for a missing secret, because a wrong one is refused differently', () => {
		expect(v2.goneCauses(true).join()).toMatch(/another region.*opened.*burned.*expired/);
		expect(v2.goneCauses(true).join()).not.toContain('passphrase');
		expect(v2.wrongPassphraseKind).toBe('refused');
	});
});
