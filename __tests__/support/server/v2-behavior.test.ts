// What API v2 of the embedded server does beyond the captured questions.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type FaultRoute, type ReleaseName, startServer } from './index.ts';
import { ask, authorize, conceal, dig, open, type PlainResponse, post, share } from './raw-client.ts';

let nowMs = 0;
let server: EmbeddedServer;

async function start(release: ReleaseName): Promise<void> {
	nowMs = Date.UTC(2026, 0, 1);
	server = await startServer({ release, nowMs: () => nowMs });
}

afterEach(() => server.close());

async function look(receiptKey: string): Promise<PlainResponse> {
	return ask(server, `/receipt/${receiptKey}`, { api: 'v2' });
}

describe('A generated value with a passphrase', () => {
	it.each([
		['v0.23', [false, false]],
		['v0.24', [true, false]],
		['v0.26', [true, false]],
	] as const)('is shown by look-ups of %s: %j', async (release, shown) => {
		await start(release);
		const made = await post(server, '/secret/generate', {
			secret: { ttl: 300, passphrase: 'correct horse' },
		});
		const receiptKey = String(dig(made, 'record.metadata.identifier'));
		const values = [await look(receiptKey), await look(receiptKey)].map((response) =>
			dig(response, 'details.secret_value'),
		);
		expect(values.map((value) => value !== null)).toEqual(shown);
		const secretKey = String(dig(made, 'record.secret.identifier'));
		const value = server.reveal(secretKey, 'correct horse');
		expect(value).toHaveLength(12);
		if (shown[0]) expect(values[0]).toBe(value);
	});

	it('is not shown a minute later', async () => {
		await start('v0.26');
		const made = await post(server, '/secret/generate', { secret: { ttl: 300 } });
		nowMs += 60_000;
		const late = await look(String(dig(made, 'record.metadata.identifier')));
		expect(dig(late, 'details.secret_value')).toBeNull();
	});
});

describe('A receipt', () => {
	it.each(['v0.23', 'v0.24', 'v0.26'] as const)('of %s says that the time is over', async (release) => {
		await start(release);
		const { secretKey, receiptKey } = await conceal(server);
		nowMs += 300_000;
		const response = await look(receiptKey);
		expect([dig(response, 'record.state'), dig(response, 'record.is_expired')]).toEqual(['expired', true]);
		expect(dig(response, 'details.secret_realttl')).toBeNull();
		expect((await post(server, `/secret/${secretKey}/reveal`, { continue: true })).status).toBe(404);
		nowMs += 300_000;
		expect((await look(receiptKey)).status).toBe(404);
	});

	it('is the same for both API versions', async () => {
		await start('v0.26');
		const { secretKey, receiptKey } = await share(server);
		await post(server, `/secret/${secretKey}/reveal`, { continue: true });
		expect((await ask(server, `/private/${receiptKey}`)).json).toMatchObject({ state: 'received' });
		expect(dig(await look(receiptKey), 'record.state')).toBe('revealed');
	});

	it('is listed for its owner, newest first', async () => {
		await start('v0.26');
		await conceal(server);
		const headers = authorize(server);
		for (const ttl of [60, 120]) {
			await post(server, '/secret/conceal', { secret: { secret: 'hello', ttl } }, headers);
		}
		const list = await ask(server, '/receipt/recent', { api: 'v2', headers });
		expect(list.json).toMatchObject({ count: 2, records: [{ secret_ttl: 120 }, { secret_ttl: 60 }] });
	});
});

describe('A request', () => {
	it('with JSON under the type of a form has the wrong payload', async () => {
		await start('v0.26');
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const refused = await post(server, '/secret/conceal', { secret: { secret: 'hello' } }, headers);
		expect(refused).toMatchObject({ status: 422, json: { error: 'Incorrect payload format' } });
	});

	it('whose JSON is broken is a bad request', async () => {
		await start('v0.26');
		const response = await ask(server, '/secret/conceal', { api: 'v2', body: '{"secret":' });
		expect([response.status, response.text]).toEqual([400, '']);
	});
});

describe('A fault', () => {
	const PATHS: readonly (readonly [FaultRoute, string, string, string])[] = [
		['status', 'GET', '/status', '/status'],
		['share', 'POST', '/share', '/secret/conceal'],
		['generate', 'POST', '/generate', '/secret/generate'],
		['reveal', 'POST', '/secret/some-key-of-twenty-chars', '/secret/some-key-of-twenty-chars/reveal'],
		['receipt', 'GET', '/private/some-key-of-twenty-chars', '/receipt/some-key-of-twenty-chars'],
		['burn', 'POST', '/private/some-key-of-twenty-chars/burn', '/receipt/some-key-of-twenty-chars/burn'],
	];

	beforeEach(() => start('v0.26'));

	it.each(PATHS)('named %s hits both API versions and no other route', async (route, method, v1, v2) => {
		server.fault({ route, on: 'every', act: { kind: 'answer', status: 599 } });
		const hit = async (api: 'v1' | 'v2', path: string): Promise<number | undefined> => {
			const response = await open(server, path, { api, method, ...(method === 'POST' && { body: '{}' }) });
			response.resume();
			return response.statusCode;
		};
		expect([await hit('v1', v1), await hit('v2', v2)]).toEqual([599, 599]);
		const others = PATHS.filter(([other]) => other !== route);
		const statuses = await Promise.all(others.map(([, , otherV1]) => hit('v1', otherV1)));
		expect(statuses).not.toContain(599);
	});

	it('named proof hits the list of API v2 alone', async () => {
		const fault = server.fault({ route: 'proof', on: 'every', act: { kind: 'answer', status: 503 } });
		expect((await ask(server, '/receipt/recent', { api: 'v2' })).status).toBe(503);
		expect((await ask(server, '/private/recent')).status).toBe(404);
		expect(fault.fired).toBe(1);
	});

	it('can lose the response to a creation', async () => {
		server.fault({ route: 'share', act: { kind: 'reset-after' } });
		await expect(conceal(server)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(server.created).toBe(1);
	});
});
