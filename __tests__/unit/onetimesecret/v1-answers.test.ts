import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../../src/http/transport.ts';
import { sortAnswer } from '../../../src/onetimesecret/v1-answers.ts';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
	return {
		status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		header: (name) => headers[name],
	};
}

describe('sortAnswer', () => {
	it('takes a JSON object with a 2xx status for a success', () => {
		expect(sortAnswer(answer(200, { a: 1 }))).toEqual({ ok: true, object: { a: 1 } });
	});

	it.each([
		[
			'a redirect',
			answer(302, '', { location: 'https://other.example.com/secret/key' }),
			'redirected',
			'https://other.example.com',
		],
		['a redirect to a path', answer(301, '', { location: '/login' }), 'redirected', ''],
		['a redirect to something else', answer(302, '', { location: 'javascript:alert(1)' }), 'redirected', ''],
		['a redirect to nowhere', answer(304, ''), 'redirected', ''],
		[
			'wrong credentials',
			answer(404, { message: 'Not authorized' }, { 'x-ots-intended-status': '401' }),
			'unauthorized',
			'Not authorized',
		],
		[
			'wrong credentials up to v0.23',
			answer(404, { message: 'Not authorized' }),
			'unauthorized',
			'Not authorized',
		],
		[
			'wrong credentials in another language',
			answer(404, { message: 'Nein' }, { 'x-ots-intended-status': '401' }),
			'unauthorized',
			'Nein',
		],
		['a plain 401', answer(401, { message: 'x' }), 'unauthorized', 'x'],
		['a 401 page', answer(401, '<html>'), 'unauthorized', ''],
		['a 403 page of an edge', answer(403, '<html>'), 'forbidden', ''],
		['a banned address', answer(403, { error: 'Forbidden' }), 'forbidden', 'Forbidden'],
		['a 403 with a type', answer(403, { error: 'No.', error_type: 'Forbidden' }), 'refused', 'No.'],
		[
			'no account',
			answer(404, { message: 'An account is required to send emails.' }, { 'x-ots-intended-status': '400' }),
			'account-required',
			undefined,
		],
		[
			'closed custom domain',
			answer(404, { message: 'Public sharing disabled for domain: secrets.example.com' }),
			'account-required',
			undefined,
		],
		[
			'guests refused',
			answer(403, { error: 'x', code: 'GUEST_CONCEAL_REQUIRES_ACCOUNT' }),
			'account-required',
			'x',
		],
		[
			'guests refused otherwise',
			answer(422, { message: 'x', field: 'account_required' }),
			'account-required',
			'x',
		],
		[
			'a rate limit',
			answer(404, { message: 'Rate limit exceeded. Please try again later.' }),
			'rate-limited',
			undefined,
		],
		[
			'an old rate limit',
			answer(404, { message: 'Cripes! You have been rate limited.' }),
			'rate-limited',
			undefined,
		],
		['429', answer(429, '<html>'), 'rate-limited', ''],
		[
			'a fault of the server',
			answer(404, { message: 'An unexpected error occurred :[' }),
			'unexpected-error',
			undefined,
		],
		[
			'a datastore that is gone',
			answer(404, { message: "We'll be back shortly!" }),
			'unexpected-error',
			undefined,
		],
		['a key that is not known', answer(404, { secret_key: 'k', message: 'Unbekannt' }), 'gone', 'Unbekannt'],
		['an unknown route', answer(404, { error: 'Not Found' }), 'no-api', 'Not Found'],
		['an empty object', answer(404, {}), 'no-api', ''],
		[
			'a refusal',
			answer(404, { message: 'You did not provide anything to share' }),
			'refused',
			'You did not provide anything to share',
		],
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
		expect(sortAnswer(given)).toMatchObject({
			ok: false,
			refusal,
			...(words === undefined ? {} : { words }),
		});
	});

	it('passes on how long a JSON 429 asks to wait', () => {
		expect(sortAnswer(answer(429, { retry_after: 1800 }))).toMatchObject({
			refusal: 'rate-limited',
			retryAfterSeconds: 1_800,
		});
	});
});
