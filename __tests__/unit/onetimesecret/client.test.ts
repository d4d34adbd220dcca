import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type Clock, createSender } from '../../../src/http/retrying.ts';
import { openTransport } from '../../../src/http/transport.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { Credentials, NewSecret, Seconds } from '../../../src/onetimesecret/types.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
const credentials: Credentials = { username: 'pét@example.com', token: 'tok:en' };
const secret: NewSecret = {
	value: 'a b\n%',
	ttlSeconds: 3_600 as Seconds,
	passphrase: 'p&q',
	recipient: undefined,
};
const made = {
	secret_key: 's'.repeat(62),
	metadata_key: 'm'.repeat(62),
	ttl: 3_600,
	created: 1_787_200_000,
	share_domain: '',
};
/** Every look at the clock costs a second, so that whatever is repeated comes to an end. */
function quickClock(): Clock {
	let nowMs = 0;
	return {
		monotonicMs: () => (nowMs += 1_000),
		wallMs: () => 0,
		random: () => 0,
		sleep: async () => undefined,
	};
}

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
	nock.enableNetConnect();
});

function client(as: Credentials | undefined) {
	const transport = openTransport(ORIGIN);
	const send = createSender({
		transport,
		clock: quickClock(),
		timeoutMs: 60_000,
		cancel: new AbortController().signal,
		onAttempt: () => undefined,
	});
	return createClient({
		endpoint: regionEndpoint('eu'),
		credentials: as,
		send,
		mode: 'share',
		userAgent: 'ots-action/9.9.9',
	});
}

async function errorOf(promise: Promise<unknown>): Promise<ActionError> {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof ActionError)) throw new Error('no ActionError');
	return error;
}

describe('checkStatus', () => {
	it('sends exactly this request as a guest', async () => {
		let sent: unknown;
		const scope = nock(ORIGIN).get('/api/v1/status').reply(200, { status: 'nominal', locale: 'en' });
		scope.once('request', (request: Request) => (sent = Object.fromEntries(request.headers)));
		expect(await client(undefined).checkStatus()).toBe('nominal');
		expect(sent).toEqual({
			accept: 'application/json',
			'user-agent': 'ots-action/9.9.9',
			host: 'eu.onetimesecret.com',
			connection: 'keep-alive',
		});
	});

	it('sends the credentials in UTF-8, so that they are proved before the secret goes out', async () => {
		const authorization = `Basic ${Buffer.from('pét@example.com:tok:en', 'utf8').toString('base64')}`;
		nock(ORIGIN, { reqheaders: { authorization } }).get('/api/v1/status').reply(200, { status: 'nominal' });
		expect(await client(credentials).checkStatus()).toBe('nominal');
	});

	it('does not recognise a status that is no plain word', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(200, { status: '::error::x' });
		expect(await client(undefined).checkStatus()).toBe('unrecognised');
	});

	it('tells wrong credentials from missing ones', async () => {
		nock(ORIGIN).get('/api/v1/status').twice().reply(404, { message: 'Not authorized' });
		expect(await errorOf(client(credentials).checkStatus())).toMatchObject({
			code: 'credentials-rejected',
			alive: 'No secret was sent.',
		});
		expect(await errorOf(client(undefined).checkStatus())).toMatchObject({
			code: 'account-required',
			message: expect.stringContaining('wants credentials'),
		});
	});
});

describe('share', () => {
	it('sends exactly this request and makes the link from the answer', async () => {
		nock(ORIGIN, {
			reqheaders: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'ots-action/9.9.9' },
			badheaders: ['authorization', 'cookie', 'transfer-encoding'],
		})
			.matchHeader('content-length', '42')
			.post('/api/v1/share', 'secret=a+b%0A%25&ttl=3600&passphrase=p%26q')
			.reply(200, made);
		expect(await client(undefined).share(secret)).toEqual({
			usable: true,
			secretKey: made.secret_key,
			receiptKey: made.metadata_key,
			link: `${ORIGIN}/secret/${made.secret_key}`,
			ttlSeconds: 3_600,
			expiresAt: '2026-08-20T05:26:40Z',
			doubts: 0,
			namesRecipient: true,
			generatedValue: '',
		});
	});

	it('makes the link on the domain that the server names', async () => {
		nock(ORIGIN)
			.post('/api/v1/share')
			.reply(200, { ...made, share_domain: 'Secrets.example.com' });
		expect(await client(credentials).share(secret)).toMatchObject({
			link: `https://secrets.example.com/secret/${made.secret_key}`,
		});
	});

	it('does without a lifetime that the server does not name', async () => {
		nock(ORIGIN)
			.post('/api/v1/share')
			.reply(200, { ...made, ttl: 'soon' });
		expect(await client(undefined).share(secret)).toMatchObject({
			usable: true,
			ttlSeconds: undefined,
			expiresAt: undefined,
		});
		nock(ORIGIN)
			.post('/api/v1/share')
			.reply(200, { ...made, created: null });
		expect(await client(undefined).share(secret)).toMatchObject({
			usable: true,
			ttlSeconds: 3_600,
			expiresAt: undefined,
		});
	});

	it.each([
		['a domain that is no host', { ...made, share_domain: 'evil.example/x' }, made.metadata_key],
		['a key that is a path', { ...made, secret_key: '../../x?y#z' }, made.metadata_key],
		['no keys at all', { ok: true }, undefined],
	])('keeps the receipt of a secret whose answer has %s', async (_name, answer, receiptKey) => {
		nock(ORIGIN).post('/api/v1/share').reply(200, answer);
		expect(await client(undefined).share(secret)).toMatchObject({
			usable: false,
			receiptKey,
			fault: { code: 'answer-unusable' },
		});
	});

	it('counts the creations before it whose fate is unknown', async () => {
		nock(ORIGIN).post('/api/v1/share').reply(500, {}).post('/api/v1/share').reply(200, made);
		expect(await client(undefined).share(secret)).toMatchObject({ usable: true, doubts: 1 });
	});

	it('never puts what it sent or received into an error', async () => {
		nock(ORIGIN)
			.post('/api/v1/share')
			.reply(404, { message: `refused: ${secret.value}` });
		const error = await errorOf(client(credentials).share(secret));
		expect(error).toMatchObject({
			code: 'refused-by-server',
			alive: 'No secret was created.',
			foreignText: `refused: ${secret.value}`,
		});
		expect(`${error.message} ${error.stack}`).not.toMatch(/a b|p&q|tok:en/);
	});
});
