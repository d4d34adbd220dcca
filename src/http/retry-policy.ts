// The one retry table: which request is repeated after which setback, how often, and after how long a wait. Pure.

/** What a request does on the server, as far as repeating it is concerned. */
export type RequestKind =
	/** Changes nothing. */
	| 'read'
	/** Creates a secret that nobody is told about. */
	| 'create'
	/** Creates a secret and mails its link: twice would be a second e-mail. */
	| 'create-and-mail'
	/** Consumes a secret: twice would find nothing. */
	| 'reveal'
	/** Burns a secret: twice does no harm. */
	| 'burn';

/** Why an attempt is not the end of the matter. Everything else (a good answer, a refusal, a redirect, failed TLS) is final. */
export type Setback =
	| 'no-connection'
	| 'name-not-found'
	/** The connection broke, or the attempt was cut, after the request may have been sent. */
	| 'broken-off'
	/** 408 or 5xx. */
	| 'server-fault'
	/** An answer that nothing can be read from: not JSON, not HTTP, too large. */
	| 'unusable'
	/** 429, or a body that speaks of a rate limit. */
	| 'rate-limited'
	/** 503 by which the server says that it has not acted: with `Retry-After`, or while it is starting. */
	| 'not-ready'
	/** v1: `An unexpected error occurred`, which real servers also say for lasting refusals. */
	| 'unexpected-error';

/** How often a request is repeated. `twice-unasked`: as often as the server names a time, else twice. */
type Limit = 'never' | 'once' | 'once-for-all-doubts' | 'twice-unasked' | 'until-deadline';

const table: Readonly<Record<RequestKind, Readonly<Record<Setback, Limit>>>> = {
	read: {
		'no-connection': 'until-deadline',
		'name-not-found': 'once',
		'broken-off': 'until-deadline',
		'server-fault': 'until-deadline',
		unusable: 'once',
		'rate-limited': 'until-deadline',
		'not-ready': 'until-deadline',
		'unexpected-error': 'once',
	},
	create: {
		'no-connection': 'until-deadline',
		'name-not-found': 'once',
		'broken-off': 'once-for-all-doubts',
		'server-fault': 'once-for-all-doubts',
		unusable: 'once-for-all-doubts',
		'rate-limited': 'until-deadline',
		'not-ready': 'until-deadline',
		'unexpected-error': 'never',
	},
	'create-and-mail': {
		'no-connection': 'until-deadline',
		'name-not-found': 'once',
		'broken-off': 'never',
		'server-fault': 'never',
		unusable: 'never',
		'rate-limited': 'until-deadline',
		'not-ready': 'until-deadline',
		'unexpected-error': 'never',
	},
	reveal: {
		'no-connection': 'until-deadline',
		'name-not-found': 'once',
		'broken-off': 'never',
		'server-fault': 'never',
		unusable: 'never',
		'rate-limited': 'twice-unasked',
		'not-ready': 'until-deadline',
		'unexpected-error': 'never',
	},
	burn: {
		'no-connection': 'until-deadline',
		'name-not-found': 'once',
		'broken-off': 'until-deadline',
		'server-fault': 'until-deadline',
		unusable: 'until-deadline',
		'rate-limited': 'never',
		'not-ready': 'until-deadline',
		'unexpected-error': 'never',
	},
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const LONGEST_ATTEMPT_MS = 20_000;
/** A request without a second chance needs this much time to be worth beginning again. */
const LAST_CHANCE_MS = 5_000;
/** A shorter attempt cannot succeed over the internet: it would only hide what the ones before it met. */
const SHORTEST_ATTEMPT_MS = 250;
/** What leaves open whether the server acted. */
const DOUBTFUL: readonly Setback[] = ['broken-off', 'server-fault', 'unusable', 'unexpected-error'];

/** Whether repeating a request of this kind does no harm, whatever became of the one before. */
export function isHarmless(kind: RequestKind): boolean {
	return kind === 'read' || kind === 'burn';
}

/** Whether a setback leaves open if the server acted on a request that must not be acted on twice. */
export function isDoubt(kind: RequestKind, setback: Setback): boolean {
	return !isHarmless(kind) && DOUBTFUL.includes(setback);
}

/** The state of a request after an attempt that met a setback. */
export interface Situation {
	readonly kind: RequestKind;
	readonly setback: Setback;
	/** Attempts made so far, the last one included. */
	readonly attempts: number;
	/** How many of them met this same setback, the last one included. */
	readonly sameSetbacks: number;
	/** How many of them were doubts, the last one included. */
	readonly doubts: number;
	/** Milliseconds until the deadline of the step. */
	readonly leftMs: number;
	/** What the server asked for, if it did. */
	readonly retryAfterMs: number | undefined;
	/** A random number from 0 up to, not including, 1. */
	readonly random: number;
}

/** What to do after a setback: wait and repeat, or stop because the table says so or because the time is over. */
export type Decision =
	| { readonly repeat: true; readonly waitMs: number }
	| { readonly repeat: false; readonly because: 'table' | 'deadline' };

/** Decides after an attempt that met a setback. */
export function decide(situation: Situation): Decision {
	const { kind, setback, leftMs, retryAfterMs } = situation;
	if (!isAllowed(table[kind][setback], situation)) return { repeat: false, because: 'table' };
	// A server that asks for no time at all gets the usual pause: hammering it helps nobody.
	const askedMs = retryAfterMs ?? 0;
	const waitMs = askedMs >= FIRST_WAIT_MS ? askedMs : backoffMs(situation.attempts, situation.random);
	const neededMs = hasSecondChance(kind, situation.doubts) ? SHORTEST_ATTEMPT_MS : LAST_CHANCE_MS;
	return leftMs - waitMs < neededMs ? { repeat: false, because: 'deadline' } : { repeat: true, waitMs };
}

/**
 * Milliseconds that the next attempt may take. A harmless request leaves time for others after it; cutting a creation makes a doubt, so
 * that it gets more, and all that is left where there is no second chance.
 */
export function attemptLimitMs(kind: RequestKind, leftMs: number, doubts: number): number {
	if (isHarmless(kind)) {
		return Math.max(Math.min(LONGEST_ATTEMPT_MS, leftMs / 2), Math.min(SHORTEST_ATTEMPT_MS, leftMs));
	}
	if (!hasSecondChance(kind, doubts)) return leftMs;
	return Math.max(Math.min(LONGEST_ATTEMPT_MS, leftMs - LAST_CHANCE_MS), leftMs / 2);
}

function hasSecondChance(kind: RequestKind, doubts: number): boolean {
	return isHarmless(kind) || (kind === 'create' && doubts === 0);
}

function isAllowed(limit: Limit, { sameSetbacks, doubts, retryAfterMs }: Situation): boolean {
	if (limit === 'once') return sameSetbacks === 1;
	if (limit === 'once-for-all-doubts') return doubts === 1;
	if (limit === 'twice-unasked') return retryAfterMs !== undefined || sameSetbacks <= 2;
	return limit === 'until-deadline';
}

/** Exponential with full jitter: anything from nothing to the current ceiling, so that clients that failed together come back apart. */
function backoffMs(attempts: number, random: number): number {
	return random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
}
