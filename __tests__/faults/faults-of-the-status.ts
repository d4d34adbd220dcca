// Faults of the status check: whatever happens here, no secret leaves the machine unless the service has said `nominal`.
import type { AnswerBody, AnswerFault, Fault, FaultPlan } from '../support/server/index.ts';
import type { Expectation, ShareFault } from './fault-table.ts';

const NEVER_MS = 3_600_000;

function always(act: Fault): readonly FaultPlan[] {
	return [{ route: 'status', on: 'every', act }];
}

function once(act: Fault): readonly FaultPlan[] {
	return [{ route: 'status', act }];
}

function says(status: number, body: AnswerBody, headers: AnswerFault['headers'] = {}): AnswerFault {
	return { kind: 'answer', status, body, headers };
}

function page(status: number): AnswerFault {
	return says(status, '<!doctype html><title>Portal</title>', { 'content-type': 'text/html' });
}

function fails(code: Expectation['code'], statuses: Expectation['asked'][0], status?: string): Expectation {
	return { code, created: 0, asked: [statuses, 0], ...(status !== undefined && { status }) };
}

const passes = (statuses: number): Expectation => ({ code: undefined, created: 1, asked: [statuses, 1] });

const inAnHour = new Date(Date.now() + NEVER_MS).toUTCString();
const inThreeSeconds = new Date(Date.now() + 3_000).toUTCString();

/** The rows. */
export const STATUS_FAULTS: readonly ShareFault[] = [
	{ name: 'nothing goes wrong', withBundle: true, expected: passes(1) },
	{ name: 'nothing goes wrong with an account', login: 'right', expected: passes(1) },
	{ name: 'the service is degraded', word: 'degraded', withBundle: true, expected: fails('not-nominal', 1, 'degraded') },
	{ name: 'the word is no word', word: 'NOMINAL ', expected: fails('not-nominal', 1, 'unrecognised') },
	{ name: 'the word is empty', word: '', expected: fails('not-nominal', 1, 'unrecognised') },
	{
		name: 'the word comes twice',
		plans: always(says(200, '{"status":"nominal","status":"down"}')),
		expected: fails('not-nominal', 1, 'down'),
	},
	{ name: 'the word is a number', plans: always(says(200, { status: 1 })), expected: fails('not-nominal', 1, 'unrecognised') },
	{ name: 'the answer is null', plans: always(says(200, 'null')), expected: fails('answer-unusable', 2) },
	{ name: 'the answer is a list', plans: always(says(200, '["nominal"]')), expected: fails('answer-unusable', 2) },
	{ name: 'the answer is cut short', plans: always(says(200, '{"status":"nominal"')), expected: fails('answer-unusable', 2) },
	{ name: 'two documents in one answer', plans: always(says(200, '{"status":"nominal"}{}')), expected: fails('answer-unusable', 2) },
	{ name: 'a portal answers once', plans: once(page(200)), expected: passes(2) },
	{ name: 'a portal answers', plans: always(page(200)), withBundle: true, expected: fails('answer-unusable', 2) },
	{ name: 'no content', plans: always(says(204, '')), expected: fails('answer-unusable', 2) },
	{ name: 'a page where the API should be', plans: always(page(404)), expected: fails('api-not-found', 2) },
	{
		name: 'API v1 is switched off',
		plans: always(says(404, { error: 'Not Found' })),
		withBundle: true,
		expected: fails('api-not-found', 1),
	},
	{ name: 'the method is not known', plans: always(page(405)), expected: fails('api-not-found', 2) },
	{ name: 'wrong credentials', login: 'wrong', withBundle: true, expected: fails('credentials-rejected', 1) },
	{ name: 'a bare 401 for a guest', plans: always(says(401, {})), expected: fails('account-required', 1) },
	{ name: 'an edge forbids it', plans: always(page(403)), withBundle: true, expected: fails('forbidden', 1) },
	{ name: 'an edge forbids it in JSON', plans: always(says(403, { message: 'Access denied' })), expected: fails('forbidden', 1) },
	{ name: 'a refusal in words', plans: always(says(404, { message: 'Not today' })), expected: fails('refused-by-server', 1) },
	{ name: 'guests are not wanted', plans: always(says(422, { code: 'REQUIRES_ACCOUNT' })), expected: fails('account-required', 1) },
	{
		name: 'a redirect',
		plans: always({ kind: 'redirect', status: 302, location: 'https://evil.example/' }),
		expected: fails('redirected', 1),
	},
	{ name: 'a redirect for good', plans: always({ kind: 'redirect', status: 308, location: '/x' }), expected: fails('redirected', 1) },
	{ name: 'a server error once', plans: once(page(500)), expected: passes(2) },
	{
		name: 'a server error for ever',
		plans: always(page(502)),
		timeoutSeconds: 1,
		withBundle: true,
		expected: fails('not-nominal', 'many'),
	},
	{ name: 'a request timeout once', plans: once(says(408, '')), expected: passes(2) },
	{ name: 'the server crashes once', plans: once(says(404, { message: 'An unexpected error occurred :[' })), expected: passes(2) },
	{ name: 'the server crashes', plans: always(says(404, { message: 'An error occurred' })), expected: fails('not-nominal', 2) },
	{ name: 'the server is starting', plans: once(says(503, { status: 'not_ready' })), expected: passes(2) },
	{
		name: 'the server starts for ever',
		timeoutSeconds: 6,
		plans: always(says(503, { status: 'not_ready' })),
		expected: fails('not-nominal', 'many'),
	},
	{ name: 'unavailable for an hour', plans: always(says(503, '', { 'retry-after': '3600' })), expected: fails('not-nominal', 1) },
	{
		name: 'too many requests, come back in a second',
		plans: once(says(429, '', { 'retry-after': '1' })),
		withBundle: true,
		expected: passes(2),
	},
	{ name: 'too many requests, with a date', plans: once(says(429, '', { 'retry-after': inThreeSeconds })), expected: passes(2) },
	{ name: 'too many requests, with a field', plans: once(says(429, { retry_after: 2 })), expected: passes(2) },
	{
		name: 'too many requests for an hour, in seconds',
		plans: always(says(429, {}, { 'retry-after': '3600' })),
		withBundle: true,
		expected: fails('rate-limited', 1),
	},
	{
		name: 'too many requests for an hour, with a date',
		plans: always(says(429, '', { 'retry-after': inAnHour })),
		withBundle: true,
		expected: fails('rate-limited', 1),
	},
	{ name: 'too many requests for ever', timeoutSeconds: 6, plans: always(says(429, 'slow down')), expected: fails('rate-limited', 'many') },
	{
		name: 'too many requests in words',
		timeoutSeconds: 6,
		plans: always(says(404, { message: 'Rate limit exceeded.' })),
		expected: fails('rate-limited', 'many'),
	},
	{ name: 'the connection breaks once', plans: once({ kind: 'reset-before' }), expected: passes(2) },
	{
		name: 'the connection breaks for ever',
		timeoutSeconds: 6,
		plans: always({ kind: 'reset-before' }),
		expected: fails('unreachable', 'many'),
	},
	{ name: 'half an answer once', plans: once({ kind: 'half-body' }), expected: passes(2) },
	{ name: 'no HTTP once', plans: once({ kind: 'garbage' }), expected: passes(2) },
	{ name: 'no HTTP', plans: always({ kind: 'garbage' }), expected: fails('answer-unusable', 2) },
	{ name: 'an endless answer', plans: always({ kind: 'endless-body' }), withBundle: true, expected: fails('answer-unusable', 2) },
	{ name: 'no answer once', plans: once({ kind: 'stalled-headers' }), timeFactor: 50, expected: passes(2) },
	{
		name: 'no answer for ever',
		plans: always({ kind: 'stalled-headers' }),
		timeoutSeconds: 1,
		timeFactor: 4,
		withBundle: true,
		expected: fails('deadline-exceeded', 'many'),
	},
	{ name: 'half an answer, then silence, once', plans: once({ kind: 'stalled-body' }), timeFactor: 50, expected: passes(2) },
	{
		name: 'an answer drop by drop',
		plans: always({ kind: 'drip', intervalMs: 20 }),
		timeoutSeconds: 1,
		timeFactor: 4,
		withBundle: true,
		expected: fails('deadline-exceeded', 'many'),
	},
	{ name: 'the step is stopped', plans: always({ kind: 'hold' }), isStopped: true, withBundle: true, expected: fails('cancelled', 1) },
	{ name: 'the server ends the connection after each answer', plans: always({ kind: 'close-after-answer' }), expected: passes(1) },
];
