// Opening a link works only once, so it is not retried if the server may already have opened it.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import type { SecretKey } from '../../../src/onetimesecret/types.ts';
import {
	captured,
	capturedObject,
	errorOf,
	makeClient,
	ORIGIN,
	SECRET_KEY,
	useNock,
} from './service-fixtures.ts';

const V1_PATH = `/api/v1/secret/${SECRET_KEY}`;
const V2_PATH = `/api/v2/secret/${SECRET_KEY}/reveal`;
const v2Client = () => makeClient({ versions: ['v2'] });

useNock();

describe('reveal returns the value', () => {
	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])('of %s', async (release) => {
		nock(ORIGIN).post(V1_PATH, 'passphrase=p%26q').reply(200, capturedObject(release, 'v1 reveal'));
		expect(await makeClient().reveal(SECRET_KEY, 'p&q')).toBe('hello');
		const body = { continue: true, passphrase: 'p&q' };
		nock(ORIGIN).post(V2_PATH, body).reply(200, capturedObject(release, 'v2 reveal right passphrase'));
		expect(await v2Client().reveal(SECRET_KEY, 'p&q')).toBe('hello');
	});
});

describe('A success without a value', () => {
	it.each([
		['v1', V1_PATH, { secret_key: SECRET_KEY }],
		['v2', V2_PATH, capturedObject('v0.26.6', 'v2 reveal no continue right')],
	] as const)('is a failure on %s, and the value may be lost', async (version, path, json) => {
		nock(ORIGIN).post(path).reply(200, json);
		const error = await errorOf(makeClient({ versions: [version] }).reveal(SECRET_KEY, undefined));
		expect(error).toMatchObject({
			code: 'answer-unusable',
			leftBehind: expect.stringMatching(/may be lost/),
		});
	});
});

describe('A secret that is gone', () => {
	it.each([31, 62])('on v1 has these causes for a key of %d characters', async (length) => {
		const key = 'k'.repeat(length) as SecretKey;
		nock(ORIGIN)
			.post(`/api/v1/secret/${key}`)
			.twice()
			.reply(404, { secret_key: key, message: 'Unknown secret' });
		const message = async (passphrase?: string) =>
			(await errorOf(makeClient().reveal(key, passphrase))).message;
		expect(await message('p')).toMatch(/another region.*opened.*burned.*expired.*the passphrase is wrong/);
		expect(await message()).toMatch(/another region.*opened.*burned.*expired.*it needs a passphrase/);
	});

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'on v2 of %s is not blamed on the passphrase',
		async (release) => {
			const { status, body } = captured(release, 'v2 reveal again right');
			nock(ORIGIN).post(V2_PATH).reply(status, body);
			const error = await errorOf(v2Client().reveal(SECRET_KEY, 'p'));
			expect(error.code).toBe('secret-gone');
			expect(error.message).toMatch(/another region.*opened/);
			expect(error.message).not.toContain('passphrase');
		},
	);

	it('has the causes of the version that responded, also if another was tried before', async () => {
		nock(ORIGIN).post(V1_PATH).reply(404, { error: 'Not Found' });
		nock(ORIGIN).post(V2_PATH).reply(404, { error_type: 'RecordNotFound' });
		const error = await errorOf(makeClient({ versions: ['v1', 'v2'] }).reveal(SECRET_KEY, 'p'));
		expect(error.message).not.toContain('passphrase');
	});

	it('was probably copied badly if the key has an odd length', async () => {
		const key = 'k'.repeat(61) as SecretKey;
		nock(ORIGIN).post(`/api/v1/secret/${key}`).reply(404, { secret_key: key, message: 'Unknown secret' });
		const { message } = await errorOf(makeClient().reveal(key, 'p'));
		expect(message).toMatch(/cut off when it was copied/);
		expect(message).not.toMatch(/expired/);
	});
});

describe('A passphrase', () => {
	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'that is wrong or missing is named as the cause on v2 of %s',
		async (release) => {
			const { status, body } = captured(release, 'v2 reveal wrong passphrase');
			nock(ORIGIN).post(V2_PATH).twice().reply(status, body);
			const wrong = {
				code: 'wrong-passphrase',
				leftBehind: 'The link was not opened.',
				foreignText: 'Incorrect passphrase',
			};
			const sent = await errorOf(v2Client().reveal(SECRET_KEY, 'p'));
			expect(sent).toMatchObject({ ...wrong, message: expect.stringContaining('the passphrase is wrong') });
			const missing = await errorOf(v2Client().reveal(SECRET_KEY, undefined));
			expect(missing).toMatchObject({ ...wrong, message: expect.stringContaining('none was given') });
		},
	);

	it('that is refused on v1 is a refusal, because v1 hides wrong ones', async () => {
		nock(ORIGIN).post(V1_PATH).reply(404, { message: 'No.' });
		expect((await errorOf(makeClient().reveal(SECRET_KEY, 'p'))).code).toBe('refused-by-server');
	});

	it.each([
		['v1', V1_PATH, 3, 404, { message: 'Cripes! You have been rate limited.' }, 'rate-limited'],
		['v1', V1_PATH, 1, 404, { message: 'An unexpected error occurred :[' }, 'in-doubt'],
		[
			'v2',
			V2_PATH,
			3,
			429,
			{ message: 'Cripes! You have been rate limited.', success: false },
			'rate-limited',
		],
		['v2', V2_PATH, 1, 429, { error: 'x', retry_after: 1_800 }, 'rate-limited'],
		['v2', V2_PATH, 1, 500, { error: 'Internal Server Error' }, 'in-doubt'],
	] as const)(
		'may be locked on %s (%s): after %d requests with %d %j',
		async (version, path, times, status, body, code) => {
			nock(ORIGIN).post(path).times(times).reply(status, body);
			const error = await errorOf(makeClient({ versions: [version] }).reveal(SECRET_KEY, 'p'));
			expect(error).toMatchObject({
				code,
				message: expect.stringMatching(/After wrong passphrases, servers say this for 20 to 30 minutes/),
			});
		},
	);

	it('cannot be locked by a fault of v1, nor if none was sent', async () => {
		nock(ORIGIN).post(V1_PATH).reply(500, '<html>');
		expect((await errorOf(makeClient().reveal(SECRET_KEY, 'p'))).message).not.toContain('passphrase');
		nock(ORIGIN).post(V2_PATH).reply(500, { error: 'x' });
		expect((await errorOf(v2Client().reveal(SECRET_KEY, undefined))).message).not.toContain('passphrase');
	});
});

describe('A doubt', () => {
	it.each([
		['v1', V1_PATH, 500, '<html>'],
		['v1', V1_PATH, 404, { message: 'An unexpected error occurred :[' }],
		['v2', V2_PATH, 503, { error: 'x', error_type: 'SecretUndecryptable' }],
	] as const)('on %s is not followed by another request: %s %d %j', async (version, path, status, body) => {
		nock(ORIGIN).post(path).reply(status, body);
		const error = await errorOf(makeClient({ versions: [version] }).reveal(SECRET_KEY, 'p'));
		expect(error).toMatchObject({ code: 'in-doubt', leftBehind: expect.stringMatching(/may be lost/) });
	});
});
