// The response to a burn proves nothing: only the receipt confirms that the secret is burned.
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import {
	burnWith,
	capturedReply,
	errorOf,
	makeClient,
	ORIGIN,
	RECEIPT_KEY,
	receiptPath,
	useNock,
} from './service-fixtures.ts';

useNock();

describe('A burn is confirmed', () => {
	it('with exactly these requests', async () => {
		nock(ORIGIN)
			.post(`${receiptPath('v1')}/burn`, 'passphrase=x+y')
			.reply(200, {});
		nock(ORIGIN).get(receiptPath('v1')).reply(200, { state: 'burned' });
		expect(await makeClient().burn(RECEIPT_KEY, 'x y')).toMatchObject({ state: 'burned', error: undefined });
		nock(ORIGIN)
			.post(`${receiptPath('v2')}/burn`, { continue: true, passphrase: 'x y' })
			.reply(200, {});
		nock(ORIGIN)
			.get(receiptPath('v2'))
			.reply(200, { record: { state: 'burned' } });
		const client = makeClient({ versions: ['v2'] });
		expect(await client.burn(RECEIPT_KEY, 'x y')).toMatchObject({ state: 'burned', error: undefined });
	});

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])('by the receipts of %s', async (release) => {
		const v1 = burnWith(
			'v1',
			capturedReply(release, 'v1 burn right'),
			capturedReply(release, 'v1 receipt after burn'),
		);
		expect(await v1).toMatchObject({ state: 'burned', error: undefined });
		const v2 = burnWith(
			'v2',
			capturedReply(release, 'v2 burn'),
			capturedReply(release, 'v2 receipt after burn'),
		);
		expect(await v2).toMatchObject({ state: 'burned', error: undefined });
	});

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'by the receipt if it was burned before, on %s',
		async (release) => {
			const look = capturedReply(release, 'v2 receipt after burn');
			const result = await burnWith('v2', capturedReply(release, 'v2 burn again'), look);
			expect(result).toMatchObject({ state: 'burned', error: undefined });
		},
	);

	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])('not if the link was opened before, on %s', async (release) => {
		const opened = capturedReply(release, 'v2 receipt after reveal right');
		const result = await burnWith('v2', capturedReply(release, 'v2 burn after reveal right'), opened);
		expect(result).toMatchObject({ state: 'opened', error: undefined });
		expect(result.openedAt).toMatch(/^2026-/);
		const [status, body] = capturedReply(release, 'v1 burn after reveal');
		const v1 = await burnWith('v1', [status, body], capturedReply(release, 'v1 receipt after reveal'));
		expect(v1).toMatchObject({
			state: 'opened',
			openedAt: expect.stringMatching(/^2026-/),
			error: undefined,
		});
	});

	it('by a receipt that shows plaintext, which is passed on', async () => {
		const look = { state: 'viewed', secret_ttl: null, value: 'plain' };
		expect(await burnWith('v1', [200, {}], [200, look])).toMatchObject({
			state: 'expired',
			plaintext: ['plain'],
		});
	});
});

describe('A burn without a usable response', () => {
	it.each([
		[500, '{}'],
		[200, '<html>'],
		[404, { message: 'An unexpected error occurred :[' }],
	])('may have been carried out: %d %s', async (status, body) => {
		nock(ORIGIN)
			.post(`${receiptPath('v1')}/burn`)
			.times(60)
			.reply(status, body);
		nock(ORIGIN).get(receiptPath('v1')).reply(200, { state: 'burned' });
		expect(await makeClient().burn(RECEIPT_KEY, undefined)).toMatchObject({
			state: 'burned',
			error: undefined,
		});
		nock.cleanAll();
	});
});

describe('A receipt that is not known', () => {
	it.each(['v0.23.6', 'v0.24.7', 'v0.26.6'])(
		'is an error, because nothing was burned (%s)',
		async (release) => {
			const gone = capturedReply(release, 'v2 burn unknown');
			const { state, error } = await burnWith('v2', gone, capturedReply(release, 'v2 receipt unknown'));
			expect(state).toBe('unknown');
			expect(error).toMatchObject({
				code: 'secret-gone',
				message: 'eu.onetimesecret.com knows no such receipt.',
			});
		},
	);
});

describe('A burn whose end is not known', () => {
	it.each([
		[404, { message: 'Not authorized' }, 'account-required'],
		[403, '<html>', 'forbidden'],
		[302, '', 'redirected'],
	])('throws for a response that tells nothing about the secret: %d %j', async (status, body, code) => {
		nock(ORIGIN)
			.post(`${receiptPath('v1')}/burn`)
			.reply(status, body);
		const error = await errorOf(makeClient().burn(RECEIPT_KEY, undefined));
		const leftBehind = 'The link may still work until its lifetime ends.';
		expect(error).toMatchObject({ code, leftBehind });
	});

	it('throws what the look met', async () => {
		const error = await errorOf(burnWith('v1', [200, {}], [403, '<html>']));
		expect(error.code).toBe('forbidden');
		expect(error.message).toContain('the look at the receipt');
	});
});
