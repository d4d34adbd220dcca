// A server that lacks an API version.
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, conceal, share } from './raw-client.ts';

let server: EmbeddedServer;

afterEach(() => server.close());

describe.each([
	['v0.16', 200],
	['v0.23', 500],
	['v0.24', 404],
	['v0.25', 404],
	['v0.26', 404],
] as const)('%s', (release, status) => {
	it(`gives a page with ${status} to GET below an API version that is not there`, async () => {
		server = await startServer({ release, apis: { v1: false } });
		const response = await ask(server, '/status');
		expect(response.status).toBe(status);
		expect(response.headers['content-type']).toMatch(/^text\/html/);
		expect(response.text.length).toBeGreaterThan(10_000);
		expect(response.text.length).toBeLessThan(16_000);
	});

	it('gives nine bytes to POST, and makes nothing', async () => {
		server = await startServer({ release, apis: { v1: false, v2: false } });
		for (const [api, path] of [
			['v1', '/share'],
			['v2', '/secret/conceal'],
		] as const) {
			const response = await ask(server, path, { api, body: 'secret=hello' });
			expect([response.status, response.text]).toEqual([404, 'Not Found']);
			expect(response.headers['content-type']).toMatch(/^text\/html/);
		}
		expect(server.created).toBe(0);
	});
});

it('The other API version works', async () => {
	server = await startServer({ apis: { v1: false } });
	expect(server.reveal((await conceal(server)).secretKey)).toBe('hello');
	await server.close();
	server = await startServer({ apis: { v2: false } });
	expect(server.reveal((await share(server)).secretKey)).toBe('hello');
	expect((await ask(server, '/status', { api: 'v2' })).status).toBe(404);
});

it('v0.16 has no API v2 unless it is told to', async () => {
	server = await startServer({ release: 'v0.16' });
	expect((await ask(server, '/status', { api: 'v2' })).text).toContain('<!doctype html>');
});

it('An unknown path inside of an API version that is there is told in JSON', async () => {
	server = await startServer();
	expect((await ask(server, '/nothing')).json).toEqual({ error: 'Not Found' });
	expect((await ask(server, '/nothing', { api: 'v2' })).json).toEqual({
		error: 'Not Found',
		error_type: 'NotFound',
	});
});

it('Requests are recorded by their route also where the API version is missing', async () => {
	server = await startServer({ apis: { v1: false } });
	await ask(server, '/share', { body: 'secret=hello' });
	expect(server.requests.map(({ route }) => route)).toEqual(['share']);
});
