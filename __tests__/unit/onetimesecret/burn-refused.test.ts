// A link that still works after its burn: which cause the error names, based on the responses of the server.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import {
	burnWith,
	capturedReply,
	makeClient,
	ORIGIN,
	RECEIPT_KEY,
	receiptPath,
	useNock,
} from './service-fixtures.ts';

const STILL_NEW = {
	v1: { state: 'new', secret_ttl: 300 },
	v2: { record: { state: 'new' } },
};
const WRONG = { code: 'wrong-passphrase', leftBehind: 'The link still works.' };

useNock();

describe('A link that still works after its burn', () => {
	it.each([
		['v1', { message: 'Double check that passphrase' }],
		['v1', { message: 'Falsche Passphrase' }],
	] as const)('on %s had a wrong passphrase if one was sent: %j', async (version, body) => {
		const { state, error } = await burnWith(version, [404, body], [200, STILL_NEW[version]], 'p');
		expect(state).toBe('new');
		expect(error).toMatchObject({
			...WRONG,
			message: expect.stringContaining('is wrong'),
			foreignText: body.message,
		});
	});

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'on v2 of %s had a wrong passphrase if one was sent',
		async (release) => {
			const refusal = capturedReply(release, 'v2 burn wrong passphrase');
			const { error } = await burnWith('v2', refusal, [200, STILL_NEW.v2], 'p');
			expect(error).toMatchObject({ ...WRONG, foreignText: 'Double check that passphrase' });
		},
	);

	it.each([
		['v1', 404, { ...STILL_NEW.v1, passphrase_required: true }],
		['v2', 422, { record: { state: 'new', has_passphrase: true } }],
	] as const)(
		'on %s needs its passphrase if the receipt says so and none was sent',
		async (version, status, look) => {
			const { error } = await burnWith(version, [status, { message: 'No.' }], [200, look]);
			const message = 'eu.onetimesecret.com needs the passphrase of the link to burn it.';
			const advice = 'Set `passphrase` as when the link was made.';
			expect(error).toMatchObject({ ...WRONG, message, advice, foreignText: 'No.' });
		},
	);

	it('was refused in the words of the server otherwise', async () => {
		const message = 'Burning is disabled here.';
		const { error } = await burnWith(
			'v1',
			[404, { message }],
			[200, { ...STILL_NEW.v1, passphrase_required: false }],
		);
		expect(error).toMatchObject({
			code: 'refused-by-server',
			message: 'eu.onetimesecret.com did not burn the link.',
			leftBehind: 'The link still works.',
			foreignText: message,
		});
	});

	it.each([
		['v1', 404, { message: 'Cripes! You have been rate limited.' }],
		['v2', 429, { error: 'x', retry_after: 1_800 }],
	] as const)('met a rate limit on %s', async (version, status, body) => {
		const { error } = await burnWith(version, [status, body], [200, STILL_NEW[version]], 'p');
		expect(error).toMatchObject({
			code: 'rate-limited',
			message: expect.stringContaining('too many requests'),
		});
	});

	it('had a wrong or locked passphrase on v1 after an unexpected error, if one was sent', async () => {
		const fault = [404, { message: 'An unexpected error occurred :[' }] as const;
		const sent = await burnWith('v1', fault, [200, STILL_NEW.v1], 'p');
		expect(sent.error).toMatchObject({
			...WRONG,
			message: expect.stringContaining('wrong, or locked after wrong guesses'),
		});
		const unsent = await burnWith('v1', fault, [200, STILL_NEW.v1]);
		expect(unsent.error?.code).toBe('refused-by-server');
	});

	it('had a wrong or locked passphrase on v2 of v0.24, where the lock is a fault', async () => {
		nock(ORIGIN)
			.post(`${receiptPath('v2')}/burn`)
			.times(60)
			.reply(500, { error: 'Internal Server Error' });
		nock(ORIGIN).get(receiptPath('v2')).reply(200, STILL_NEW.v2);
		const { error } = await makeClient({ versions: ['v2'] }).burn(RECEIPT_KEY, 'p');
		expect(error).toMatchObject({ ...WRONG, message: expect.stringContaining('locked') });
		nock.cleanAll();
	});

	it('was not burned by a server that says so', async () => {
		const { error } = await burnWith('v2', [200, { success: true }], [200, STILL_NEW.v2]);
		expect(error).toMatchObject({
			code: 'refused-by-server',
			message: 'eu.onetimesecret.com says that it burned the link, but it still works.',
			leftBehind: '',
		});
	});
});
