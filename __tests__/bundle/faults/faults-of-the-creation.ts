// Faults of the creation: how many secrets may come of it, and what the step says about those that nobody has the link to.
import type { ShareFault } from './fault-table.ts';
import { fails, keepsReceipt, leaves, passesAgain } from './outcomes.ts';
import { always, once, page, says } from './plans.ts';

/** The rows. */
export const CREATION_FAULTS: readonly ShareFault[] = [
	{
		name: 'the connection breaks before, once',
		plans: once('share', { kind: 'reset-before' }),
		expected: passesAgain(1, true),
	},
	{
		name: 'the connection breaks after, once',
		plans: once('share', { kind: 'reset-after' }),
		withBundle: true,
		expected: passesAgain(2, true),
	},
	{
		name: 'the connection breaks after, for ever',
		plans: always('share', { kind: 'reset-after' }),
		withBundle: true,
		expected: leaves('in-doubt', 2, 2),
	},
	{
		name: 'the connection breaks after, and there is no time for another',
		plans: always('share', { kind: 'reset-after' }),
		timeoutSeconds: 4,
		withBundle: true,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'half an answer, once',
		plans: once('share', { kind: 'half-body' }),
		expected: passesAgain(2, true),
	},
	{
		name: 'half an answer, then silence, once',
		plans: once('share', { kind: 'stalled-body' }),
		timeFactor: 50,
		expected: passesAgain(2, true),
	},
	{
		name: 'half an answer, then silence',
		plans: always('share', { kind: 'stalled-body' }),
		timeoutSeconds: 4,
		timeFactor: 4,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no answer',
		plans: always('share', { kind: 'stalled-headers', acts: true }),
		timeoutSeconds: 4,
		timeFactor: 4,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no answer, twice in the whole minute',
		plans: always('share', { kind: 'stalled-headers', acts: true }),
		timeFactor: 50,
		expected: leaves('in-doubt', 2, 2),
	},
	{
		name: 'an answer drop by drop',
		plans: always('share', { kind: 'drip', intervalMs: 20 }),
		timeoutSeconds: 4,
		timeFactor: 4,
		limitMs: 9_000,
		withBundle: true,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no HTTP, once',
		plans: once('share', { kind: 'garbage', acts: true }),
		expected: passesAgain(2, true),
	},
	{
		name: 'no HTTP',
		plans: always('share', { kind: 'garbage', acts: true }),
		expected: leaves('answer-unusable', 2, 2),
	},
	{
		name: 'an endless answer',
		plans: always('share', { kind: 'endless-body' }),
		withBundle: true,
		expected: leaves('answer-unusable', 2, 2),
	},
	{ name: 'a gateway fails, once', plans: once('share', page(502)), expected: passesAgain(1, true) },
	{
		name: 'a gateway fails after the creation',
		plans: always('share', page(504, { acts: true })),
		withBundle: true,
		expected: leaves('in-doubt', 2, 2),
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
	{
		name: 'too many requests for an hour',
		plans: always('share', says(429, { retry_after: 3_600 })),
		expected: fails('rate-limited', 1),
	},
	{
		name: 'a doubt, then too many requests for an hour',
		plans: [
			...once('share', { kind: 'reset-after' }),
			{ route: 'share', on: 2, act: says(429, { retry_after: 3_600 }) },
		],
		expected: leaves('rate-limited', 1, 2),
	},
	{
		name: 'a doubt, then a refusal',
		plans: [...once('share', page(500)), { route: 'share', on: 2, act: says(404, { message: 'No' }) }],
		expected: leaves('refused-by-server', 0, 2),
	},
	{
		name: 'the server is starting, once',
		plans: once('share', says(503, { status: 'not_ready' })),
		expected: passesAgain(1, false),
	},
	{
		name: 'unavailable for a second, once',
		plans: once('share', says(503, '', { headers: { 'retry-after': '1' } })),
		withBundle: true,
		expected: passesAgain(1, false),
	},
	{
		name: 'a passphrase that the server does not like',
		passphrase: 'abc',
		withBundle: true,
		expected: fails('refused-by-server', 1),
	},
	{
		name: 'a custom domain without guests',
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
		name: 'the step is stopped, and the answer still comes',
		plans: once('share', { kind: 'delay', ms: 800, actsFirst: true }),
		isStopped: true,
		withBundle: true,
		expected: keepsReceipt('cancelled'),
	},
	{
		name: 'the step is stopped, and no answer comes',
		plans: once('share', { kind: 'hold', actsFirst: true }),
		isStopped: true,
		timeFactor: 50,
		expected: leaves('cancelled', 1, 1),
	},
];
