import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptKey, SecretKey } from '../../../src/onetimesecret/types.ts';
import { guestClient, ORIGIN } from './guest-client.ts';

const receipt = 'm'.repeat(62) as ReceiptKey;
const key = 's'.repeat(62) as SecretKey;
const wish = { ttlSeconds: undefined, passphrase: undefined, recipient: undefined };
const made = {
	secret_key: key,
	metadata_key: receipt,
	ttl: 60,
	created: 1_787_200_000,
	share_domain: '',
	recipient: [],
};

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
	nock.enableNetConnect();
});

describe('generate', () => {
	it('takes the value from the answer', async () => {
		nock(ORIGIN)
			.post('/api/v1/generate', 'length=20')
			.reply(200, { ...made, value: 'VALUE' });
		expect(await guestClient('generate').generate({ ...wish, length: 20 })).toMatchObject({
			usable: true,
			generatedValue: 'VALUE',
		});
	});

	it('has nothing to hand on without a value', async () => {
		nock(ORIGIN).post('/api/v1/generate').reply(200, made);
		expect(await guestClient('generate').generate({ ...wish, length: undefined })).toMatchObject({
			usable: false,
			receiptKey: receipt,
			fault: { code: 'answer-unusable', message: expect.stringContaining('no generated value') },
		});
	});
});

describe('share with a recipient', () => {
	const mailed = { ...wish, value: 'v', recipient: 'person@example.com' };

	it('knows from the answer whether the recipient is mailed', async () => {
		nock(ORIGIN)
			.post('/api/v1/share', 'secret=v&recipient=person%40example.com')
			.reply(200, { ...made, recipient: ['pe***@e***.com'] });
		expect(await guestClient('share').share(mailed)).toMatchObject({ usable: true, namesRecipient: true });
		nock(ORIGIN).post('/api/v1/share').reply(200, made);
		expect(await guestClient('share').share(mailed)).toMatchObject({ usable: true, namesRecipient: false });
	});

	it('never sends the creation twice after a doubt, and says that an e-mail may be out', async () => {
		nock(ORIGIN).post('/api/v1/share').reply(500, {});
		await expect(guestClient('share').share(mailed)).rejects.toMatchObject({
			code: 'in-doubt',
			alive: expect.stringMatching(/may have got an e-mail/),
		});
	});
});

describe('reveal', () => {
	it('returns the value', async () => {
		nock(ORIGIN)
			.post(`/api/v1/secret/${key}`, 'passphrase=p')
			.reply(200, { value: 'VALUE', secret_key: key });
		expect(await guestClient('reveal').reveal(key, 'p')).toBe('VALUE');
	});

	it('cannot tell why a secret is gone and lists the causes', async () => {
		nock(ORIGIN).post(`/api/v1/secret/${key}`).reply(404, { secret_key: key, message: 'Unknown secret' });
		await expect(guestClient('reveal').reveal(key, undefined)).rejects.toMatchObject({
			code: 'secret-gone',
			message: expect.stringMatching(/another region.*opened/),
		});
	});

	it('never asks twice after a doubt, v1 faults included, and says that the value may be spent', async () => {
		for (const [status, body] of [
			[500, {}],
			[404, { message: 'An unexpected error occurred :[' }],
		] as const) {
			nock(ORIGIN).post(`/api/v1/secret/${key}`).reply(status, body);
			await expect(guestClient('reveal').reveal(key, 'p')).rejects.toMatchObject({
				code: 'in-doubt',
				alive: expect.stringMatching(/may be spent/),
			});
		}
	});

	it('names the lock after a rate limit, which it asks through twice', async () => {
		nock(ORIGIN)
			.post(`/api/v1/secret/${key}`)
			.times(3)
			.reply(404, { message: 'Cripes! You have been rate limited.' });
		await expect(guestClient('reveal').reveal(key, 'p')).rejects.toMatchObject({
			code: 'rate-limited',
			message: expect.stringMatching(/wrong passphrases/),
		});
	});

	it('says that the value may be lost when a success holds none', async () => {
		nock(ORIGIN).post(`/api/v1/secret/${key}`).reply(200, { secret_key: key });
		await expect(guestClient('reveal').reveal(key, 'p')).rejects.toMatchObject({
			code: 'answer-unusable',
			alive: expect.stringMatching(/may be spent/),
		});
	});
});

describe('lookUp', () => {
	it('reads a receipt, and knows of none where the server knows none', async () => {
		nock(ORIGIN).get(`/api/v1/private/${receipt}`).reply(200, { state: 'received' });
		expect(await guestClient('await').lookUp(receipt)).toMatchObject({ state: 'opened' });
		nock(ORIGIN)
			.get(`/api/v1/private/${receipt}`)
			.reply(404, { secret_key: receipt, message: 'Unknown secret' });
		expect(await guestClient('await').lookUp(receipt)).toMatchObject({ state: 'unknown', spilledValues: [] });
	});

	it('throws for everything else', async () => {
		nock(ORIGIN).get(`/api/v1/private/${receipt}`).reply(403, '<html>');
		await expect(guestClient('await').lookUp(receipt)).rejects.toMatchObject({
			code: 'forbidden',
			alive: 'The link may still work until its lifetime ends.',
		});
	});
});

describe('a receipt without a known state', () => {
	it('is not usable', async () => {
		nock(ORIGIN).get(`/api/v1/private/${receipt}`).reply(200, { state: 'consumed' });
		await expect(guestClient('await').lookUp(receipt)).rejects.toMatchObject({ code: 'answer-unusable' });
	});
});

describe('checkStatus', () => {
	it('does not speak of a secret in mode status', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(403, '<html>');
		await expect(guestClient('status').checkStatus()).rejects.toMatchObject({ code: 'forbidden', alive: '' });
	});
});
