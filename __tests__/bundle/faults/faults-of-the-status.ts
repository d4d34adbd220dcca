// Faults of the status check: whatever happens here, no secret leaves the machine unless the service has said `nominal`.
import type { Expectation, ShareFault } from './fault-table.ts';
import { always, once, page, says } from './plans.ts';

const NEVER_MS = 3_600_000;

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
	{
		name: 'the service is degraded',
		word: 'degraded',
		withBundle: true,
		expected: fails('not-nominal', 1, 'degraded'),
	},
	{ name: 'the word is no word', word: 'NOMINAL ', expected: fails('not-nominal', 1, 'unrecognised') },
	{ name: 'the word is empty', word: '', expected: fails('not-nominal', 1, 'unrecognised') },
	{
		name: 'the word comes twice',
		plans: always('status', says(200, '{"status":"nominal","status":"down"}')),
		expected: fails('not-nominal', 1, 'down'),
	},
	{
		name: 'the word is a number',
		plans: always('status', says(200, { status: 1 })),
		expected: fails('not-nominal', 1, 'unrecognised'),
	},
	{
		name: 'the answer is null',
		plans: always('status', says(200, 'null')),
		expected: fails('answer-unusable', 2),
	},
	{
		name: 'the answer is a list',
		plans: always('status', says(200, '["nominal"]')),
		expected: fails('answer-unusable', 2),
	},
	{
		name: 'the answer is cut short',
		plans: always('status', says(200, '{"status":"nominal"')),
		expected: fails('answer-unusable', 2),
	},
	{
		name: 'two documents in one answer',
		plans: always('status', says(200, '{"status":"nominal"}{}')),
		expected: fails('answer-unusable', 2),
	},
	{ name: 'a portal answers once', plans: once('status', page(200)), expected: passes(2) },
	{
		name: 'a portal answers',
		plans: always('status', page(200)),
		withBundle: true,
		expected: fails('answer-unusable', 2),
	},
	{ name: 'no content', plans: always('status', says(204, '')), expected: fails('answer-unusable', 2) },
	{
		name: 'a page where the API should be',
		plans: always('status', page(404)),
		expected: fails('api-not-found', 2),
	},
	{
		name: 'API v1 is switched off',
		plans: always('status', says(404, { error: 'Not Found' })),
		withBundle: true,
		expected: fails('api-not-found', 1),
	},
	{
		name: 'the method is not known',
		plans: always('status', page(405)),
		expected: fails('api-not-found', 2),
	},
	{ name: 'wrong credentials', login: 'wrong', withBundle: true, expected: fails('credentials-rejected', 1) },
	{
		name: 'a bare 401 for a guest',
		plans: always('status', says(401, {})),
		expected: fails('account-required', 1),
	},
	{
		name: 'an edge forbids it',
		plans: always('status', page(403)),
		withBundle: true,
		expected: fails('forbidden', 1),
	},
	{
		name: 'an edge forbids it in JSON',
		plans: always('status', says(403, { message: 'Access denied' })),
		expected: fails('forbidden', 1),
	},
	{
		name: 'a refusal in words',
		plans: always('status', says(404, { message: 'Not today' })),
		expected: fails('refused-by-server', 1),
	},
	{
		name: 'guests are not wanted',
		plans: always('status', says(422, { code: 'REQUIRES_ACCOUNT' })),
		expected: fails('account-required', 1),
	},
	{
		name: 'a redirect',
		plans: always('status', { kind: 'redirect', status: 302, location: 'https://evil.example/' }),
		expected: fails('redirected', 1),
	},
	{
		name: 'a redirect for good',
		plans: always('status', { kind: 'redirect', status: 308, location: '/x' }),
		expected: fails('redirected', 1),
	},
	{ name: 'a server error once', plans: once('status', page(500)), expected: passes(2) },
	{
		name: 'a server error for ever',
		plans: always('status', page(502)),
		timeoutSeconds: 3,
		withBundle: true,
		expected: fails('not-nominal', 'many'),
	},
	{ name: 'a request timeout once', plans: once('status', says(408, '')), expected: passes(2) },
	{
		name: 'the server crashes once',
		plans: once('status', says(404, { message: 'An unexpected error occurred :[' })),
		expected: passes(2),
	},
	{
		name: 'the server crashes',
		plans: always('status', says(404, { message: 'An error occurred' })),
		expected: fails('not-nominal', 2),
	},
	{
		name: 'the server is starting',
		plans: once('status', says(503, { status: 'not_ready' })),
		expected: passes(2),
	},
	{
		name: 'the server starts for ever',
		timeoutSeconds: 6,
		plans: always('status', says(503, { status: 'not_ready' })),
		expected: fails('not-nominal', 'many'),
	},
	{
		name: 'unavailable for an hour',
		plans: always('status', says(503, '', { headers: { 'retry-after': '3600' } })),
		expected: fails('not-nominal', 1),
	},
	{
		name: 'too many requests, come back in a second',
		plans: once('status', says(429, '', { headers: { 'retry-after': '1' } })),
		withBundle: true,
		expected: passes(2),
	},
	{
		name: 'too many requests, with a date',
		plans: once('status', says(429, '', { headers: { 'retry-after': inThreeSeconds } })),
		expected: passes(2),
	},
	{
		name: 'too many requests, with a field',
		plans: once('status', says(429, { retry_after: 2 })),
		expected: passes(2),
	},
	{
		name: 'too many requests for an hour, in seconds',
		plans: always('status', says(429, {}, { headers: { 'retry-after': '3600' } })),
		withBundle: true,
		expected: fails('rate-limited', 1),
	},
	{
		name: 'too many requests for an hour, with a date',
		plans: always('status', says(429, '', { headers: { 'retry-after': inAnHour } })),
		withBundle: true,
		expected: fails('rate-limited', 1),
	},
	{
		name: 'too many requests for ever',
		timeoutSeconds: 6,
		plans: always('status', says(429, 'slow down')),
		expected: fails('rate-limited', 'many'),
	},
	{
		name: 'too many requests in words',
		timeoutSeconds: 6,
		plans: always('status', says(404, { message: 'Rate limit exceeded.' })),
		expected: fails('rate-limited', 'many'),
	},
	{
		name: 'the connection breaks once',
		plans: once('status', { kind: 'reset-before' }),
		expected: passes(2),
	},
	{
		name: 'the connection breaks for ever',
		timeoutSeconds: 6,
		plans: always('status', { kind: 'reset-before' }),
		expected: fails('unreachable', 'many'),
	},
	{ name: 'half an answer once', plans: once('status', { kind: 'half-body' }), expected: passes(2) },
	{ name: 'no HTTP once', plans: once('status', { kind: 'garbage' }), expected: passes(2) },
	{ name: 'no HTTP', plans: always('status', { kind: 'garbage' }), expected: fails('answer-unusable', 2) },
	{
		name: 'an endless answer',
		plans: always('status', { kind: 'endless-body' }),
		withBundle: true,
		expected: fails('answer-unusable', 2),
	},
	{
		name: 'no answer once',
		plans: once('status', { kind: 'stalled-headers' }),
		timeFactor: 50,
		expected: passes(2),
	},
	{
		name: 'no answer for ever',
		plans: always('status', { kind: 'stalled-headers' }),
		timeoutSeconds: 2,
		timeFactor: 2,
		limitMs: 8_000,
		withBundle: true,
		expected: fails('deadline-exceeded', 2),
	},
	{
		name: 'half an answer, then silence, once',
		plans: once('status', { kind: 'stalled-body' }),
		timeFactor: 50,
		expected: passes(2),
	},
	{
		name: 'an answer drop by drop',
		plans: always('status', { kind: 'drip', intervalMs: 200 }),
		timeoutSeconds: 2,
		timeFactor: 2,
		limitMs: 8_000,
		withBundle: true,
		expected: fails('deadline-exceeded', 2),
	},
	{
		name: 'the step is stopped',
		plans: always('status', { kind: 'hold' }),
		isStopped: true,
		withBundle: true,
		expected: fails('cancelled', 1),
	},
	{
		name: 'the server ends the connection after each answer',
		plans: always('status', { kind: 'close-after-answer' }),
		expected: passes(1),
	},
];
