// Decides what a passphrase opens, and when somebody has guessed too often: by secret or by caller, as the
// release has it.
import type { EventCounter } from './event-counter.ts';
import type { ApiVersion, GuessLimit, ReleaseTraits } from './release-traits.ts';

/** The wrong guesses at one secret so far; times in milliseconds. */
export interface Guesses {
	readonly wrong: number;
	readonly firstWrongMs: number;
	readonly lockedUntilMs: number;
}

/** A secret with its passphrase and the guesses that were made through each API version. */
export interface Guarded {
	readonly passphrase: Buffer | undefined;
	readonly guesses: Record<ApiVersion, Guesses>;
}

/** One guess. An empty one counts on a burn, and on a reveal only in API v2 (v0.26: server source). */
export interface Guess {
	readonly passphrase: Buffer;
	readonly api: ApiVersion;
	readonly custid: string;
	readonly countsIfEmpty: boolean;
}

/**
 * The verdict: `limited` is a wrong guess too many of this caller, `locked` a secret that no guess opens for
 * now.
 */
export type Verdict = 'right' | 'wrong' | 'limited' | 'locked';

/** No guesses so far. */
export function noGuesses(): Record<ApiVersion, Guesses> {
	const none = { wrong: 0, firstWrongMs: 0, lockedUntilMs: 0 };
	return { v1: none, v2: none };
}

/** The guesses after one more wrong one; the window runs from the first wrong guess. */
function noteWrongGuess(guesses: Guesses, limit: GuessLimit, nowMs: number): Guesses {
	const inWindow = guesses.wrong > 0 && nowMs < guesses.firstWrongMs + limit.windowMs;
	const wrong = inWindow ? guesses.wrong + 1 : 1;
	if (wrong >= limit.guess) return { wrong: 0, firstWrongMs: 0, lockedUntilMs: nowMs + limit.lockMs };
	return {
		wrong,
		firstWrongMs: inWindow ? guesses.firstWrongMs : nowMs,
		lockedUntilMs: guesses.lockedUntilMs,
	};
}

/**
 * The API versions whose guesses one guess concerns. The limit of API v1 is the one over all guesses, so that
 * a guess through v2 counts for both.
 */
function concernedVersions(api: ApiVersion): readonly ApiVersion[] {
	return api === 'v1' ? ['v1'] : ['v1', 'v2'];
}

function isLocked({ guesses }: Guarded, api: ApiVersion, nowMs: number): boolean {
	return concernedVersions(api).some((concerned) => nowMs < guesses[concerned].lockedUntilMs);
}

/** Counts a wrong guess at the secret wherever the release limits the guesses by secret. */
function noteAtSecret(release: ReleaseTraits, { guesses }: Guarded, api: ApiVersion, nowMs: number): void {
	for (const concerned of concernedVersions(api)) {
		const limit = release.guesses[concerned];
		if (limit?.per === 'secret') guesses[concerned] = noteWrongGuess(guesses[concerned], limit, nowMs);
	}
}

/** Returns the function that judges guesses on one server and remembers the wrong ones. */
export function createPassphraseJudge(
	release: ReleaseTraits,
	counter: EventCounter,
	nowMs: () => number,
): (secret: Guarded, guess: Guess) => Verdict {
	return (secret, guess) => {
		if (secret.passphrase === undefined) return 'right';
		if (isLocked(secret, guess.api, nowMs())) return 'locked';
		if (secret.passphrase.equals(guess.passphrase)) return 'right';
		if (guess.passphrase.length === 0 && !guess.countsIfEmpty) return 'wrong';
		const limit = release.guesses[guess.api];
		if (limit?.per === 'caller') {
			return counter.note(`guess ${guess.api} ${guess.custid}`) >= limit.guess ? 'limited' : 'wrong';
		}
		noteAtSecret(release, secret, guess.api, nowMs());
		return 'wrong';
	};
}
