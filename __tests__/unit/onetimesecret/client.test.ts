// The status check and the creation of a secret, with the exact requests of both API versions.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { NewSecret, Seconds } from '../../../src/onetimesecret/types.ts';
import {
	CREDENTIALS,
	captured,
	capturedObject,
	errorOf,
	makeClient,
	NO_OPTIONS,
	ORIGIN,
	RECEIPT_KEY,
	SECRET_KEY,
	useNock,
} from './service-fixtures.ts';

const secret: NewSecret = {
	value: 'a b\n%',
	ttlSeconds: 3_600 as Seconds,
	passphrase: 'p&q',
	recipient: undefined,
	shareDomain: 'x.example.com',
};
const created = {
	secret_key: SECRET_KEY,
	metadata_key: RECEIPT_KEY,
	ttl: 3_600,
	created: 1_787_200_000,
	share_domain: '',
	recipient: [],
};
const usable = {
	usable: true,
	secretKey: SECRET_KEY,
	receiptKey: RECEIPT_KEY,
	link: `${ORIGIN}/secret/${SECRET_KEY}`,
	linkHost: 'eu.onetimesecret.com',
	ttlSeconds: 3_600,
	expiresAt: '2026-08-20T05:26:40Z',
	doubts: 0,
	namesRecipient: true,
	generatedValue: '',
};

useNock();

describe('A client', () => {
	it('says where and as whom it asks', () => {
		expect(makeClient()).toMatchObject({ host: 'eu.onetimesecret.com', origin: ORIGIN, isGuest: true });
		const own = makeClient({ domain: 'secrets.example.com:8443', credentials: CREDENTIALS });
		const origin = 'https://secrets.example.com:8443';
		expect(own).toMatchObject({ host: 'secrets.example.com:8443', origin, isGuest: false });
	});

	it('says which API version it uses', async () => {
		const client = makeClient({ versions: ['v1', 'v2'] });
		expect(client.apiVersion).toBe('v1');
		nock(ORIGIN).get('/api/v1/status').reply(404, { error: 'Not Found' });
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		await client.checkStatus();
		expect(client.apiVersion).toBe('v2');
	});
});

describe('checkStatus', () => {
	it.each([
		['nominal', 'nominal'],
		['degraded', 'degraded'],
		['::error::x', 'unrecognized'],
	])('reads the status %j as %s', async (status, word) => {
		nock(ORIGIN).get('/api/v1/status').reply(200, { status });
		expect(await makeClient().checkStatus()).toBe(word);
	});

	it.each(['v0.23.6', 'v0.26.6'])('tells wrong credentials from missing ones on %s', async (release) => {
		const { status, body } = captured(release, 'v1 status wrong token');
		nock(ORIGIN).get('/api/v1/status').twice().reply(status, body);
		const code = async (client = makeClient()) => (await errorOf(client.checkStatus())).code;
		expect(await code(makeClient({ credentials: CREDENTIALS }))).toBe('credentials-rejected');
		expect(await code()).toBe('account-required');
	});
});

describe('share', () => {
	it('on v1 sends exactly this form and makes the link from the response', async () => {
		nock(ORIGIN, { badheaders: ['authorization', 'cookie', 'transfer-encoding'] })
			.matchHeader('content-length', '69')
			.post('/api/v1/share', 'secret=a+b%0A%25&ttl=3600&passphrase=p%26q&share_domain=x.example.com')
			.reply(200, created);
		expect(await makeClient().share(secret)).toEqual(usable);
	});

	it('on v2 sends exactly this JSON and makes the link from the response', async () => {
		const body = {
			secret: { secret: 'a b\n%', ttl: 3_600, passphrase: 'p&q', share_domain: 'x.example.com' },
		};
		nock(ORIGIN)
			.post('/api/v2/secret/conceal', body)
			.reply(200, {
				record: {
					receipt: { identifier: RECEIPT_KEY },
					secret: { identifier: SECRET_KEY, secret_ttl: 3_600, created: 1_787_200_000.5 },
				},
			});
		expect(await makeClient({ versions: ['v2'] }).share(secret)).toEqual(usable);
	});

	it('makes the link on the domain that the server names', async () => {
		const response = { ...created, share_domain: 'X.example.com' };
		nock(ORIGIN).post('/api/v1/share').reply(200, response);
		expect(await makeClient().share(secret)).toMatchObject({
			link: `https://x.example.com/secret/${SECRET_KEY}`,
			linkHost: 'x.example.com',
		});
	});

	it.each([
		['a domain that is not a host', { ...created, share_domain: 'evil.example/x' }, RECEIPT_KEY],
		['a key that is a path', { ...created, secret_key: '../../x?y#z' }, RECEIPT_KEY],
		['no keys at all', { ok: true }, undefined],
	])('keeps the receipt of a response with %s', async (_what, response, receiptKey) => {
		nock(ORIGIN).post('/api/v1/share').reply(200, response);
		expect(await makeClient().share(secret)).toMatchObject({ usable: false, receiptKey });
	});

	it('counts the earlier attempts that got no usable response', async () => {
		nock(ORIGIN).post('/api/v1/share').reply(500, {});
		nock(ORIGIN).post('/api/v1/share').reply(200, created);
		expect(await makeClient().share(secret)).toEqual({ ...usable, doubts: 1 });
	});

	it('knows from the response whether the recipient is mailed', async () => {
		const mailed = { ...NO_OPTIONS, value: 'v', recipient: 'person@example.com' };
		const form = 'secret=v&recipient=person%40example.com';
		nock(ORIGIN)
			.post('/api/v1/share', form)
			.reply(200, capturedObject('v0.26.6', 'v1 share recipient right'));
		expect(await makeClient().share(mailed)).toMatchObject({ usable: true, namesRecipient: true });
		nock(ORIGIN).post('/api/v1/share', form).reply(200, capturedObject('v0.23.6', 'v1 share recipient bad'));
		expect(await makeClient().share(mailed)).toMatchObject({ usable: true, namesRecipient: false });
	});

	it.each(['v1', 'v2'] as const)(
		'on %s never mails twice after a doubt, and says that a mail may be out',
		async (version) => {
			nock(ORIGIN)
				.post(/^\/api\/v[12]\/(share|secret\/conceal)$/)
				.reply(500, {});
			const client = makeClient({ versions: [version] });
			const error = await errorOf(
				client.share({ ...NO_OPTIONS, value: 'v', recipient: 'person@example.com' }),
			);
			expect(error).toMatchObject({
				code: 'in-doubt',
				leftBehind: expect.stringMatching(/may have been mailed/),
			});
		},
	);

	it('does not retry a creation that meets the guest limit', async () => {
		const message = 'Too many secrets created. Please try again later.';
		nock(ORIGIN).post('/api/v1/share').reply(404, { message }, { 'x-ots-intended-status': '400' });
		const error = await errorOf(makeClient().share(secret));
		expect(error).toMatchObject({
			code: 'rate-limited',
			leftBehind: 'No secret was created.',
			foreignText: message,
		});
		expect(error.advice).toMatch(/accounts are exempt/);
	});

	it('does not retry a creation that meets the guest limit of v2, whose delay is an hour', async () => {
		nock(ORIGIN).post('/api/v2/secret/conceal').reply(429, { error: 'Too many.', retry_after: 3_600 });
		const error = await errorOf(makeClient({ versions: ['v2'] }).share(secret));
		expect(error).toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000 });
		expect(error.message).toContain('asks to wait 1 hour');
	});

	it('never puts what it sent or received into the text of an error', async () => {
		nock(ORIGIN)
			.post('/api/v1/share')
			.reply(404, { message: `refused: ${secret.value}` });
		const error = await errorOf(makeClient({ credentials: CREDENTIALS }).share(secret));
		expect(error).toMatchObject({ code: 'refused-by-server', foreignText: `refused: ${secret.value}` });
		expect(`${error.message} ${error.advice} ${error.stack}`).not.toMatch(/a b|p&q|tok:en/);
	});
});
