// Faults of the status check that are worth a retry: it changes nothing on the server, so it can be asked
// again.

import { failsAtStatus, succeeds, succeedsAfterChecks } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, once, page, responds } from './server-faults.ts';

const HOUR_MS = 3_600_000;
const inAnHour = new Date(Date.now() + HOUR_MS).toUTCString();
const inThreeSeconds = new Date(Date.now() + 3_000).toUTCString();

const SERVER_FAULTS: readonly ShareFault[] = [
	{ name: 'a server error once', plans: once('status', page(500)), expected: succeedsAfterChecks(2) },
	{
		name: 'a server error again and again',
		plans: always('status', page(502)),
		timeoutSeconds: 6,
		expected: failsAtStatus('not-nominal', 'many'),
	},
	{
		name: 'a request timeout once',
		plans: once('status', responds(408, '')),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'the server crashes once',
		plans: once('status', responds(404, { message: 'An unexpected error occurred :[' })),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'the server crashes',
		plans: always('status', responds(404, { message: 'An error occurred' })),
		expected: failsAtStatus('not-nominal', 2),
	},
	{
		name: 'the server is starting',
		plans: once('status', responds(503, { status: 'not_ready' })),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'the server never stops starting',
		timeoutSeconds: 6,
		plans: always('status', responds(503, { status: 'not_ready' })),
		expected: failsAtStatus('not-nominal', 'many'),
	},
	{
		name: 'unavailable for an hour',
		plans: always('status', responds(503, '', { headers: { 'retry-after': '3600' } })),
		expected: failsAtStatus('not-nominal', 1),
	},
];

const RATE_LIMITS: readonly ShareFault[] = [
	{
		name: 'too many requests, come back in a second',
		plans: once('status', responds(429, '', { headers: { 'retry-after': '1' } })),
		withBundle: true,
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'too many requests, with a date',
		plans: once('status', responds(429, '', { headers: { 'retry-after': inThreeSeconds } })),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'too many requests, with a date by a clock that is an hour ahead',
		plans: once(
			'status',
			responds(429, '', {
				headers: { 'retry-after': inAnHour, date: new Date(Date.now() + HOUR_MS - 3_000).toUTCString() },
			}),
		),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'too many requests, with a field',
		plans: once('status', responds(429, { retry_after: 2 })),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'too many requests for an hour, in seconds',
		plans: always('status', responds(429, {}, { headers: { 'retry-after': '3600' } })),
		withBundle: true,
		says: ['asks to wait 1 hour'],
		expected: failsAtStatus('rate-limited', 1),
	},
	{
		name: 'too many requests for an hour, with a date',
		plans: always('status', responds(429, '', { headers: { 'retry-after': inAnHour } })),
		withBundle: true,
		expected: failsAtStatus('rate-limited', 1),
	},
	{
		name: 'too many requests again and again',
		timeoutSeconds: 6,
		plans: always('status', responds(429, 'slow down')),
		expected: failsAtStatus('rate-limited', 'many'),
	},
	{
		name: 'too many requests in words',
		timeoutSeconds: 6,
		plans: always('status', responds(404, { message: 'Rate limit exceeded.' })),
		expected: failsAtStatus('rate-limited', 'many'),
	},
];

const CONNECTIONS: readonly ShareFault[] = [
	{
		name: 'the connection breaks once',
		plans: once('status', { kind: 'reset-before' }),
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'the connection breaks again and again',
		timeoutSeconds: 6,
		plans: always('status', { kind: 'reset-before' }),
		expected: failsAtStatus('unreachable', 'many'),
	},
	{
		name: 'half a response once',
		plans: once('status', { kind: 'half-body' }),
		expected: succeedsAfterChecks(2),
	},
	{ name: 'no HTTP once', plans: once('status', { kind: 'garbage' }), expected: succeedsAfterChecks(2) },
	{
		name: 'no HTTP',
		plans: always('status', { kind: 'garbage' }),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'an endless response',
		plans: always('status', { kind: 'endless-body' }),
		withBundle: true,
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'no response once',
		plans: once('status', { kind: 'stalled-headers' }),
		timeFactor: 20,
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'no response at all',
		plans: always('status', { kind: 'stalled-headers' }),
		timeoutSeconds: 2,
		timeFactor: 2,
		withBundle: true,
		expected: failsAtStatus('deadline-exceeded', 'many'),
	},
	{
		name: 'half a response, then silence, once',
		plans: once('status', { kind: 'stalled-body' }),
		timeFactor: 20,
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'a response byte by byte',
		plans: always('status', { kind: 'drip', intervalMs: 200 }),
		timeoutSeconds: 2,
		timeFactor: 2,
		withBundle: true,
		expected: failsAtStatus('deadline-exceeded', 'many'),
	},
	{
		name: 'the server ends the connection after each response',
		plans: always('status', { kind: 'close-after-answer' }),
		expected: succeeds,
	},
];

/** The rows. */
export const STATUS_RETRY_FAULTS: readonly ShareFault[] = [...SERVER_FAULTS, ...RATE_LIMITS, ...CONNECTIONS];
