import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/http/retrying.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { ReceiptKey } from '../../../src/onetimesecret/types.ts';
import { guestClient, ORIGIN } from './guest-client.ts';

const receipt = 'm'.repeat(62) as ReceiptKey;

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
	nock.enableNetConnect();
});

describe('burn', () => {
	it.each([
		[200, { state: {} }, 'accepted'],
		[404, { secret_key: receipt, message: 'Unknown secret' }, 'gone'],
		[404, { message: 'Double check that passphrase' }, 'refused'],
		[404, { message: 'Rate limit exceeded.' }, 'rate-limited'],
		[404, { message: 'An unexpected error occurred :[' }, 'unexpected-error'],
	])('passes on that the server answered %d %j', async (status, body, answer) => {
		nock(ORIGIN).post(`/api/v1/private/${receipt}/burn`, '').reply(status, body);
		expect(await guestClient('burn').burn(receipt, undefined)).toBe(answer);
	});

	it('throws for everything that tells nothing about the secret', async () => {
		nock(ORIGIN).post(`/api/v1/private/${receipt}/burn`).reply(404, { message: 'Not authorized' });
		await expect(guestClient('burn').burn(receipt, undefined)).rejects.toMatchObject({
			code: 'account-required',
		});
		nock(ORIGIN).post(`/api/v1/private/${receipt}/burn`).reply(302, '');
		await expect(guestClient('burn').burn(receipt, undefined)).rejects.toMatchObject({
			code: 'redirected',
			alive: expect.stringMatching(/may still work/),
		});
	});
});

describe('a burn without a usable answer', () => {
	it.each([
		[500, '{}', 'not-nominal'],
		[200, '<html>', 'answer-unusable'],
	])('is no error yet, because it may have been carried out: %d %s', async (status, body, code) => {
		nock(ORIGIN).post(`/api/v1/private/${receipt}/burn`).times(60).reply(status, body);
		expect(await guestClient('burn').burn(receipt, undefined)).toMatchObject({ code });
		nock.cleanAll();
	});
});

describe('a burn that broke off', () => {
	const outcome = (mayBeSent: boolean, end: Outcome['end']): Outcome => ({
		exchange: {
			ok: false,
			failure: { kind: end === 'cancelled' ? 'cancelled' : 'reset', mayBeSent, detail: '' },
		},
		attempts: 1,
		doubts: 0,
		end,
	});
	const burnWith = (given: Outcome) =>
		createClient({
			endpoint: regionEndpoint('us'),
			credentials: undefined,
			send: async () => given,
			mode: 'burn',
			userAgent: 'x',
		}).burn(receipt, undefined);

	it('is no error yet if it may have been sent', async () => {
		expect(await burnWith(outcome(true, 'deadline'))).toMatchObject({ code: 'unreachable' });
	});

	it.each([
		outcome(false, 'deadline'),
		outcome(true, 'cancelled'),
		{ exchange: undefined, attempts: 0, doubts: 0, end: 'deadline' } as const,
	])('is one if nothing was sent, or nobody waits for it any more: %j', async (given) => {
		await expect(burnWith(given)).rejects.toThrow();
	});
});
