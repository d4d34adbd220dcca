import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/http/transport.ts';
import type { Seconds } from '../../src/onetimesecret/types.ts';
import { readCreation, readStatus, shareRequest, sortAnswer, statusRequest } from '../../src/onetimesecret/v1.ts';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
	return { status, body: typeof body === 'string' ? body : JSON.stringify(body), header: (name) => headers[name] };
}

describe('statusRequest', () => {
	it('asks for the status with the given headers', () => {
		expect(statusRequest({ a: 'b' })).toEqual({ method: 'GET', path: '/api/v1/status', headers: { a: 'b' }, body: undefined });
	});
});

describe('shareRequest', () => {
	it('sends the value alone as a form where nothing else was asked for', () => {
		const request = shareRequest({ value: 'hello', ttlSeconds: undefined, passphrase: undefined }, { a: 'b' });
		expect(request).toEqual({
			method: 'POST',
			path: '/api/v1/share',
			headers: { a: 'b', 'content-type': 'application/x-www-form-urlencoded' },
			body: 'secret=hello',
		});
	});

	it.each(['a+b%20c&d=e;f#g?h', 'two\nlines\n', 'a\r\nb\r\n', '"quotes" \'and\' \\', '🔑 p\u00e4ss', '\ufeffbom', '  blanks  ', '\u0007\t'])(
		'encodes %j so that it arrives byte for byte',
		(value) => {
			const request = shareRequest({ value, ttlSeconds: 300 as Seconds, passphrase: value }, {});
			expect([...new URLSearchParams(request.body)]).toEqual([
				['secret', value],
				['ttl', '300'],
				['passphrase', value],
			]);
			expect(request.body).toMatch(/^[\x21-\x7e]+$/);
		},
	);
});

describe('readCreation', () => {
	it('reads the fields that releases v0.18.5 to v0.26.6 send, numbers as digits included', () => {
		const keys = { secret_key: 's'.repeat(31), metadata_key: 'm'.repeat(31) };
		expect(readCreation({ ...keys, ttl: '3600', created: '1787200000', share_domain: 'x.example.com', value: 'ignored' })).toEqual({
			secretKey: keys.secret_key,
			receiptKey: keys.metadata_key,
			ttlSeconds: 3_600,
			createdSeconds: 1_787_200_000,
			shareDomain: 'x.example.com',
		});
	});
});

describe('readStatus', () => {
	it.each(['nominal', 'degraded', 'a-b_c', 'x'.repeat(32)])('passes the word %j on', (status) => {
		expect(readStatus({ status })).toBe(status);
	});

	it.each(['', 'Nominal', 'nominal\n', 'all is well', '::x::', 'x'.repeat(33), 5, null, undefined])('does not recognise %j', (status) => {
		expect(readStatus({ status })).toBe('unrecognised');
	});
});

describe('sortAnswer', () => {
	it('takes a JSON object with a 2xx status for a success', () => {
		expect(sortAnswer(answer(200, { a: 1 }))).toEqual({ ok: true, object: { a: 1 } });
	});

	it.each([
		['a redirect', answer(302, '', { location: 'https://other.example.com/secret/key' }), 'redirected', 'https://other.example.com'],
		['a redirect to a path', answer(301, '', { location: '/login' }), 'redirected', ''],
		['a redirect to nowhere', answer(304, ''), 'redirected', ''],
		['wrong credentials', answer(404, { message: 'Not authorized' }, { 'x-ots-intended-status': '401' }), 'unauthorized', 'Not authorized'],
		['wrong credentials up to v0.23', answer(404, { message: 'Not authorized' }), 'unauthorized', 'Not authorized'],
		['wrong credentials in another language', answer(404, { message: 'Nein' }, { 'x-ots-intended-status': '401' }), 'unauthorized', 'Nein'],
		['a plain 401', answer(401, { message: 'x' }), 'unauthorized', 'x'],
		['a 401 page', answer(401, '<html>'), 'unauthorized', ''],
		['a 403 page of an edge', answer(403, '<html>'), 'forbidden', ''],
		['a banned address', answer(403, { error: 'Forbidden' }), 'forbidden', 'Forbidden'],
		['a 403 with a type', answer(403, { error: 'No.', error_type: 'Forbidden' }), 'refused', 'No.'],
		['no account', answer(404, { message: 'An account is required to send emails.' }, { 'x-ots-intended-status': '400' }), 'account-required', undefined],
		['closed custom domain', answer(404, { message: 'Public sharing disabled for domain: secrets.example.com' }), 'account-required', undefined],
		['guests refused', answer(403, { error: 'x', code: 'GUEST_CONCEAL_REQUIRES_ACCOUNT' }), 'account-required', 'x'],
		['guests refused otherwise', answer(422, { message: 'x', field: 'account_required' }), 'account-required', 'x'],
		['a rate limit', answer(404, { message: 'Rate limit exceeded. Please try again later.' }), 'rate-limited', undefined],
		['an old rate limit', answer(404, { message: 'Cripes! You have been rate limited.' }), 'rate-limited', undefined],
		['429', answer(429, '<html>'), 'rate-limited', ''],
		['a fault of the server', answer(404, { message: 'An unexpected error occurred :[' }), 'unexpected-error', undefined],
		['a datastore that is gone', answer(404, { message: "We'll be back shortly!" }), 'unexpected-error', undefined],
		['an unknown route', answer(404, { error: 'Not Found' }), 'no-api', 'Not Found'],
		['an empty object', answer(404, {}), 'no-api', ''],
		['a refusal', answer(404, { message: 'You did not provide anything to share' }), 'refused', 'You did not provide anything to share'],
		['a 422', answer(422, { error: 'Unknown domain' }), 'refused', 'Unknown domain'],
		['a server that starts', answer(503, { status: 'not_ready' }), 'not-ready', ''],
		['a server that asks for time', answer(503, '<html>', { 'retry-after': '5' }), 'not-ready', ''],
		['a 503 page', answer(503, '<html>'), 'server-fault', ''],
		['a 500', answer(500, { error: 'Internal Server Error' }), 'server-fault', 'Internal Server Error'],
		['a 408', answer(408, ''), 'server-fault', ''],
		['a page', answer(200, '<html>'), 'unusable', ''],
		['a 404 page', answer(404, '<html>'), 'unusable', ''],
		['an empty answer', answer(204, ''), 'unusable', ''],
		['null', answer(200, 'null'), 'unusable', ''],
		['an array', answer(200, []), 'unusable', ''],
	])('sorts %s', (_name, given, refusal, words) => {
		expect(sortAnswer(given)).toMatchObject({ ok: false, refusal, ...(words === undefined ? {} : { words }) });
	});

	it('passes on how long a JSON 429 asks to wait', () => {
		expect(sortAnswer(answer(429, { retry_after: 1800 }))).toMatchObject({ refusal: 'rate-limited', retryAfterSeconds: 1_800 });
	});
});
