// Generated values: v1 returns them with the creation, and v2 when the receipt is first looked up.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { ReceiptKey } from '../../../src/onetimesecret/types.ts';
import {
	captured,
	capturedObject,
	errorOf,
	makeClient,
	NO_OPTIONS,
	ORIGIN,
	RECEIPT_KEY,
	SECRET_KEY,
	useNock,
} from './service-fixtures.ts';

const created = { secret_key: SECRET_KEY, metadata_key: RECEIPT_KEY, ttl: 60, created: 1_787_200_000 };
const receiptPath = `/api/v2/receipt/${RECEIPT_KEY}`;
const v2Client = () => makeClient({ versions: ['v2'] });

useNock();

describe('generate on v1', () => {
	it('returns the value of the creation', async () => {
		nock(ORIGIN)
			.post('/api/v1/generate', 'length=20')
			.reply(200, { ...created, value: 'VALUE' });
		const creation = await makeClient().generate({ ...NO_OPTIONS, length: 20 });
		expect(creation).toMatchObject({ usable: true, generatedValue: 'VALUE' });
	});

	it('has nothing to deliver without a value', async () => {
		nock(ORIGIN).post('/api/v1/generate').reply(200, created);
		const creation = await makeClient().generate({ ...NO_OPTIONS, length: undefined });
		expect(creation).toMatchObject({ usable: false, flaw: 'value', receiptKey: RECEIPT_KEY });
	});
});

describe('generate on v2', () => {
	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'of %s shows the value in the first receipt',
		async (release) => {
			nock(ORIGIN)
				.post('/api/v2/secret/generate', { secret: { length: 20 } })
				.reply(200, capturedObject(release, 'v2 generate'));
			const creation = await v2Client().generate({ ...NO_OPTIONS, length: 20 });
			expect(creation).toMatchObject({ usable: true, generatedValue: undefined });
			const receipt = creation.receiptKey as ReceiptKey;
			const json = capturedObject(release, 'v2 receipt of generate');
			nock(ORIGIN).get(`/api/v2/receipt/${receipt}`).reply(200, json);
			const { secret_value: value } = json['details'] as { secret_value: string };
			expect(await v2Client().readGeneratedValue(receipt)).toBe(value);
		},
	);

	it('fails where the first receipt has no value, as up to v0.23 with a passphrase', async () => {
		nock(ORIGIN)
			.get(receiptPath)
			.reply(200, { record: { state: 'new' }, details: { secret_value: null } });
		const error = await errorOf(v2Client().readGeneratedValue(RECEIPT_KEY));
		expect(error.code).toBe('answer-unusable');
		expect(error.advice).toMatch(/v0\.24.*passphrase.*`api-version: v1`.*mode `share`/);
	});

	it.each([
		[200, '<html>', 'answer-unusable'],
		[200, { record: {} }, 'answer-unusable'],
		[500, { error: 'Internal Server Error' }, 'in-doubt'],
		[503, { status: 'not_ready' }, 'not-nominal'],
		[429, { retry_after: 1 }, 'rate-limited'],
	])('reads it only once, because it may have been shown: %d %j', async (status, body, code) => {
		nock(ORIGIN).get(receiptPath).reply(status, body);
		expect((await errorOf(v2Client().readGeneratedValue(RECEIPT_KEY))).code).toBe(code);
	});

	it('reads it again where there was no connection', async () => {
		nock(ORIGIN)
			.get(receiptPath)
			.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		nock(ORIGIN)
			.get(receiptPath)
			.reply(200, { record: { state: 'new' }, details: { secret_value: 'VALUE' } });
		expect(await v2Client().readGeneratedValue(RECEIPT_KEY)).toBe('VALUE');
	});
});

describe('lookUp', () => {
	it.each([
		['v1', 'v1 receipt after reveal', 'opened'],
		['v1', 'v1 receipt after burn', 'burned'],
		['v2', 'v2 receipt after reveal right', 'opened'],
		['v2', 'v2 receipt after burn', 'burned'],
	] as const)('reads a receipt of %s: "%s" is %s', async (version, name, state) => {
		const path = version === 'v1' ? `/api/v1/private/${RECEIPT_KEY}` : receiptPath;
		for (const release of ['v0.23.6', 'v0.24.7', 'v0.26.6']) {
			nock(ORIGIN).get(path).reply(200, capturedObject(release, name));
			expect(await makeClient({ versions: [version] }).lookUp(RECEIPT_KEY)).toMatchObject({ state });
		}
	});

	it.each([
		['v1', 'v1 receipt unknown'],
		['v2', 'v2 receipt unknown'],
	] as const)(
		'returns the state `unknown` for a receipt that the server does not know (%s)',
		async (version, name) => {
			const path = version === 'v1' ? `/api/v1/private/${RECEIPT_KEY}` : receiptPath;
			for (const release of ['v0.23.6', 'v0.24.7', 'v0.26.6']) {
				const { status, body } = captured(release, name);
				nock(ORIGIN).get(path).reply(status, body);
				expect(await makeClient({ versions: [version] }).lookUp(RECEIPT_KEY)).toEqual({
					state: 'unknown',
					openedAt: undefined,
					secretTtlSeconds: undefined,
					needsPassphrase: undefined,
					plaintext: [],
				});
			}
		},
	);

	it.each([
		[403, '<html>', 'forbidden'],
		[200, { state: 'consumed' }, 'answer-unusable'],
	])('fails for everything else, and the link may still work: %d %j', async (status, body, code) => {
		nock(ORIGIN).get(`/api/v1/private/${RECEIPT_KEY}`).reply(status, body);
		const leftBehind = 'The link may still work until its lifetime ends.';
		expect(await errorOf(makeClient().lookUp(RECEIPT_KEY))).toMatchObject({ code, leftBehind });
	});
});
