// What the one account of the embedded server can do, beyond the captured questions.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, authorize, share } from './raw-client.ts';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('The account', () => {
	it('may use its customer id as user name, and not its e-mail in capitals', async () => {
		const statusAs = async (user: string): Promise<number> => {
			const authorization = `Basic ${Buffer.from(`${user}:${server.account.token}`).toString('base64')}`;
			return (await ask(server, '/status', { headers: { authorization } })).status;
		};
		expect(server.account.customerId).toMatch(/^ur[0-9a-z]{25}$/);
		expect(await statusAs(server.account.customerId)).toBe(200);
		expect(await statusAs(server.account.username)).toBe(200);
		expect(await statusAs('CI@EXAMPLE.COM')).toBe(404);
		expect(await statusAs('')).toBe(404);
	});

	it('has a token of its own on every server', async () => {
		const other = await startServer();
		await other.close();
		expect(other.account.token).not.toBe(server.account.token);
	});

	it('lists what it shared, oldest first and without the key of the secret', async () => {
		const fields = ['secret=a&ttl=60', 'secret=b&ttl=120'];
		for (const body of fields) {
			await ask(server, '/share', { body, headers: authorize(server) });
		}
		await share(server);
		const { text: list } = await ask(server, '/private/recent', { headers: authorize(server) });
		expect(JSON.parse(list)).toMatchObject([
			{ ttl: 60, state: 'new', secret_ttl: null },
			{ ttl: 120, state: 'new' },
		]);
		expect(list).not.toContain('"secret_key"');
	});

	it('mails the first of several recipients', async () => {
		const body = 'secret=x&recipient[]=ann%40example.com&recipient[]=bob%40example.com';
		const { json } = await ask(server, '/share', { body, headers: authorize(server) });
		expect(json?.['recipient']).toEqual(['an***@e***.com']);
		expect(server.mails).toEqual(['ann@example.com']);
	});
});
