// How long things last on the embedded server's clock: secrets, receipts, generated values in receipts, and
// locks.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from './index.ts';
import { ask, share } from './raw-client.ts';

const START_MS = Date.UTC(2026, 0, 1);

let nowMs = START_MS;
let server: EmbeddedServer;

beforeEach(async () => {
	nowMs = START_MS;
	server = await startServer({ nowMs: () => nowMs });
});

afterEach(() => server.close());

function passSeconds(seconds: number): void {
	nowMs += seconds * 1000;
}

describe('A secret', () => {
	it('can be opened until the last moment of its ttl', async () => {
		const { secretKey } = await share(server);
		nowMs += 299_999;
		expect(server.alive).toBe(1);
		expect(server.reveal(secretKey)).toBe('hello');
	});

	it('is gone when its ttl is over, and the receipt says so until twice the ttl is over', async () => {
		const { secretKey, receiptKey } = await share(server);
		passSeconds(300);
		expect(server.alive).toBe(0);
		expect(server.reveal(secretKey)).toBeUndefined();
		const unknown = { secret_key: secretKey, message: 'Unknown secret' };
		expect((await ask(server, `/secret/${secretKey}`, { body: '' })).json).toEqual(unknown);
		const expired = {
			state: 'expired',
			secret_key: '',
			secret_identifier: '',
			secret_ttl: null,
			metadata_ttl: 300,
		};
		const look = await ask(server, `/private/${receiptKey}`);
		expect(look.json).toMatchObject(expired);
		expect(look.json).not.toHaveProperty('passphrase_required');
		expect((await ask(server, `/private/${receiptKey}/burn`, { body: '' })).json).toMatchObject({
			message: 'Unknown secret',
		});
		passSeconds(300);
		expect((await ask(server, `/private/${receiptKey}`)).json).toEqual({
			secret_key: receiptKey,
			message: 'Unknown secret',
		});
	});

	it('tells in its receipt what is left of it', async () => {
		const { receiptKey } = await share(server);
		passSeconds(100);
		const look = await ask(server, `/private/${receiptKey}`);
		expect(look.json).toMatchObject({
			ttl: 300,
			secret_ttl: 200,
			metadata_ttl: 500,
			receipt_ttl: 500,
			created: START_MS / 1000,
		});
	});

	it('keeps the time of its opening in the receipt', async () => {
		const { secretKey, receiptKey } = await share(server);
		passSeconds(10);
		server.reveal(secretKey);
		passSeconds(10);
		const opened = START_MS / 1000 + 10;
		expect((await ask(server, `/private/${receiptKey}`)).json).toMatchObject({
			state: 'received',
			received: opened,
			updated: opened,
		});
	});
});

describe('A generated value', () => {
	it.each([
		['59 seconds later', 59, true],
		['a minute later', 60, false],
	])('is shown by the first look-up %s: %j', async (_title, seconds, shown) => {
		const { json } = await ask(server, '/generate', { body: 'ttl=300' });
		passSeconds(seconds);
		const path = `/private/${json?.['metadata_key']}`;
		expect((await ask(server, path)).json?.['value']).toBe(shown ? json?.['value'] : undefined);
		expect((await ask(server, path)).json).not.toHaveProperty('value');
	});
});

describe('A passphrase', () => {
	const guessWrongly = async (secretKey: string, times: number): Promise<void> => {
		for (let guess = 0; guess < times; guess += 1) {
			const response = await ask(server, `/secret/${secretKey}`, { body: 'passphrase=wrong' });
			expect(response.json).toEqual({ secret_key: secretKey, message: 'Unknown secret' });
		}
	};

	const openRightly = async (secretKey: string): Promise<unknown> =>
		(await ask(server, `/secret/${secretKey}`, { body: 'passphrase=correct' })).json;

	it('can be given after 19 wrong guesses', async () => {
		const { secretKey } = await share(server, 'secret=hello&passphrase=correct');
		await guessWrongly(secretKey, 19);
		expect(await openRightly(secretKey)).toMatchObject({ value: 'hello' });
	});

	it('is not looked at for half an hour after 20 wrong guesses, on reveal and on burn', async () => {
		const { secretKey, receiptKey } = await share(server, 'secret=hello&passphrase=correct');
		await guessWrongly(secretKey, 20);
		const crash = { message: 'An unexpected error occurred :[' };
		expect(await openRightly(secretKey)).toEqual(crash);
		const burnt = await ask(server, `/private/${receiptKey}/burn`, { body: 'passphrase=correct' });
		expect(burnt).toMatchObject({ status: 404, json: crash, headers: { 'x-ots-intended-status': '400' } });
		passSeconds(1799);
		expect(await openRightly(secretKey)).toEqual(crash);
		passSeconds(1);
		expect(await openRightly(secretKey)).toMatchObject({ value: 'hello' });
	});

	it('forgets wrong guesses ten minutes after the first', async () => {
		const { secretKey } = await share(server, 'secret=hello&passphrase=correct');
		await guessWrongly(secretKey, 19);
		passSeconds(600);
		await guessWrongly(secretKey, 19);
		expect(await openRightly(secretKey)).toMatchObject({ value: 'hello' });
	});

	it('counts an empty guess on a burn and not on a reveal', async () => {
		const { secretKey, receiptKey } = await share(server, 'secret=hello&passphrase=correct');
		for (let guess = 0; guess < 20; guess += 1) {
			await ask(server, `/secret/${secretKey}`, { body: '' });
		}
		for (let guess = 0; guess < 20; guess += 1) {
			const response = await ask(server, `/private/${receiptKey}/burn`, { body: '' });
			expect(response.json).toEqual({ message: 'Double check that passphrase' });
		}
		expect(await openRightly(secretKey)).toEqual({ message: 'An unexpected error occurred :[' });
	});
});
