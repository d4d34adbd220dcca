// Faults of the creation: how many secrets may come of it, and what the step says about those that nobody has the link to.
import type { AnswerBody, AnswerFault, Fault, FaultPlan } from '../support/server/index.ts';
import type { Expectation, ShareFault } from './fault-table.ts';

type Json = Readonly<Record<string, unknown>>;

function always(act: Fault): readonly FaultPlan[] {
	return [{ route: 'share', on: 'every', act }];
}

function once(act: Fault): readonly FaultPlan[] {
	return [{ route: 'share', act }];
}

function says(status: number, body: AnswerBody, changes: Partial<AnswerFault> = {}): AnswerFault {
	return { kind: 'answer', status, body, ...changes };
}

/** Creates the secret and changes the answer. */
function alters(change: (real: Json) => unknown): AnswerFault {
	return { kind: 'answer', body: change };
}

const page = (status: number, acts = false): AnswerFault =>
	says(status, '<h1>502</h1>', { headers: { 'content-type': 'text/html' }, acts });

/** Success at the first try. */
const passes: Expectation = { code: undefined, created: 1, asked: [1, 1] };

/** Success after a repetition, with this many secrets in all; told only where there was a doubt. */
function passesAgain(created: number, repeatIsTold: boolean): Expectation {
	return { code: undefined, created, asked: [1, 2], repeatIsTold };
}

/** Failure where it is certain that nobody lacks the link to anything. */
function fails(code: Expectation['code'], creations: number): Expectation {
	return { code, created: 0, asked: [1, creations] };
}

/** Failure after which a copy may live on. */
function leaves(code: Expectation['code'], created: number, creations: number): Expectation {
	return { code, created, asked: [1, creations], copyIsTold: true };
}

const KEY = 'k'.repeat(62);

/** The rows. */
export const CREATION_FAULTS: readonly ShareFault[] = [
	{ name: 'the connection breaks before, once', plans: once({ kind: 'reset-before' }), expected: passesAgain(1, true) },
	{ name: 'the connection breaks after, once', plans: once({ kind: 'reset-after' }), withBundle: true, expected: passesAgain(2, true) },
	{
		name: 'the connection breaks after, for ever',
		plans: always({ kind: 'reset-after' }),
		withBundle: true,
		expected: leaves('in-doubt', 2, 2),
	},
	{
		name: 'the connection breaks after, and there is no time for another',
		plans: always({ kind: 'reset-after' }),
		timeoutSeconds: 4,
		withBundle: true,
		expected: leaves('in-doubt', 1, 1),
	},
	{ name: 'half an answer, once', plans: once({ kind: 'half-body' }), expected: passesAgain(2, true) },
	{ name: 'half an answer, then silence, once', plans: once({ kind: 'stalled-body' }), timeFactor: 50, expected: passesAgain(2, true) },
	{
		name: 'half an answer, then silence',
		plans: always({ kind: 'stalled-body' }),
		timeoutSeconds: 1,
		timeFactor: 4,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no answer',
		plans: always({ kind: 'stalled-headers', acts: true }),
		timeoutSeconds: 1,
		timeFactor: 4,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no answer, twice in the whole minute',
		plans: always({ kind: 'stalled-headers', acts: true }),
		timeFactor: 50,
		expected: leaves('in-doubt', 2, 2),
	},
	{
		name: 'an answer drop by drop',
		plans: always({ kind: 'drip', intervalMs: 20 }),
		timeoutSeconds: 2,
		timeFactor: 4,
		withBundle: true,
		expected: leaves('in-doubt', 1, 1),
	},
	{ name: 'no HTTP, once', plans: once({ kind: 'garbage', acts: true }), expected: passesAgain(2, true) },
	{ name: 'no HTTP', plans: always({ kind: 'garbage', acts: true }), expected: leaves('answer-unusable', 2, 2) },
	{ name: 'an endless answer', plans: always({ kind: 'endless-body' }), withBundle: true, expected: leaves('answer-unusable', 2, 2) },
	{ name: 'a gateway fails, once', plans: once(page(502)), expected: passesAgain(1, true) },
	{ name: 'a gateway fails after the creation', plans: always(page(504, true)), withBundle: true, expected: leaves('in-doubt', 2, 2) },
	{ name: 'a page in place of the answer', plans: always(page(200, true)), expected: leaves('answer-unusable', 2, 2) },
	{ name: 'the answer is null', plans: always(says(200, 'null', { acts: true })), expected: leaves('answer-unusable', 2, 2) },
	{ name: 'the answer is a list', plans: always(alters((real) => [real])), expected: leaves('answer-unusable', 2, 2) },
	{
		name: 'the answer is cut short, once',
		plans: once(alters((real) => JSON.stringify(real).slice(0, -1))),
		expected: passesAgain(2, true),
	},
	{ name: 'two documents in one answer', plans: once(alters((real) => `${JSON.stringify(real)}{}`)), expected: passesAgain(2, true) },
	{
		name: 'the server crashes',
		plans: always(says(404, { message: 'An unexpected error occurred :[' })),
		withBundle: true,
		expected: leaves('in-doubt', 0, 1),
	},
	{
		name: 'the server crashes after the creation',
		plans: always(says(404, { message: 'An error occurred' }, { acts: true })),
		expected: leaves('in-doubt', 1, 1),
	},
	{ name: 'too many requests, once', plans: once(says(429, {})), expected: passesAgain(1, false) },
	{ name: 'too many requests for an hour', plans: always(says(429, { retry_after: 3_600 })), expected: fails('rate-limited', 1) },
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
		plans: [...once(page(500)), { route: 'share', on: 2, act: says(404, { message: 'No' }) }],
		expected: leaves('refused-by-server', 0, 2),
	},
	{ name: 'the server is starting, once', plans: once(says(503, { status: 'not_ready' })), expected: passesAgain(1, false) },
	{
		name: 'unavailable for a second, once',
		plans: once(says(503, '', { headers: { 'retry-after': '1' } })),
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
		plans: always(says(403, { error_type: 'guest_requires_account' })),
		expected: fails('account-required', 1),
	},
	{
		name: 'credentials that have just been revoked',
		login: 'right',
		plans: always(says(401, {})),
		expected: fails('credentials-rejected', 1),
	},
	{ name: 'an edge forbids it', plans: always(page(403)), expected: fails('forbidden', 1) },
	{
		name: 'a redirect that would carry the secret along',
		plans: always({ kind: 'redirect', status: 307, location: 'https://evil.example/api/v1/share' }),
		withBundle: true,
		expected: fails('redirected', 1),
	},
	{ name: 'no keys', plans: always(alters(() => ({ ok: true }))), expected: leaves('answer-unusable', 1, 1) },
	{
		name: 'a key that is a path',
		plans: always(alters((real) => ({ ...real, secret_key: '../../x?y#z' }))),
		expected: { code: 'answer-unusable', created: 1, asked: [1, 1], receiptIsKept: true },
	},
	{
		name: 'a second key that is a path',
		plans: always(alters((real) => `${JSON.stringify(real).slice(0, -1)},"secret_key":"../../x"}`)),
		expected: { code: 'answer-unusable', created: 1, asked: [1, 1], receiptIsKept: true },
	},
	{
		name: 'a receipt that is a path',
		plans: always(alters((real) => ({ ...real, metadata_key: '../x' }))),
		expected: leaves('answer-unusable', 1, 1),
	},
	{
		name: 'a domain that is no host',
		plans: always(alters((real) => ({ ...real, share_domain: 'evil.example/x?' }))),
		withBundle: true,
		expected: { code: 'answer-unusable', created: 1, asked: [1, 1], receiptIsKept: true },
	},
	{
		name: 'a key given twice',
		plans: always(alters((real) => `{"secret_key":"${KEY}",${JSON.stringify(real).slice(1)}`)),
		expected: passes,
	},
	{ name: 'numbers as texts', plans: always(alters((real) => ({ ...real, ttl: '3600', created: '1787200000' }))), expected: passes },
	{ name: 'a lifetime that is none', plans: always(alters((real) => ({ ...real, ttl: null, created: 'now' }))), expected: passes },
	{
		name: 'the step is stopped, and the answer still comes',
		plans: once({ kind: 'delay', ms: 800, actsFirst: true }),
		isStopped: true,
		withBundle: true,
		expected: { code: 'cancelled', created: 1, asked: [1, 1], receiptIsKept: true },
	},
	{
		name: 'the step is stopped, and no answer comes',
		plans: once({ kind: 'hold', actsFirst: true }),
		isStopped: true,
		timeFactor: 50,
		expected: leaves('cancelled', 1, 1),
	},
];
