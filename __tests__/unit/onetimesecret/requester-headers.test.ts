// The headers of each request, and the proof of the credentials that API v2 needs before any other request.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { basicCredentials } from '../../../src/onetimesecret/requester.ts';
import { creationCall, receiptCall, statusCall } from './api-calls.ts';
import { CREDENTIALS, captured, makeRequester, ORIGIN, RECEIPT_KEY, useNock } from './service-fixtures.ts';

const authorization = `Basic ${Buffer.from('pét@example.com:tok:en', 'utf8').toString('base64')}`;

useNock();

/** Returns all headers of the request that `send` makes to `path` of the region. */
async function headersOf(send: () => Promise<unknown>, path: string): Promise<Record<string, string>> {
	let sent: Record<string, string> = {};
	const interceptor = path.endsWith('status') ? nock(ORIGIN).get(path) : nock(ORIGIN).post(path);
	interceptor.reply(200, {}).once('request', (request: Request) => {
		sent = Object.fromEntries(request.headers);
	});
	await send();
	return sent;
}

const ours = {
	accept: 'application/json',
	'user-agent': 'ots-action/9.9.9',
	host: 'eu.onetimesecret.com',
	connection: 'keep-alive',
};

describe('The headers', () => {
	it('of a guest are exactly these', async () => {
		const requester = makeRequester();
		expect(await headersOf(() => requester.ask(statusCall), '/api/v1/status')).toEqual(ours);
	});

	it.each([
		['v1', '/api/v1/share', 'application/x-www-form-urlencoded', '8'],
		['v2', '/api/v2/secret/conceal', 'application/json', '25'],
	] as const)('of a creation on %s say what its body is', async (version, path, type, length) => {
		const requester = makeRequester({ versions: [version], credentials: CREDENTIALS });
		const headers = await headersOf(() => requester.ask(creationCall), path);
		expect(headers).toEqual({ ...ours, authorization, 'content-type': type, 'content-length': length });
	});

	it("for an access proxy are added, and replace none of the client's own", async () => {
		const headers = { 'CF-Access-Client-Id': 'id', accept: 'text/html', 'user-agent': 'other' };
		const requester = makeRequester({ headers });
		const sent = await headersOf(() => requester.ask(statusCall), '/api/v1/status');
		expect(sent).toEqual({ ...ours, 'cf-access-client-id': 'id' });
	});

	it('hold the credentials in base64 of UTF-8', () => {
		expect(`Basic ${basicCredentials(CREDENTIALS)}`).toBe(authorization);
	});
});

describe('The proof of the credentials on v2', () => {
	const proof = () => nock(ORIGIN, { reqheaders: { authorization } }).get('/api/v2/receipt/recent');
	const requester = () => makeRequester({ versions: ['v2'], credentials: CREDENTIALS });

	it('comes before anything else', async () => {
		const order: string[] = [];
		const note = (path: string) => () => void order.push(path);
		proof().reply(200, captured('v0.26.6', 'v2 receipt recent right').body).once('request', note('proof'));
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' }).once('request', note('status'));
		expect(await requester().ask(statusCall)).toMatchObject({ value: 'nominal' });
		expect(order).toEqual(['proof', 'status']);
	});

	it('comes after v1 turned out to be missing as well', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(404, { error: 'Not Found' });
		proof().reply(200, {});
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		const auto = makeRequester({ versions: ['v1', 'v2'], credentials: CREDENTIALS });
		expect(await auto.ask(statusCall)).toMatchObject({ api: { version: 'v2' } });
	});

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'fails for wrong ones on %s, and nothing follows',
		async (release) => {
			const { status, body } = captured(release, 'v2 receipt recent wrong token');
			proof().reply(status, body);
			await expect(requester().ask(statusCall)).rejects.toMatchObject({
				code: 'credentials-rejected',
				message: expect.stringContaining('to the check of the credentials'),
			});
		},
	);

	it.each([
		[403, '<html>', 'forbidden'],
		[404, { error: 'Not Found' }, 'api-not-found'],
	])('fails if something else responds (%d %j)', async (status, body, code) => {
		proof().reply(status, body);
		await expect(requester().ask(statusCall)).rejects.toMatchObject({ code });
	});

	it('does not read the body of a success, which holds keys of other secrets', async () => {
		proof().reply(200, '[not JSON');
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		expect(await requester().ask(statusCall)).toMatchObject({ value: 'nominal' });
	});

	it('accepts a success of more than a mebibyte without reading all of it', async () => {
		proof().reply(200, 'x'.repeat(1_048_577));
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		expect(await requester().ask(statusCall)).toMatchObject({ value: 'nominal' });
	});

	it('is not made for a guest', async () => {
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		await makeRequester({ versions: ['v2'] }).ask(statusCall);
	});

	it('is not made where nothing is created', async () => {
		nock(ORIGIN).get(`/api/v2/receipt/${RECEIPT_KEY}`).reply(200, {});
		await requester().ask(receiptCall);
	});
});

describe('The credentials on v1', () => {
	it('are proved by the status check alone', async () => {
		nock(ORIGIN, { reqheaders: { authorization } }).get('/api/v1/status').reply(200, { status: 'nominal' });
		await makeRequester({ credentials: CREDENTIALS }).ask(statusCall);
	});
});
