// What too many wrong passphrases do, by release and API version.
import { afterEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type ServerOptions, startServer } from './index.ts';
import { ask, conceal, type PlainResponse, post, share } from './raw-client.ts';

const PASSPHRASE = 'correct horse';

let nowMs = 0;
let server: EmbeddedServer;

async function start(options: ServerOptions): Promise<void> {
	nowMs = Date.UTC(2026, 0, 1);
	server = await startServer({ ...options, nowMs: () => nowMs });
}

afterEach(() => server.close());

async function revealV1(key: string, passphrase: string): Promise<PlainResponse> {
	return ask(server, `/secret/${key}`, { body: `passphrase=${passphrase}` });
}

async function revealV2(key: string, passphrase: string): Promise<PlainResponse> {
	return post(server, `/secret/${key}/reveal`, { continue: true, passphrase });
}

async function repeat(times: number, guess: () => Promise<PlainResponse>): Promise<number[]> {
	const statuses: number[] = [];
	for (let index = 0; index < times; index += 1) statuses.push((await guess()).status);
	return statuses;
}

describe('API v1', () => {
	it('of v0.23 limits the caller from the sixth guess on, and the right passphrase still opens', async () => {
		await start({ release: 'v0.23' });
		const { secretKey } = await share(server, `secret=hello&passphrase=${PASSPHRASE}`);
		await repeat(4, () => revealV1(secretKey, 'wrong'));
		expect((await revealV1(secretKey, 'wrong')).json).toMatchObject({ message: 'Unknown secret' });
		expect((await revealV1(secretKey, 'wrong')).json).toMatchObject({
			message: 'Cripes! You have been rate limited.',
		});
		expect((await revealV1(secretKey, PASSPHRASE)).json).toMatchObject({ value: 'hello' });
	});

	it('of v0.23 counts anew after 20 minutes', async () => {
		await start({ release: 'v0.23' });
		const { secretKey } = await share(server, `secret=hello&passphrase=${PASSPHRASE}`);
		await repeat(6, () => revealV1(secretKey, 'wrong'));
		nowMs += 1_200_000;
		expect((await revealV1(secretKey, 'wrong')).json).toMatchObject({ message: 'Unknown secret' });
	});

	it('of v0.24 never tires', async () => {
		await start({ release: 'v0.24' });
		const { secretKey } = await share(server, `secret=hello&passphrase=${PASSPHRASE}`);
		await repeat(30, () => revealV1(secretKey, 'wrong'));
		expect((await revealV1(secretKey, PASSPHRASE)).json).toMatchObject({ value: 'hello' });
	});

	it('of v0.23 limits burns of living secrets to ten in 20 minutes', async () => {
		await start({ release: 'v0.23' });
		for (let burn = 1; burn <= 11; burn += 1) {
			const { receiptKey } = await share(server);
			const { status } = await ask(server, `/private/${receiptKey}/burn`, { body: '' });
			expect(status).toBe(burn <= 10 ? 200 : 404);
		}
		expect(server.alive).toBe(1);
	});
});

describe('API v2', () => {
	it('of v0.23 gives 429 without a time from the fifth guess on', async () => {
		await start({ release: 'v0.23' });
		const { secretKey } = await conceal(server, { passphrase: PASSPHRASE });
		expect(await repeat(6, () => revealV2(secretKey, 'wrong'))).toEqual([422, 422, 422, 422, 429, 429]);
		const limited = await revealV2(secretKey, 'wrong');
		expect(limited.json).toMatchObject({ message: 'Cripes! You have been rate limited.', success: false });
		expect(limited.headers).not.toHaveProperty('retry-after');
	});

	it('of v0.24 gives 500 from the sixth guess on, also to the right passphrase', async () => {
		await start({ release: 'v0.24' });
		const { secretKey } = await conceal(server, { passphrase: PASSPHRASE });
		expect(await repeat(6, () => revealV2(secretKey, 'wrong'))).toEqual([422, 422, 422, 422, 422, 500]);
		expect((await revealV2(secretKey, PASSPHRASE)).status).toBe(500);
		expect(server.alive).toBe(1);
	});

	it('of v0.25 gives 429 with a time in the body alone', async () => {
		await start({ release: 'v0.25' });
		const { secretKey } = await conceal(server, { passphrase: PASSPHRASE });
		await repeat(5, () => revealV2(secretKey, 'wrong'));
		const locked = await revealV2(secretKey, 'wrong');
		expect(locked).toMatchObject({ status: 429, json: { retry_after: 1800 } });
		expect(locked.headers).not.toHaveProperty('retry-after');
	});

	it('of v0.26 gives 429 with a time from the sixth guess on, to the burn as well, for half an hour', async () => {
		await start({ release: 'v0.26' });
		const { secretKey, receiptKey } = await conceal(server, { ttl: 7200, passphrase: PASSPHRASE });
		expect(await repeat(6, () => revealV2(secretKey, 'wrong'))).toEqual([422, 422, 422, 422, 422, 429]);
		const fields = { continue: true, passphrase: PASSPHRASE };
		const burn = await post(server, `/receipt/${receiptKey}/burn`, fields);
		expect(burn).toMatchObject({
			status: 429,
			headers: { 'retry-after': '1800' },
			json: { error_type: 'LimitExceeded', retry_after: 1800, max_attempts: 5 },
		});
		nowMs += 1_800_000;
		expect((await post(server, `/receipt/${receiptKey}/burn`, fields)).status).toBe(200);
		expect(server.alive).toBe(0);
	});

	it('of v0.26 counts an empty passphrase, and its guesses count on API v1 too', async () => {
		await start({ release: 'v0.26' });
		const { secretKey } = await conceal(server, { passphrase: PASSPHRASE });
		expect(await repeat(6, () => revealV2(secretKey, ''))).toEqual([422, 422, 422, 422, 422, 429]);
		await repeat(15, () => revealV1(secretKey, 'wrong'));
		expect((await revealV1(secretKey, PASSPHRASE)).json).toEqual({
			message: 'An unexpected error occurred :[',
		});
	});
});
