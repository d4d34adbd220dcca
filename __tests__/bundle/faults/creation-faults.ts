// Faults of the creation that leave nothing in doubt, or something on top of a doubt: rate limits, redirects,
// stops.

import { burnsAtOnce, failsUncreated, leavesCopy, succeedsAfterRetry } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, once, page, redirects, responds } from './server-faults.ts';

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
		says: ['asks to wait 1 hour', 'accounts are exempt'],
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
