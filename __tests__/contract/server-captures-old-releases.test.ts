// The two options that turn the embedded server into an older release where that matters: against captured answers of v0.23.6 and v0.24.7.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type ServerOptions, startServer } from '../support/server/index.ts';

interface Answer {
	readonly status: number;
	readonly json: Readonly<Record<string, unknown>>;
}

let server: EmbeddedServer;

async function ask(path: string, fields: Record<string, string>, asAccount: boolean): Promise<Answer> {
	const { username, token } = server.account;
	const authorization = `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}`;
	const response = await fetch(`${server.origin}/api/v1${path}`, {
		method: 'POST',
		body: new URLSearchParams(fields),
		...(asAccount && { headers: { authorization } }),
	});
	return { status: response.status, json: (await response.json()) as Answer['json'] };
}

function serve(options: ServerOptions): void {
	beforeEach(async () => {
		server = await startServer(options);
	});
	afterEach(() => server.close());
}

/** The fields of an answer that were captured, without keys and times, which differ from run to run. */
function pick(json: Answer['json'], captured: object): object {
	return Object.fromEntries(Object.keys(captured).map((name) => [name, json[name]]));
}

describe('A server that shows the value in the receipt, as v0.23.6 and v0.24.7 did,', () => {
	serve({ showsValueInReceipt: true });

	const create = async (path: string, fields: Record<string, string>): Promise<string> => {
		const created = await ask(path, { ttl: '300', ...fields }, false);
		expect(created.json['state']).toBe('new');
		return `/private/${created.json['metadata_key']}`;
	};

	// Captured: `v1 receipt first look`, `… second look` (v0.23.6; v0.24.7 says `secret_value` as well).
	it('returns it once and says `viewed` from then on', async () => {
		const path = await create('/share', { secret: 'hello' });
		const first = {
			custid: 'anon',
			ttl: 300,
			state: 'viewed',
			recipient: [],
			share_domain: '',
			value: 'hello',
			passphrase_required: false,
		};
		const look = await ask(path, {}, false);
		expect(pick(look.json, first)).toEqual(first);
		expect(look.json['secret_value']).toBe('hello');
		const second = await ask(path, {}, false);
		expect(second.json['state']).toBe('viewed');
		expect(second.json).not.toHaveProperty('value');
		expect(second.json).not.toHaveProperty('secret_value');
	});

	// Captured: the keys of `v1 receipt first look` on v0.24.7.
	it('orders the keys as v0.24.7 did', async () => {
		const look = await ask(await create('/share', { secret: 'hello' }), {}, false);
		expect(Object.keys(look.json).join(' ')).toBe(
			'custid metadata_key secret_key ttl metadata_ttl secret_ttl metadata_url state updated created recipient share_domain value ' +
				'passphrase_required identifier secret_identifier has_passphrase recipients receipt_ttl receipt_url secret_value',
		);
	});

	// Captured: `v1 receipt passphrase`, `v1 receipt of generate`, `v1 receipt of generate passphrase` (both releases).
	it.each([
		['/share', { secret: 'hello', passphrase: 'correct horse' }, true],
		['/generate', {}, false],
		['/generate', { passphrase: 'correct horse' }, true],
	])('returns none for a secret made by %s with %j', async (path, fields, passphraseRequired) => {
		const look = await ask(await create(path, fields), {}, false);
		expect(look.json).toMatchObject({ state: 'viewed', passphrase_required: passphraseRequired });
		expect(look.json).not.toHaveProperty('value');
	});

	// Captured: `v1 burn right` (both releases), `v1 receipt after burn`.
	it('burns a viewed receipt and shows it as it was', async () => {
		const path = await create('/share', { secret: 'hello' });
		await ask(path, {}, false);
		const burnt = await ask(`${path}/burn`, {}, false);
		expect(burnt.json['state']).toMatchObject({ state: 'viewed', secret_ttl: null });
		expect((await ask(path, {}, false)).json).toMatchObject({
			state: 'burned',
			secret_key: '',
			secret_ttl: null,
		});
	});

	// Captured: `v1 receipt after reveal`.
	it('says `received` once the secret was opened', async () => {
		const created = await ask('/share', { secret: 'hello', ttl: '300' }, false);
		const path = `/private/${created.json['metadata_key']}`;
		await ask(path, {}, false);
		expect(server.reveal(String(created.json['secret_key']))).toBe('hello');
		expect((await ask(path, {}, false)).json['state']).toBe('received');
	});
});

describe('A server that drops recipients, as v0.23.6 did,', () => {
	serve({ dropsRecipients: true });

	// Captured: `v1 share recipient right`, `… bad`, `… two`; the last two follow from the pattern in the source of that release.
	it.each([
		['person@example.com', ['pe*****@e*****.com'], ['person@example.com']],
		['not an address', [], []],
		['a@example.com,b@example.com', ['a*****@e*****.com'], ['a@example.com']],
		['person@example.technology', [], []],
		["o'brien@example.com", ['br*****@e*****.com'], ['brien@example.com']],
	])('answers 200 to %s, names %j and mails %j', async (recipient, shown, mailed) => {
		const created = await ask('/share', { secret: 'hello', ttl: '300', recipient }, true);
		expect(created.status).toBe(200);
		expect(created.json['recipient']).toEqual(shown);
		expect(server.mails).toEqual(mailed);
	});

	// Captured: `v1 share recipient anonymous`.
	it('still wants an account for an address that it knows', async () => {
		const refused = await ask('/share', { secret: 'hello', recipient: 'person@example.com' }, false);
		expect(refused).toMatchObject({
			status: 404,
			json: { message: 'An account is required to send emails.' },
		});
		expect(server.created).toBe(0);
	});
});
