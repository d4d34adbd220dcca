// Options that give a server a trait of another release, or a limit.
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type ServerOptions, startServer } from './index.ts';
import { ask, authorize, conceal, dig, post, share } from './raw-client.ts';

const FORM = 'secret=hello&ttl=300';

let server: EmbeddedServer | undefined;

async function start(options: ServerOptions): Promise<EmbeddedServer> {
	server = await startServer(options);
	return server;
}

afterEach(() => server?.close());

describe('showsValueInReceipt', () => {
	it('shows the value to the first look-up alone, and says `viewed` from then on', async () => {
		const running = await start({ showsValueInReceipt: true });
		const { receiptKey } = await share(running);
		const first = await ask(running, `/private/${receiptKey}`);
		expect(first.json).toMatchObject({ state: 'viewed', value: 'hello', secret_value: 'hello' });
		const second = await ask(running, `/private/${receiptKey}`);
		expect(second.json).toMatchObject({ state: 'viewed' });
		expect(second.json).not.toHaveProperty('value');
		const burned = await ask(running, `/private/${receiptKey}/burn`, { body: '' });
		expect(dig(burned, 'state.state')).toBe('viewed');
	});
});

describe('dropsRecipients', () => {
	it.each([
		['person@example.com', ['pe*****@e*****.com'], ['person@example.com']],
		['not an address', [], []],
		['a@example.com,b@example.com', ['a*****@e*****.com'], ['a@example.com']],
		['person@example.technology', [], []],
		["o'brien@example.com", ['br*****@e*****.com'], ['brien@example.com']],
	])('accepts %s, names %j and mails %j', async (recipient, shown, mailed) => {
		const running = await start({ dropsRecipients: true });
		const body = `${FORM}&recipient=${encodeURIComponent(recipient)}`;
		const created = await ask(running, '/share', { body, headers: authorize(running) });
		expect([created.status, created.json?.['recipient']]).toEqual([200, shown]);
		expect(running.mails).toEqual(mailed);
	});

	it('still wants an account for an address that it knows', async () => {
		const running = await start({ dropsRecipients: true });
		const refused = await ask(running, '/share', { body: `${FORM}&recipient=person@example.com` });
		expect(refused.json).toEqual({ message: 'An account is required to send emails.' });
		expect(running.created).toBe(0);
	});
});

describe('An old release', () => {
	it('v0.16 says the receipt lifetime as `ttl` and the secret lifetime as `secret_ttl`', async () => {
		const created = await ask(await start({ release: 'v0.16' }), '/share', { body: FORM });
		expect(created.json).toMatchObject({ ttl: 600, secret_ttl: 300, metadata_ttl: 600 });
	});

	it('v0.24.0 names its keys `identifier` and `secret_identifier` only', async () => {
		const { json } = await ask(await start({ release: 'v0.24.0' }), '/share', { body: FORM });
		expect(json?.['identifier']).toMatch(/^[0-9a-z]{62}$/);
		expect(json?.['secret_identifier']).toMatch(/^[0-9a-z]{62}$/);
		expect(json).not.toHaveProperty('metadata_key');
		expect(json).not.toHaveProperty('secret_key');
	});
});

describe('guestLimit', () => {
	it('stops guests on API v1 in words, and lets accounts go on', async () => {
		const running = await start({ guestLimit: 1 });
		await share(running);
		const refused = await ask(running, '/share', { body: FORM });
		expect(refused).toMatchObject({
			status: 404,
			json: { message: 'Too many secrets created. Please try again later.' },
			headers: { 'x-ots-intended-status': '400' },
		});
		expect(refused.headers).not.toHaveProperty('retry-after');
		const headers = authorize(running);
		expect((await ask(running, '/share', { body: FORM, headers })).status).toBe(200);
		expect(running.created).toBe(2);
	});

	it('stops guests on API v2 with a time, and lets accounts go on', async () => {
		const running = await start({ guestLimit: 1 });
		await conceal(running);
		const body = { secret: { secret: 'hello' } };
		const refused = await post(running, '/secret/conceal', body);
		expect(refused).toMatchObject({ status: 429, json: { retry_after: 3600 } });
		expect((await post(running, '/secret/conceal', body, authorize(running))).status).toBe(200);
	});

	it('counts anew after an hour', async () => {
		let nowMs = 0;
		const running = await start({ guestLimit: 1, nowMs: () => nowMs });
		await share(running);
		nowMs = 3_600_000;
		expect((await ask(running, '/share', { body: FORM })).status).toBe(200);
	});
});

describe('rateLimit', () => {
	it.each([
		['v0.23', 'Cripes! You have been rate limited.', undefined],
		['v0.24', 'Rate limit exceeded. Please try again later.', '400'],
		['v0.26', 'Rate limit exceeded. Please try again later.', '400'],
	] as const)('makes %s say %j to guests on API v1', async (release, text, intended) => {
		const running = await start({ release, rateLimit: 1 });
		await share(running);
		const refused = await ask(running, '/share', { body: FORM });
		expect([refused.status, refused.json?.['message']]).toEqual([404, text]);
		expect(refused.headers['x-ots-intended-status']).toBe(intended);
		expect(running.created).toBe(1);
	});

	it('gives 429 on API v2 of v0.23 alone', async () => {
		const old = await start({ release: 'v0.23', rateLimit: 0 });
		const refused = await post(old, '/secret/conceal', { secret: { secret: 'hello' } });
		expect(refused).toMatchObject({ status: 429, json: { success: false } });
		await old.close();
		const newer = await start({ release: 'v0.26', rateLimit: 0 });
		expect((await post(newer, '/secret/conceal', { secret: { secret: 'hello' } })).status).toBe(200);
	});

	it('keeps a secret that it does not open', async () => {
		const running = await start({ rateLimit: 1 });
		const { secretKey } = await share(running);
		await ask(running, '/secret/another-key-of-twenty', { body: '' });
		const refused = await ask(running, `/secret/${secretKey}`, { body: '' });
		expect(refused.json).toEqual({ message: 'Rate limit exceeded. Please try again later.' });
		expect(running.alive).toBe(1);
	});
});
