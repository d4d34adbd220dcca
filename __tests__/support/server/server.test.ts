// What the embedded server does beyond the captured questions: its own interface, and what follows from the server's source.
import { request as requestTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authorityPem, serverCertificate } from '../network/certificates.ts';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, authorize, share } from './raw-client.ts';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('A secret', () => {
	it('opens for exactly one of many who try at once', async () => {
		const { secretKey } = await share(server);
		const answers = await Promise.all(
			Array.from({ length: 8 }, () => ask(server, `/secret/${secretKey}`, { body: '' })),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
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

describe('A server with a certificate', () => {
	const { key, cert } = serverCertificate('self-signed');

	const askTls = (tls: EmbeddedServer, options: object): Promise<string> =>
		new Promise((resolve, reject) => {
			const outgoing = requestTls(
				`${tls.origin}/api/v1/share`,
				{ method: 'POST', ca: cert, ...options },
				(response) => resolve(text(response)),
			);
			outgoing.once('error', reject).end('secret=hello');
		});

	it('speaks https, by address and by name, and writes https into its URLs', async () => {
		const tls = await startServer({ tls: { key, cert } });
		expect(tls.origin).toBe(`https://127.0.0.1:${tls.port}`);
		expect(await askTls(tls, {})).toContain(`"metadata_url":"https://127.0.0.1:${tls.port}/receipt/`);
		expect(await askTls(tls, { servername: 'secrets.example.com', agent: false })).toContain('"state":"new"');
		expect(tls.requests.map(({ connection }) => connection)).toEqual([1, 2]);
		await tls.close();
	});

	it('is not trusted by a client that was not told to', async () => {
		const tls = await startServer({ tls: { key, cert } });
		await expect(askTls(tls, { ca: [] })).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		expect(tls.requests).toHaveLength(0);
		await tls.close();
	});

	it('is not trusted for a host that the certificate does not name', async () => {
		const tls = await startServer({ tls: serverCertificate('other-name') });
		await expect(askTls(tls, { ca: authorityPem() })).rejects.toMatchObject({
			code: 'ERR_TLS_CERT_ALTNAME_INVALID',
		});
		await tls.close();
	});

	it.each(['reset-before', 'reset-after'] as const)('can break the connection beneath: %s', async (kind) => {
		const tls = await startServer({ tls: { key, cert } });
		tls.fault({ route: 'share', act: { kind } });
		await expect(askTls(tls, {})).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(tls.created).toBe(kind === 'reset-after' ? 1 : 0);
		await tls.close();
	});
});
