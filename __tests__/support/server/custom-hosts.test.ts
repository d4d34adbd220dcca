// What a custom domain does to requests that come in on it, by release.
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type ServerOptions, startServer } from './index.ts';
import { ask, authorize, dig, type PlainResponse, post } from './raw-client.ts';

const HOST = 'secrets.example.com';
const FORM = 'secret=hello&ttl=300';
const NOT_PUBLIC = `Public sharing disabled for domain: ${HOST}`;

let server: EmbeddedServer;

async function start(options: ServerOptions): Promise<void> {
	server = await startServer({ canonicalHost: 'ots.example.net', ...options });
}

afterEach(() => server.close());

function onHost(asAccount: boolean, host = HOST): Record<string, string> {
	return { host, ...(asAccount && authorize(server)) };
}

async function shareOnHost(asAccount: boolean, host = HOST): Promise<PlainResponse> {
	return ask(server, '/share', { body: FORM, headers: onHost(asAccount, host) });
}

async function concealOnHost(asAccount: boolean): Promise<PlainResponse> {
	return post(server, '/secret/conceal', { secret: { secret: 'hello' } }, onHost(asAccount));
}

describe('v0.24', () => {
	it.each([false, true])(
		'refuses guests and its owner (%j) where the homepage is not public',
		async (owner) => {
			await start({ release: 'v0.24' });
			expect(await shareOnHost(owner)).toMatchObject({
				status: 404,
				json: { message: NOT_PUBLIC },
				headers: { 'x-ots-intended-status': '400' },
			});
			expect(await concealOnHost(owner)).toMatchObject({
				status: 422,
				json: { error: 'FormError', message: NOT_PUBLIC },
			});
			expect(server.created).toBe(0);
		},
	);

	it.each([false, true])('takes guests and its owner (%j) where the homepage is public', async (owner) => {
		await start({ release: 'v0.24', publicHomepage: true });
		expect((await shareOnHost(owner)).json).toMatchObject({ share_domain: HOST });
		expect(dig(await concealOnHost(owner), 'record.share_domain')).toBe(HOST);
	});
});

describe('v0.26', () => {
	it('refuses guests and takes its owner where the homepage is not public', async () => {
		await start({ release: 'v0.26' });
		expect((await shareOnHost(false)).json).toEqual({ message: NOT_PUBLIC });
		expect((await concealOnHost(false)).status).toBe(403);
		expect((await shareOnHost(true)).json).toMatchObject({ share_domain: HOST });
	});

	it('takes guests where the homepage is public', async () => {
		await start({ release: 'v0.26', publicHomepage: true });
		expect((await shareOnHost(false)).json).toMatchObject({ share_domain: HOST });
	});
});

it('v0.23 does not put the host of the request into the link', async () => {
	await start({ release: 'v0.23' });
	expect((await shareOnHost(false)).json).toMatchObject({ share_domain: '' });
});

it('A custom domain with another name counts on a server whose own host is an address', async () => {
	server = await startServer({ customDomain: 'links.example.org' });
	const made = await shareOnHost(true, 'links.example.org');
	expect(made.json).toMatchObject({ share_domain: 'links.example.org' });
	expect(made.headers['o-domain-strategy']).toBe('custom');
	expect((await shareOnHost(true)).json).toMatchObject({ share_domain: '' });
});
