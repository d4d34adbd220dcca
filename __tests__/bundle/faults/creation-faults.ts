// Faults of the creation: how many secrets may come of it, and what the step says about those that nobody has a link to.

import { burnsAtOnce, failsUncreated, leavesCopy, succeeds, succeedsAfterRetry } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, once, page, redirects, responds } from './server-faults.ts';

/** The connection breaks, hangs or delivers nothing useful: the server may or may not have created the secret. */
const DOUBTS: readonly ShareFault[] = [
	{
		name: 'the connection breaks before, once',
		plans: once('share', { kind: 'reset-before' }),
		expected: succeedsAfterRetry(1, true),
	},
	{
		name: 'the connection breaks after, once',
		plans: once('share', { kind: 'reset-after' }),
		withBundle: true,
		expected: succeedsAfterRetry(2, true),
	},
	{
		name: 'the connection breaks after, again and again',
		plans: always('share', { kind: 'reset-after' }),
		withBundle: true,
		expected: leavesCopy('in-doubt', 2, 2),
	},
	{
		name: 'the connection breaks after, and there is no time for another attempt',
		plans: always('share', { kind: 'reset-after' }),
		timeoutSeconds: 4,
		withBundle: true,
		expected: leavesCopy('in-doubt', 1, 1),
	},
	{
		name: 'a response that takes 5 s of 9 s',
		plans: always('share', { kind: 'delay', ms: 1_000 }),
		timeoutSeconds: 9,
		timeFactor: 5,
		expected: succeeds,
	},
	{
		name: 'a response that takes more than half of the timeout',
		plans: always('share', { kind: 'delay', ms: 1_200 }),
		timeoutSeconds: 2,
		withBundle: true,
		expected: succeeds,
	},
	{
		name: 'half a response, once',
		plans: once('share', { kind: 'half-body' }),
		expected: succeedsAfterRetry(2, true),
	},
	{
		name: 'half a response, then silence, once',
		plans: once('share', { kind: 'stalled-body' }),
		timeFactor: 20,
		expected: succeedsAfterRetry(2, true),
	},
	{
		name: 'half a response, then silence',
		plans: always('share', { kind: 'stalled-body' }),
		timeoutSeconds: 4,
		timeFactor: 4,
		expected: leavesCopy('in-doubt', 1, 1),
	},
	{
		name: 'no response',
		plans: always('share', { kind: 'stalled-headers', acts: true }),
		timeoutSeconds: 4,
		timeFactor: 4,
		expected: leavesCopy('in-doubt', 1, 1),
	},
	{
		name: 'no response, twice in the whole minute',
		plans: always('share', { kind: 'stalled-headers', acts: true }),
		timeFactor: 20,
		expected: leavesCopy('in-doubt', 2, 2),
	},
	{
		name: 'a response byte by byte',
		plans: always('share', { kind: 'drip', intervalMs: 20 }),
		timeoutSeconds: 2,
		timeFactor: 2,
		limitMs: 9_000,
		withBundle: true,
		expected: leavesCopy('in-doubt', 1, 1),
	},
	{
		name: 'no HTTP, once',
		plans: once('share', { kind: 'garbage', acts: true }),
		expected: succeedsAfterRetry(2, true),
	},
	{
		name: 'no HTTP',
		plans: always('share', { kind: 'garbage', acts: true }),
		expected: leavesCopy('answer-unusable', 2, 2),
	},
	{
		name: 'an endless response',
		plans: always('share', { kind: 'endless-body' }),
		withBundle: true,
		expected: leavesCopy('answer-unusable', 2, 2),
	},
	{ name: 'a gateway fails, once', plans: once('share', page(502)), expected: succeedsAfterRetry(1, true) },
	{
		name: 'a gateway fails after the creation',
		plans: always('share', page(504, { acts: true })),
		withBundle: true,
		expected: leavesCopy('in-doubt', 2, 2),
	},
	{
		name: 'the server crashes',
		plans: always('share', responds(404, { message: 'An unexpected error occurred :[' })),
		withBundle: true,
		expected: leavesCopy('in-doubt', 0, 1),
	},
	{
		name: 'the server crashes after the creation',
		plans: always('share', responds(404, { message: 'An error occurred' }, { acts: true })),
		expected: leavesCopy('in-doubt', 1, 1),
	},
];

const RATE_LIMITS: readonly ShareFault[] = [
	{
		name: 'too many requests, once',
		plans: once('share', responds(429, {})),
		expected: succeedsAfterRetry(1, false),
	},
	{
		name: 'too many requests for an hour',
		plans: always('share', responds(429, { retry_after: 3_600 })),
		expected: failsUncreated('rate-limited', 1),
	},
	{
		name: 'a doubt, then too many requests for an hour',
		plans: [
			...once('share', { kind: 'reset-after' }),
			{ route: 'share', on: 2, act: responds(429, { retry_after: 3_600 }) },
		],
		expected: leavesCopy('rate-limited', 1, 2),
	},
	{
		name: 'guests of this network have created too many secrets',
		network: { kind: 'http', server: { guestLimit: 0 } },
		withBundle: true,
		says: ['guests of this network have created too many secrets', 'accounts are exempt'],
		neverSays: ['Running the step again unchanged'],
		expected: failsUncreated('rate-limited', 1),
	},
	{
		name: 'guests of this network have created too many secrets, on API v2',
		api: 'v2',
		network: { kind: 'http', server: { guestLimit: 0 } },
		withBundle: true,
		says: ['asks to wait 1 hour', 'use an account'],
		expected: failsUncreated('rate-limited', 1),
	},
	{
		name: 'the server is starting, once',
		plans: once('share', responds(503, { status: 'not_ready' })),
		expected: succeedsAfterRetry(1, false),
	},
	{
		name: 'unavailable for a second, once',
		plans: once('share', responds(503, '', { headers: { 'retry-after': '1' } })),
		withBundle: true,
		expected: succeedsAfterRetry(1, false),
	},
];

const STOPS: readonly ShareFault[] = [
	{
		name: 'the step is stopped, and the response still comes',
		plans: once('share', { kind: 'delay', ms: 800, actsFirst: true }),
		isStopped: true,
		withBundle: true,
		says: ['The secret is burned.'],
		expected: burnsAtOnce('cancelled'),
	},
	{
		name: 'the step is stopped, and no response comes',
		plans: once('share', { kind: 'hold', actsFirst: true }),
		isStopped: true,
		timeFactor: 20,
		expected: leavesCopy('cancelled', 1, 1),
	},
];

/** The rows. */
export const CREATION_FAULTS: readonly ShareFault[] = [
	...DOUBTS,
	...RATE_LIMITS,
	...STOPS,
	{
		name: 'a doubt, then a refusal',
		plans: [...once('share', page(500)), { route: 'share', on: 2, act: responds(404, { message: 'No' }) }],
		expected: leavesCopy('refused-by-server', 0, 2),
	},
	{
		name: 'a redirect that would carry the secret along',
		plans: always('share', redirects(307, 'https://evil.example/api/v1/share')),
		withBundle: true,
		neverSays: ['No secret was created'],
		expected: failsUncreated('redirected', 1),
	},
];
