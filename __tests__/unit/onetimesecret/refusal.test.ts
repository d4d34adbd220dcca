import { describe, expect, it } from 'vitest';
import { textField } from '../../../src/onetimesecret/decode.ts';
import {
	classifyResponse,
	kindOfText,
	type RefusalReader,
	requiresAccount,
} from '../../../src/onetimesecret/refusal.ts';
import { httpResponse } from './service-fixtures.ts';

const reader: RefusalReader = {
	readServerText: (object) => textField(object, 'message'),
	kindOf: (object) => (Object.hasOwn(object, 'unexpected') ? 'unexpected-error' : 'gone'),
};
const classify = (...given: Parameters<typeof httpResponse>) =>
	classifyResponse(httpResponse(...given), reader);

describe('classifyResponse', () => {
	it('treats a JSON object with 2xx as a success', () => {
		expect(classify(200, { a: 1 })).toEqual({ ok: true, object: { a: 1 } });
		expect(classify(201, {})).toEqual({ ok: true, object: {} });
	});

	it.each([
		[200, '<html>'],
		[200, ''],
		[204, ''],
		[200, 'null'],
		[200, []],
		[200, '{"a":1'],
	])('classifies %d with %j as unusable', (status, body) => {
		const refusal = { kind: 'unusable', setback: 'unusable', isJson: false, serverText: '' };
		expect(classify(status, body)).toMatchObject({ ok: false, refusal });
	});

	it('keeps the target of a redirect apart, whatever the body says', () => {
		const refusal = { kind: 'redirected', setback: undefined, location: 'https://x.example/login' };
		expect(classify(302, '<html>', { location: 'https://x.example/login' })).toMatchObject({ refusal });
		expect(classify(307, { a: 1 }, { location: 'https://x.example/login' })).toMatchObject({ refusal });
		expect(classify(304, '')).toMatchObject({ refusal: { kind: 'redirected', location: '' } });
	});

	it.each([
		[429, {}, {}, 'rate-limited'],
		[503, {}, { 'retry-after': '5' }, 'not-ready'],
		[503, { status: 'not_ready' }, {}, 'not-ready'],
		[503, { status: 'other' }, {}, 'server-fault'],
		[500, {}, {}, 'server-fault'],
		[500, { unexpected: 1 }, {}, 'unexpected-error'],
		[408, {}, {}, 'server-fault'],
		[422, {}, {}, 'gone'],
	])(
		'asks the reader about %d %j with %j only where the status leaves it open: %s',
		(status, body, headers, kind) => {
			expect(classify(status, body, headers)).toMatchObject({ ok: false, refusal: { kind, isJson: true } });
		},
	);

	it('keeps the message of a refusal, and how long it asks to wait', () => {
		const refusal = { serverText: 'Slow down.', retryAfterSeconds: 1_800 };
		expect(classify(429, { message: 'Slow down.', retry_after: 1_800 })).toMatchObject({ refusal });
		expect(classify(429, { retry_after: 'soon' })).toMatchObject({
			refusal: { retryAfterSeconds: undefined },
		});
		expect(classify(429, '1800')).toMatchObject({ refusal: { retryAfterSeconds: undefined } });
	});
});

describe('requiresAccount', () => {
	it.each(['error_type', 'field', 'error_key', 'code', 'error'])('finds the code in `%s`', (field) => {
		expect(requiresAccount({ [field]: 'requires_account' })).toBe(true);
		expect(requiresAccount({ [field]: 'GUEST_CONCEAL_ACCOUNT_REQUIRED' })).toBe(true);
	});

	it.each([{}, { message: 'requires_account' }, { code: 'account' }, { code: 5 }])(
		'finds none in %j',
		(object) => {
			expect(requiresAccount(object)).toBe(false);
		},
	);
});

describe('kindOfText', () => {
	it.each([
		['An account is required to send emails.', 'account-required'],
		['Public sharing disabled for domain: x', 'sharing-disabled'],
		['You do not have permission to use domain: x', 'domain-not-yours'],
		['Unknown domain: x', 'domain-unknown'],
		['Domain not found x', 'domain-unknown'],
		['Custom domain is not verified: x', 'domain-unverified'],
		['Too many secrets created. Please try again later.', 'guest-limit'],
		['Rate limit exceeded. Please try again later.', 'rate-limited'],
		['Cripes! You have been rate limited.', 'rate-limited'],
		['It is an Unknown domain', undefined],
		['', undefined],
	])('classifies %j as %s', (text, kind) => {
		expect(kindOfText(text)).toBe(kind);
	});
});
