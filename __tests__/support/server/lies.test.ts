// A server that lies, for tests that have to notice it.
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, conceal, dig, post, share } from './raw-client.ts';

const WRONG = { authorization: 'Basic bm9ib2R5Om5vbmU=' };

let server: EmbeddedServer;

afterEach(() => server.close());

describe('A burn that does not burn', () => {
	it('is told as a burn by response and receipt of API v1, and the link still opens', async () => {
		server = await startServer({ lies: 'burn' });
		const { secretKey, receiptKey } = await share(server);
		expect((await ask(server, `/private/${receiptKey}/burn`, { body: '' })).status).toBe(200);
		expect((await ask(server, `/private/${receiptKey}`)).json).toMatchObject({ state: 'burned' });
		expect(server.alive).toBe(1);
		expect((await ask(server, `/secret/${secretKey}`, { body: '' })).json).toMatchObject({ value: 'hello' });
		expect(server.alive).toBe(0);
	});

	it('is told as a burn by response and receipt of API v2, and the link still opens', async () => {
		server = await startServer({ lies: 'burn' });
		const { secretKey, receiptKey } = await conceal(server);
		const burned = await post(server, `/receipt/${receiptKey}/burn`, { continue: true });
		expect(burned.json).toMatchObject({ success: true });
		const look = await ask(server, `/receipt/${receiptKey}`, { api: 'v2' });
		expect([dig(look, 'record.state'), dig(look, 'record.is_burned')]).toEqual(['burned', true]);
		expect(server.reveal(secretKey)).toBe('hello');
		expect(server.reveal(secretKey)).toBeUndefined();
	});
});

describe('A reveal that gives another value', () => {
	it('does so on both API versions', async () => {
		server = await startServer({ lies: 'reveal' });
		const first = await ask(server, `/secret/${(await share(server)).secretKey}`, { body: '' });
		expect(first.json?.['value']).toBe('not hello');
		const { secretKey } = await conceal(server);
		const second = await post(server, `/secret/${secretKey}/reveal`, { continue: true });
		expect(dig(second, 'record.secret_value')).toBe('not hello');
	});
});

describe('A status that takes wrong credentials', () => {
	it('says nominal on API v1, and lists receipts on API v2, but creates nothing for them', async () => {
		server = await startServer({ lies: 'status' });
		expect((await ask(server, '/status', { headers: WRONG })).json).toMatchObject({ status: 'nominal' });
		expect((await ask(server, '/receipt/recent', { api: 'v2', headers: WRONG })).status).toBe(200);
		expect((await ask(server, '/share', { body: 'secret=hello', headers: WRONG })).status).toBe(404);
		expect(server.created).toBe(0);
	});
});
