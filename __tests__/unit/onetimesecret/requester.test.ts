// Which requests are sent, and to which API version. nock rejects all others.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { ApiVersion } from '../../../src/onetimesecret/types.ts';
import { creationCall, receiptCall, statusCall } from './api-calls.ts';
import { makeRequester, ORIGIN, RECEIPT_KEY, type ServiceOptions, useNock } from './service-fixtures.ts';

/** Creates a requester that tries v1, then v2. `settled` lists the versions that it reports. */
function autoRequester(options: ServiceOptions = {}) {
	const settled: ApiVersion[] = [];
	const onVersion = (version: ApiVersion): void => void settled.push(version);
	return { requester: makeRequester({ versions: ['v1', 'v2'], onVersion, ...options }), settled };
}

useNock();

describe('The choice of the API version', () => {
	it('stays with v1 if the server has it, without an extra request', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(200, { status: 'nominal' });
		nock(ORIGIN).post('/api/v1/share').reply(200, {});
		const { requester, settled } = autoRequester();
		expect(await requester.ask(statusCall)).toMatchObject({ value: 'nominal', api: { version: 'v1' } });
		await requester.ask(creationCall);
		expect([settled, requester.api.version]).toEqual([['v1'], 'v1']);
	});

	it.each([
		[404, { error: 'Not Found' }],
		[404, '<html>not here</html>'],
		[404, 'Not Found'],
		[405, ''],
		[410, '<html>'],
	])('goes on to v2 where the path is missing (%d %j), and stays there', async (status, body) => {
		nock(ORIGIN).get('/api/v1/status').reply(status, body);
		nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
		nock(ORIGIN).post('/api/v2/secret/conceal').reply(200, {});
		const { requester, settled } = autoRequester();
		expect(await requester.ask(statusCall)).toMatchObject({ value: 'nominal', api: { version: 'v2' } });
		await requester.ask(creationCall);
		expect([settled, requester.api.version]).toEqual([['v2'], 'v2']);
	});

	it('sends the same request to v2, whatever it is', async () => {
		nock(ORIGIN).get(`/api/v1/private/${RECEIPT_KEY}`).reply(404, { error: 'Not Found' });
		nock(ORIGIN)
			.get(`/api/v2/receipt/${RECEIPT_KEY}`)
			.reply(200, { record: { state: 'revealed' } });
		expect(await autoRequester().requester.ask(receiptCall)).toMatchObject({ value: 'opened' });
	});

	it.each([
		[404, { secret_key: RECEIPT_KEY, message: 'Unknown secret' }],
		[404, { message: 'Not authorized' }],
		[404, { message: 'Nicht gefunden' }],
	])('is settled by a refusal of v1 itself: %d %j', async (status, body) => {
		nock(ORIGIN).get(`/api/v1/private/${RECEIPT_KEY}`).reply(status, body);
		const { requester, settled } = autoRequester();
		expect((await requester.attempt(receiptCall)).outcome.ok).toBe(false);
		expect(settled).toEqual(['v1']);
	});

	it.each([
		[403, '<html>'],
		[302, ''],
	])(
		'is left open by what stands in front (%d), so that the next request begins with v1',
		async (status, body) => {
			nock(ORIGIN).get('/api/v1/status').reply(status, body);
			nock(ORIGIN).get('/api/v1/status').reply(404, '<html>');
			nock(ORIGIN).get('/api/v2/status').reply(200, { status: 'nominal' });
			const { requester, settled } = autoRequester();
			await requester.attempt(statusCall);
			expect(settled).toEqual([]);
			expect(await requester.ask(statusCall)).toMatchObject({ api: { version: 'v2' } });
		},
	);

	it('is left open by a fault, although it comes as JSON', async () => {
		nock(ORIGIN).get('/api/v1/status').times(60).reply(500, { error: 'Internal Server Error' });
		const { requester, settled } = autoRequester();
		expect((await requester.attempt(statusCall)).outcome).toMatchObject({ status: 500, end: 'deadline' });
		nock.cleanAll();
		expect([settled, requester.api.version]).toEqual([[], 'v1']);
	});

	it('does not change once it is settled, so that nothing is created twice', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(200, { status: 'nominal' });
		nock(ORIGIN).post('/api/v1/share').reply(404, '<html>');
		const { requester } = autoRequester();
		await requester.ask(statusCall);
		await expect(requester.ask(creationCall)).rejects.toMatchObject({
			code: 'api-not-found',
			message: expect.stringContaining('does not have API v1 ('),
		});
	});

	it('does not change after a creation in doubt, so that nothing is created twice', async () => {
		nock(ORIGIN).post('/api/v1/share').reply(500, '<html>');
		nock(ORIGIN).post('/api/v1/share').reply(404, '<html>');
		await expect(autoRequester().requester.ask(creationCall)).rejects.toMatchObject({
			code: 'api-not-found',
			leftBehind: expect.stringContaining('A copy of the secret may be on the server'),
		});
	});

	it('fails if the server has neither, and names both', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(404, '<html>');
		nock(ORIGIN).get('/api/v2/status').reply(404, '<html>');
		await expect(autoRequester().requester.ask(statusCall)).rejects.toMatchObject({
			code: 'api-not-found',
			message: expect.stringContaining('does not have API v1 or v2'),
		});
	});

	it.each(['v1', 'v2'] as const)('is not made where %s is asked for', async (version) => {
		nock(ORIGIN).get(`/api/${version}/status`).reply(404, '<html>');
		const { requester } = autoRequester({ versions: [version] });
		await expect(requester.ask(statusCall)).rejects.toMatchObject({
			message: expect.stringContaining(`does not have API ${version} (`),
		});
	});
});

describe('A call that succeeded', () => {
	it('has nothing to explain', async () => {
		nock(ORIGIN).get('/api/v1/status').reply(200, {});
		const { requester } = autoRequester();
		const result = await requester.attempt(statusCall);
		expect(() => requester.explain(result)).toThrow(TypeError);
	});
});
