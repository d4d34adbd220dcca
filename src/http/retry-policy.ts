// The only place that decides about retries: which request is retried after which setback, how often, and
// after which delay. It has no side effects.

/** What a request does on the server. This decides how it may be retried. */
export type RequestKind =
	/** Changes nothing. */
	| 'read'
	/** Returns a value that the server may return only once. */
	| 'read-once'
	/** Creates a secret and mails nobody: a second attempt could leave an unused copy behind. */
	| 'create'
	/** Creates a secret and mails its link: a second attempt could be a second e-mail. */
	| 'create-and-mail'
	/** Consumes a secret: a second attempt would find nothing. */
	| 'reveal'
	/** Burns a secret: burning it twice does no harm. */
	| 'burn';

/** Why an attempt may be retried. Every other result (success, refusal, redirect, failed TLS) is final. */
export type Setback =
	| 'no-connection'
	| 'name-not-found'
	/** The connection broke or the attempt timed out when the request may already have been sent. */
	| 'broken-off'
	/** Status 408 or 5xx. */
	| 'server-fault'
	/** The response cannot be read: it is not JSON, not HTTP, or too large. */
	| 'unusable'
	/** Status 429, or a body that names a rate limit. */
	| 'rate-limited'
	/** Status 503 of a server that has not acted: with `Retry-After`, or because it is still starting. */
	| 'not-ready'
	/** API v1 says `An unexpected error occurred`. Real servers also say so for permanent refusals. */
	| 'unexpected-error';

/**
 * How often a request is retried after a setback. `once`: once for each kind of setback.
 * `once-for-all-doubts`: once, whichever setbacks left it open whether the server acted. `twice-unasked`:
 * without limit while the server sends a retry delay, otherwise at most twice.
 */
type RetryLimit = 'never' | 'once' | 'once-for-all-doubts' | 'twice-unasked' | 'until-deadline';

/** The limits for setbacks after which the server certainly did not act. */
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

const RETRY_TABLE: Readonly<Record<RequestKind, Readonly<Record<Setback, RetryLimit>>>> = {
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
/** The last permitted attempt is only started if it has at least this much time. */
const LAST_CHANCE_MS = 5_000;
/** The first attempt of a creation times out early only if this much time remains for a second one. */
const SECOND_CHANCE_MS = 6_000;
/** A shorter attempt cannot succeed over the internet. Its timeout would only hide why the earlier attempts failed. */
const SHORTEST_ATTEMPT_MS = 250;
/** Up to this fraction is added at random to a delay that the server asks for. It spreads the retries of many jobs. */
const RETRY_AFTER_JITTER = 0.2;

/** Setbacks after which nobody can tell whether the server acted. */
const DOUBTFUL: readonly Setback[] = ['broken-off', 'server-fault', 'unusable', 'unexpected-error'];

/** True if a request of this kind has the same effect whether the server receives it once or several times. */
export function isIdempotent(kind: RequestKind): boolean {
	return kind === 'read' || kind === 'burn';
}

/** True if a setback leaves open whether the server acted, and acting twice on the request would do harm. */
export function isDoubt(kind: RequestKind, setback: Setback): boolean {
	return !isIdempotent(kind) && DOUBTFUL.includes(setback);
}

/** What is known when an attempt has met a setback. */
export interface RetrySituation {
	readonly kind: RequestKind;
	readonly setback: Setback;
	/** Attempts made so far, including the last one. */
	readonly attempts: number;
	/** How many of them met the same setback, including the last one. */
	readonly sameSetbacks: number;
	/** After how many of them nobody can tell whether the server acted, including the last one. */
	readonly doubts: number;
	/** Milliseconds until the deadline. */
	readonly leftMs: number;
	/** The delay that the server asked for, if it did. */
	readonly retryAfterMs: number | undefined;
	/** A random number from 0 (inclusive) to 1 (exclusive). */
	readonly random: number;
}

/** What to do after a setback: retry after a wait, or stop because of the retry table or the deadline. */
export type RetryDecision =
	| { readonly retry: true; readonly waitMs: number }
	| { readonly retry: false; readonly reason: 'table' | 'deadline' };

/** Decides whether a request is retried after an attempt that met a setback. */
export function decideRetry(situation: RetrySituation): RetryDecision {
	const { kind, setback, leftMs, retryAfterMs, random } = situation;
	if (!isAllowed(RETRY_TABLE[kind][setback], situation)) return { retry: false, reason: 'table' };
	const neededMs = hasSecondChance(kind, situation.doubts) ? SHORTEST_ATTEMPT_MS : LAST_CHANCE_MS;
	const serverDelayMs = retryDelayMs(retryAfterMs, 0);
	const minWaitMs = serverDelayMs ?? backoffMs(situation.attempts, random);
	if (leftMs - minWaitMs < neededMs) return { retry: false, reason: 'deadline' };
	// The random part of the wait must not use up the time that the attempt needs.
	const waitMs =
		serverDelayMs === undefined
			? minWaitMs
			: Math.min(serverDelayMs * (1 + RETRY_AFTER_JITTER * random), leftMs - neededMs);
	return { retry: true, waitMs };
}

/**
 * Returns the milliseconds to wait when a server asks for a delay: that delay plus up to 20 % at random.
 * Undefined if the server asks for less than half a second, because retrying at once would only add to its
 * load.
 */
export function retryDelayMs(retryAfterMs: number | undefined, random: number): number | undefined {
	if (retryAfterMs === undefined || retryAfterMs < FIRST_WAIT_MS) return undefined;
	return retryAfterMs * (1 + RETRY_AFTER_JITTER * random);
}

/**
 * Returns the milliseconds that the next attempt may take. An idempotent request leaves time for further
 * attempts. Other requests get all the time that is left, because nobody can tell what a request did that
 * timed out. Only a creation ends earlier, and only if a second attempt would still have enough time.
 */
export function attemptTimeoutMs(kind: RequestKind, leftMs: number, doubts: number): number {
	if (isIdempotent(kind)) {
		return Math.max(Math.min(LONGEST_ATTEMPT_MS, leftMs / 2), Math.min(SHORTEST_ATTEMPT_MS, leftMs));
	}
	const leavesTime = leftMs >= LONGEST_ATTEMPT_MS + SECOND_CHANCE_MS;
	return hasSecondChance(kind, doubts) && leavesTime ? LONGEST_ATTEMPT_MS : leftMs;
}

function hasSecondChance(kind: RequestKind, doubts: number): boolean {
	return isIdempotent(kind) || (kind === 'create' && doubts === 0);
}

function isAllowed(limit: RetryLimit, { sameSetbacks, doubts, retryAfterMs }: RetrySituation): boolean {
	if (limit === 'once') return sameSetbacks === 1;
	if (limit === 'once-for-all-doubts') return doubts === 1;
	if (limit === 'twice-unasked') return retryAfterMs !== undefined || sameSetbacks <= 2;
	return limit === 'until-deadline';
}

/** Exponential backoff with full jitter: clients that failed at the same moment retry at different times. */
function backoffMs(attempts: number, random: number): number {
	return random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
}
