// Faults of the creation: how many secrets may come of it, and what the step says about those that nobody has the link to.
import type { Expectation, ShareFault } from './fault-table.ts';
import { always, once, page, says } from './plans.ts';

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

/** The rows. */
export const CREATION_FAULTS: readonly ShareFault[] = [
	{ name: 'the connection breaks before, once', plans: once('share', { kind: 'reset-before' }), expected: passesAgain(1, true) },
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
	{ name: 'half an answer, once', plans: once('share', { kind: 'half-body' }), expected: passesAgain(2, true) },
	{
		name: 'half an answer, then silence, once',
		plans: once('share', { kind: 'stalled-body' }),
		timeFactor: 50,
		expected: passesAgain(2, true),
	},
	{
		name: 'half an answer, then silence',
		plans: always('share', { kind: 'stalled-body' }),
		timeoutSeconds: 1,
		timeFactor: 4,
		expected: leaves('in-doubt', 1, 1),
	},
	{
		name: 'no answer',
		plans: always('share', { kind: 'stalled-headers', acts: true }),
		timeoutSeconds: 1,
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
		timeoutSeconds: 2,
		timeFactor: 4,
		limitMs: 5_000,
		withBundle: true,
		expected: leaves('in-doubt', 1, 1),
	},
	{ name: 'no HTTP, once', plans: once('share', { kind: 'garbage', acts: true }), expected: passesAgain(2, true) },
	{ name: 'no HTTP', plans: always('share', { kind: 'garbage', acts: true }), expected: leaves('answer-unusable', 2, 2) },
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
];
