// Doubts about a creation: how many secrets may come of it, and what the step says of those that nobody has a
// link to.

import { leavesCopy, succeeds, succeedsAfterRetry } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, once, page, responds } from './server-faults.ts';

/**
 * The connection breaks, hangs or delivers nothing useful: the server may or may not have created the secret.
 */
export const CREATION_DOUBTS: readonly ShareFault[] = [
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
