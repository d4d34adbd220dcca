// Answers of a server that has created the secret, but says so in a way that cannot be used, or that looks odd and can.
import type { Expectation, ShareFault } from './fault-table.ts';
import { alters, always, once, page, says } from './plans.ts';

/** Success at the first try. */
const passes: Expectation = { code: undefined, created: 1, asked: [1, 1] };

/** Success after a repetition, with this many secrets in all; told only where there was a doubt. */
function passesAgain(created: number, repeatIsTold: boolean): Expectation {
	return { code: undefined, created, asked: [1, 2], repeatIsTold };
}

/** Failure after which a copy may live on. */
function leaves(code: Expectation['code'], created: number, creations: number): Expectation {
	return { code, created, asked: [1, creations], copyIsTold: true };
}

/** Failure after which the secret lives, but can be burned. */
const keepsReceipt: Expectation = { code: 'answer-unusable', created: 1, asked: [1, 1], receiptIsKept: true };

const KEY = 'k'.repeat(62);

/** The rows. */
export const ANSWER_FAULTS: readonly ShareFault[] = [
	{ name: 'a page in place of the answer', plans: always('share', page(200, { acts: true })), expected: leaves('answer-unusable', 2, 2) },
	{ name: 'the answer is null', plans: always('share', says(200, 'null', { acts: true })), expected: leaves('answer-unusable', 2, 2) },
	{
		name: 'the answer is a list',
		plans: always(
			'share',
			alters((real) => [real]),
		),
		expected: leaves('answer-unusable', 2, 2),
	},
	{
		name: 'the answer is cut short, once',
		plans: once(
			'share',
			alters((real) => JSON.stringify(real).slice(0, -1)),
		),
		expected: passesAgain(2, true),
	},
	{
		name: 'two documents in one answer',
		plans: once(
			'share',
			alters((real) => `${JSON.stringify(real)}{}`),
		),
		expected: passesAgain(2, true),
	},
	{
		name: 'the server crashes',
		plans: always('share', says(404, { message: 'An unexpected error occurred :[' })),
		withBundle: true,
		expected: leaves('in-doubt', 0, 1),
	},
	{
		name: 'the server crashes after the creation',
		plans: always('share', says(404, { message: 'An error occurred' }, { acts: true })),
		expected: leaves('in-doubt', 1, 1),
	},
	{ name: 'too many requests, once', plans: once('share', says(429, {})), expected: passesAgain(1, false) },
	{ name: 'too many requests for an hour', plans: always('share', says(429, { retry_after: 3_600 })), expected: fails('rate-limited', 1) },
	{
		name: 'a doubt, then too many requests for an hour',
		plans: [
			{ route: 'share', act: { kind: 'reset-after' } },
			{ route: 'share', on: 2, act: says(429, { retry_after: 3_600 }) },
		],
		expected: leaves('rate-limited', 1, 2),
	},
	{
		name: 'a doubt, then a refusal',
		plans: [...once('share', page(500)), { route: 'share', on: 2, act: says(404, { message: 'No' }) }],
		expected: leaves('refused-by-server', 0, 2),
	},
	{ name: 'the server is starting, once', plans: once('share', says(503, { status: 'not_ready' })), expected: passesAgain(1, false) },
	{
		name: 'unavailable for a second, once',
		plans: once('share', says(503, '', { headers: { 'retry-after': '1' } })),
		withBundle: true,
		expected: passesAgain(1, false),
	},
	{ name: 'a passphrase that the server does not like', passphrase: 'abc', withBundle: true, expected: fails('refused-by-server', 1) },
	{
		name: 'a custom domain that takes no guests',
		place: { kind: 'custom-domain' },
		withBundle: true,
		expected: fails('account-required', 1),
	},
	{
		name: 'a server that takes no guests',
		plans: always('share', says(403, { error_type: 'guest_requires_account' })),
		expected: fails('account-required', 1),
	},
	{
		name: 'credentials that have just been revoked',
		login: 'right',
		plans: always('share', says(401, {})),
		expected: fails('credentials-rejected', 1),
	},
	{ name: 'an edge forbids it', plans: always('share', page(403)), expected: fails('forbidden', 1) },
	{
		name: 'a redirect that would carry the secret along',
		plans: always('share', { kind: 'redirect', status: 307, location: 'https://evil.example/api/v1/share' }),
		withBundle: true,
		expected: fails('redirected', 1),
	},
	{
		name: 'no keys',
		plans: always(
			'share',
			alters(() => ({ ok: true })),
		),
		expected: leaves('answer-unusable', 1, 1),
	},
	{
		name: 'a key that is a path',
		plans: always(
			'share',
			alters((real) => ({ ...real, secret_key: '../../x?y#z' })),
		),
		expected: keepsReceipt,
	},
	{
		name: 'a second key that is a path',
		plans: always(
			'share',
			alters((real) => `${JSON.stringify(real).slice(0, -1)},"secret_key":"../../x"}`),
		),
		expected: keepsReceipt,
	},
	{
		name: 'a receipt that is a path',
		plans: always(
			'share',
			alters((real) => ({ ...real, metadata_key: '../x' })),
		),
		expected: leaves('answer-unusable', 1, 1),
	},
	{
		name: 'a domain that is no host',
		plans: always(
			'share',
			alters((real) => ({ ...real, share_domain: 'evil.example/x?' })),
		),
		withBundle: true,
		expected: keepsReceipt,
	},
];
