// What becomes of a secret on the embedded server, beyond the captured questions.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, share } from './raw-client.ts';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('A secret', () => {
	it('opens for exactly one of many who try at once', async () => {
		const { secretKey } = await share(server);
		const responses = await Promise.all(
			Array.from({ length: 8 }, () => ask(server, `/secret/${secretKey}`, { body: '' })),
		);
		expect(responses.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
	});

	it('has keys of 62 characters that differ from each other', async () => {
		const { secretKey, receiptKey } = await share(server);
		expect(secretKey).toMatch(/^[0-9a-z]{62}$/);
		expect(receiptKey).toMatch(/^[0-9a-z]{62}$/);
		expect(secretKey).not.toBe(receiptKey);
	});

	it('can be opened without HTTP, once and with its passphrase', async () => {
		const { secretKey, receiptKey } = await share(server, 'secret=hello&passphrase=correct');
		expect(server.reveal(secretKey)).toBeUndefined();
		expect(server.reveal(secretKey, 'wrong')).toBeUndefined();
		expect(server.alive).toBe(1);
		expect(server.reveal(secretKey, 'correct')).toBe('hello');
		expect(server.reveal(secretKey, 'correct')).toBeUndefined();
		expect((await ask(server, `/private/${receiptKey}`)).json).toMatchObject({ state: 'received' });
		expect([server.created, server.alive]).toEqual([1, 0]);
	});

	it.each([
		['%C3%A9'.repeat(3), 404],
		['%C3%A9'.repeat(4), 200],
		['%F0%9F%94%91'.repeat(128), 200],
		['%C3%A9'.repeat(129), 404],
	])('has a passphrase of 4 to 128 characters, not bytes: %s', async (passphrase, status) => {
		expect((await ask(server, '/share', { body: `secret=hello&passphrase=${passphrase}` })).status).toBe(
			status,
		);
	});

	it('is lost by a reveal if it is no UTF-8', async () => {
		const { secretKey } = await share(server, 'secret=p%C3%A4%FFb');
		expect((await ask(server, `/secret/${secretKey}`, { body: '' })).json).toEqual({
			message: 'An unexpected error occurred :[',
		});
		expect((await ask(server, `/secret/${secretKey}`, { body: '' })).json).toMatchObject({
			message: 'Unknown secret',
		});
	});
});
