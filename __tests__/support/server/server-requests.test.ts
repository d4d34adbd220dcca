// How the embedded server takes requests and records them, and what its status says.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, share } from './raw-client.ts';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('A request', () => {
	it('is recorded as it arrived', async () => {
		await ask(server, '/share?x=1', { body: 'secret=h%C3%A9', headers: { 'X-Mixed-Case': 'Yes' } });
		expect(server.requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/v1/share?x=1',
				route: 'share',
				httpVersion: '1.1',
				connection: 1,
				headers: { 'x-mixed-case': 'Yes' },
			},
		]);
		expect(server.requests[0]?.headerNames).toContain('X-Mixed-Case');
		expect(server.requests[0]?.body).toEqual(Buffer.from('secret=h%C3%A9'));
	});

	it.each([
		['a slash at the end', '/status/', 200],
		['doubled slashes', '//status', 200],
		['a method that the route does not know', '/generate', 404],
	])('may have %s', async (_title, path, status) => {
		expect((await ask(server, path)).status).toBe(status);
	});

	it.each(['private', 'metadata', 'receipt'])('may call a receipt %s', async (collection) => {
		const { receiptKey } = await share(server);
		expect((await ask(server, `/${collection}/${receiptKey}`)).json).toMatchObject({ state: 'new' });
		expect((await ask(server, `/${collection}/${receiptKey}/burn`, { body: '' })).status).toBe(200);
		expect(server.alive).toBe(0);
	});

	it('without a key between its slashes has the key `burn`', async () => {
		expect((await ask(server, '/private//burn', { body: '' })).json).toEqual({ message: 'Not Found' });
	});

	it('with wrong credentials is refused before its key is looked at', async () => {
		const headers = { authorization: 'Basic bm9ib2R5Om5vbmU=' };
		expect((await ask(server, '/private/abc', { headers })).json).toEqual({ message: 'Not authorized' });
	});

	it('whose JSON is broken is a bad request', async () => {
		const headers = { 'content-type': 'application/json' };
		expect(await ask(server, '/share', { body: '{"secret":', headers })).toMatchObject({
			status: 400,
			text: '',
		});
	});
});

describe('The status', () => {
	it('is the word that was set, or what a function says each time', async () => {
		const statusWord = async (): Promise<unknown> => (await ask(server, '/status')).json?.['status'];
		expect(await statusWord()).toBe('nominal');
		server.setStatus('degraded');
		expect(await statusWord()).toBe('degraded');
		const words = ['booting', 'nominal'];
		server.setStatus(() => words.shift() ?? 'offline');
		expect([await statusWord(), await statusWord(), await statusWord()]).toEqual([
			'booting',
			'nominal',
			'offline',
		]);
	});
});
