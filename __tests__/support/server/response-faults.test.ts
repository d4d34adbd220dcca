// Faults of the response, and which request a plan hits.
import { Agent } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, authorize, share } from './raw-client.ts';

const FORM = 'secret=hello&ttl=300';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('A fault that responds otherwise', () => {
	it('sends any status, headers and text without carrying out the request', async () => {
		const page = '<html>Just a moment</html>';
		const headers = { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] };
		server.fault({ route: 'share', act: { kind: 'answer', status: 503, headers, body: page } });
		const response = await ask(server, '/share', { body: FORM });
		expect(response).toMatchObject({
			status: 503,
			text: page,
			headers: { 'content-type': 'text/html', 'set-cookie': ['a=1', 'b=2'] },
		});
		expect(response.headers).not.toHaveProperty('o-domain-strategy');
		expect(server.created).toBe(0);
	});

	it('sends JSON as JSON and bytes as they are', async () => {
		server.fault({ route: 'status', act: { kind: 'answer', body: { status: 'degraded' } } });
		server.fault({ route: 'status', on: 2, act: { kind: 'answer', body: Buffer.from('ok') } });
		expect(await ask(server, '/status')).toMatchObject({ status: 200, text: '{"status":"degraded"}' });
		expect((await ask(server, '/status')).text).toBe('ok');
	});

	it('changes single fields of the real response and leaves the rest', async () => {
		server.fault({ route: 'share', act: { kind: 'answer', body: (json) => ({ ...json, ttl: 'soon' }) } });
		const response = await ask(server, '/share', { body: FORM });
		expect(response.json).toMatchObject({ ttl: 'soon', state: 'new' });
		expect(response.headers).toMatchObject({
			'o-domain-strategy': 'invalid',
			'content-length': String(response.text.length),
		});
		expect(server.reveal(String(response.json?.['secret_key']))).toBe('hello');
	});

	it('carries the request out where told, and can take headers away', async () => {
		server.fault({
			route: 'share',
			act: { kind: 'answer', status: 502, headers: { 'Content-Type': null }, acts: true },
		});
		const response = await ask(server, '/share', { body: FORM });
		expect(response).toMatchObject({ status: 502, json: { state: 'new' } });
		expect(response.headers).not.toHaveProperty('content-type');
		expect(server.created).toBe(1);
	});

	it('redirects', async () => {
		server.fault({
			route: 'share',
			act: { kind: 'redirect', status: 307, location: 'https://elsewhere.example.com/' },
		});
		const response = await ask(server, '/share', { body: FORM });
		expect(response).toMatchObject({
			status: 307,
			text: '',
			headers: { location: 'https://elsewhere.example.com/' },
		});
		expect(server.created).toBe(0);
	});
});

describe('A fault plan', () => {
	const broken = { kind: 'answer', status: 500 } as const;
	const askStatus = async (): Promise<number> => (await ask(server, '/status')).status;

	it.each([
		[undefined, [500, 200, 200, 200]],
		[2, [200, 500, 200, 200]],
		[
			[1, 3],
			[500, 200, 500, 200],
		],
		['every', [500, 500, 500, 500]],
	] as const)('on %j hits the requests %j', async (on, statuses) => {
		const handle = server.fault({ route: 'status', act: broken, ...(on !== undefined && { on }) });
		expect([await askStatus(), await askStatus(), await askStatus(), await askStatus()]).toEqual(statuses);
		expect(handle.fired).toBe(statuses.filter((status) => status === 500).length);
	});

	it('counts from the moment it is set, and only its own route', async () => {
		await askStatus();
		await share(server);
		server.fault({ route: 'status', on: 2, act: broken });
		await share(server);
		expect([await askStatus(), await askStatus()]).toEqual([200, 500]);
	});

	it('gives way to an earlier one that hits the same request', async () => {
		server.fault({ route: 'status', on: 'every', act: { kind: 'answer', status: 502 } });
		const later = server.fault({ route: 'any', on: 'every', act: broken });
		expect(await askStatus()).toBe(502);
		expect(later.fired).toBe(0);
		expect((await ask(server, '/nowhere')).status).toBe(500);
	});

	it.each([
		['share', '/share', 'secret=x'],
		['share', '/create', 'secret=x'],
		['generate', '/generate', ''],
		['secret', '/secret/zzzzzzzzzzzzzzzzzzzzzzzz', ''],
		['receipt', '/private/zzzzzzzzzzzzzzzzzzzzzzzz', ''],
		['burn', '/private/zzzzzzzzzzzzzzzzzzzzzzzz/burn', ''],
	] as const)('for `%s` hits %s', async (route, path, body) => {
		const handle = server.fault({ route, act: broken });
		expect((await ask(server, path, { body, headers: authorize(server) })).status).toBe(500);
		expect(handle.fired).toBe(1);
	});

	it('hits the requests that a function picks', async () => {
		let isOpen = true;
		const handle = server.fault({ route: 'status', on: () => !isOpen, act: broken });
		expect((await ask(server, '/status')).status).toBe(200);
		isOpen = false;
		expect((await ask(server, '/status')).status).toBe(500);
		expect(handle.fired).toBe(1);
	});

	it('leaves an agent that keeps connections with one for all ordinary responses, and a new one after a lost one', async () => {
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		await ask(server, '/status', { agent });
		await ask(server, '/status', { agent });
		expect(server.connections).toBe(1);
		const handle = server.fault({ route: 'status', act: { kind: 'close-after-answer' } });
		await ask(server, '/status', { agent });
		await handle.gone;
		await ask(server, '/status', { agent });
		expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1, 1, 2]);
	});
});
