// The one retry table: which request is retried after which setback, how often, and after how long a wait. Pure.

/** What a request does on the server, as far as retrying it is concerned. */
export type RequestKind =
	/** Changes nothing. */
	| 'read'
	/** Shows a value that the server may show only once. */
	| 'read-once'
	/** Creates a secret that nobody is told about. */
	| 'create'
	/** Creates a secret and mails its link: a second attempt could be a second e-mail. */
	| 'create-and-mail'
	/** Consumes a secret: a second attempt would find nothing. */
	| 'reveal'
	/** Burns a secret: a second attempt does no harm. */
	| 'burn';

/** Why an attempt may be retried. Everything else (a success, a refusal, a redirect, failed TLS) is final. */
export type Setback =
	| 'no-connection'
	| 'name-not-found'
	/** The connection broke, or the attempt timed out, after the request may have been sent. */
	| 'broken-off'
	/** 408 or 5xx. */
	| 'server-fault'
	/** A response that nothing can be read from: not JSON, not HTTP, too large. */
	| 'unusable'
	/** 429, or a body that speaks of a rate limit. */
	| 'rate-limited'
	/** 503 by which the server says that it has not acted: with `Retry-After`, or while it is starting. */
	| 'not-ready'
	/** v1: `An unexpected error occurred`, which real servers also say for lasting refusals. */
	| 'unexpected-error';

/** How often a request is retried. `twice-unasked`: unlimited while the server sends a retry delay, otherwise at most two retries. */
type Limit = 'never' | 'once' | 'once-for-all-doubts' | 'twice-unasked' | 'until-deadline';

/** Setbacks after which the server certainly did not act. */
const WITHOUT_EFFECT = {
	'no-connection': 'until-deadline',
	'name-not-found': 'once',
	'not-ready': 'until-deadline',
} as const;
const NEVER_AFTER_A_DOUBT = {
	'broken-off': 'never',
	'server-fault': 'never',
	unusable: 'never',
	'unexpected-error': 'never',
} as const;

const table: Readonly<Record<RequestKind, Readonly<Record<Setback, Limit>>>> = {
	read: {
		...WITHOUT_EFFECT,
		'broken-off': 'until-deadline',
		'server-fault': 'until-deadline',
		unusable: 'once',
		'rate-limited': 'until-deadline',
		'unexpected-error': 'once',
	},
	'read-once': { ...WITHOUT_EFFECT, ...NEVER_AFTER_A_DOUBT, 'not-ready': 'never', 'rate-limited': 'never' },
	create: {
		...WITHOUT_EFFECT,
		'broken-off': 'once-for-all-doubts',
		'server-fault': 'once-for-all-doubts',
		unusable: 'once-for-all-doubts',
		'rate-limited': 'until-deadline',
		'unexpected-error': 'never',
	},
	'create-and-mail': { ...WITHOUT_EFFECT, ...NEVER_AFTER_A_DOUBT, 'rate-limited': 'until-deadline' },
	reveal: { ...WITHOUT_EFFECT, ...NEVER_AFTER_A_DOUBT, 'rate-limited': 'twice-unasked' },
	burn: {
		...WITHOUT_EFFECT,
		'broken-off': 'until-deadline',
		'server-fault': 'until-deadline',
		unusable: 'until-deadline',
		'rate-limited': 'never',
		'unexpected-error': 'never',
	},
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
const LONGEST_ATTEMPT_MS = 20_000;
/** A request without a second chance needs this much time to be worth starting again. */
const LAST_CHANCE_MS = 5_000;
/** A creation times out early only if this much time then remains for a second attempt. */
const SECOND_CHANCE_MS = 6_000;
/** A shorter attempt cannot succeed over the internet: it would only hide what the earlier ones met. */
const SHORTEST_ATTEMPT_MS = 250;
/** How much of a delay that the server asked for may be added by chance, so that jobs do not come back together. */
const RETRY_AFTER_JITTER = 0.2;

/** Setbacks that leave open whether the server acted. */
const DOUBTFUL: readonly Setback[] = ['broken-off', 'server-fault', 'unusable', 'unexpected-error'];

/** True if retrying a request of this kind does no harm, whatever became of the attempt before. */
export function isHarmless(kind: RequestKind): boolean {
	return kind === 'read' || kind === 'burn';
}

/** True if a setback leaves open whether the server acted on a request that must not be acted on twice. */
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
	/** Milliseconds until the deadline. */
	readonly leftMs: number;
	/** What the server asked for, if it did. */
	readonly retryAfterMs: number | undefined;
	/** A random number from 0 up to, not including, 1. */
	readonly random: number;
}

/** What to do after a setback: wait and retry, or stop because the table says so or because the time is over. */
export type Decision =
	| { readonly retry: true; readonly waitMs: number }
	| { readonly retry: false; readonly because: 'table' | 'deadline' };

/** Decides after an attempt that met a setback. */
export function decide(situation: Situation): Decision {
	const { kind, setback, leftMs, retryAfterMs, random } = situation;
	if (!isAllowed(table[kind][setback], situation)) return { retry: false, because: 'table' };
	const neededMs = hasSecondChance(kind, situation.doubts) ? SHORTEST_ATTEMPT_MS : LAST_CHANCE_MS;
	const askedMs = retryDelayMs(retryAfterMs, 0);
	const leastMs = askedMs ?? backoffMs(situation.attempts, random);
	if (leftMs - leastMs < neededMs) return { retry: false, because: 'deadline' };
	// Chance never takes the time of the attempt itself.
	const waitMs =
		askedMs === undefined
			? leastMs
			: Math.min(askedMs * (1 + RETRY_AFTER_JITTER * random), leftMs - neededMs);
	return { retry: true, waitMs };
}

/**
 * Milliseconds to wait after a server asked for a delay: at least that long, plus up to 20 % by chance. Undefined if it
 * asked for none worth speaking of: hammering a server that says `0` helps nobody.
 */
export function retryDelayMs(retryAfterMs: number | undefined, random: number): number | undefined {
	if (retryAfterMs === undefined || retryAfterMs < FIRST_WAIT_MS) return undefined;
	return retryAfterMs * (1 + RETRY_AFTER_JITTER * random);
}

/**
 * Milliseconds that the next attempt may take. A harmless request leaves time for others after it. A creation that times
 * out is a doubt: it ends early only if a second attempt has time, and otherwise gets all that is left.
 */
export function attemptTimeoutMs(kind: RequestKind, leftMs: number, doubts: number): number {
	if (isHarmless(kind)) {
		return Math.max(Math.min(LONGEST_ATTEMPT_MS, leftMs / 2), Math.min(SHORTEST_ATTEMPT_MS, leftMs));
	}
	const leavesTime = leftMs >= LONGEST_ATTEMPT_MS + SECOND_CHANCE_MS;
	return hasSecondChance(kind, doubts) && leavesTime ? LONGEST_ATTEMPT_MS : leftMs;
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

/** Exponential with full jitter, so that clients that failed together come back apart. */
function backoffMs(attempts: number, random: number): number {
	return random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
}
