// Decides when a secret is locked after too many wrong passphrases: 20 within 10 minutes lock it for 30 (server release v0.26.6).

const MAX_WRONG_GUESSES = 20;
const WINDOW_MS = 600_000;
const LOCK_MS = 1_800_000;

/** The wrong guesses at one secret so far; times in milliseconds. */
export interface Guesses {
	readonly wrong: number;
	readonly firstWrongMs: number;
	readonly lockedUntilMs: number;
}

/** Whether no passphrase is looked at for now, not even the right one. */
export function isLocked(guesses: Guesses, nowMs: number): boolean {
	return nowMs < guesses.lockedUntilMs;
}

/** The guesses after one more wrong one; the window runs from the first wrong guess. */
export function noteWrongGuess(guesses: Guesses, nowMs: number): Guesses {
	const inWindow = guesses.wrong > 0 && nowMs < guesses.firstWrongMs + WINDOW_MS;
	const wrong = inWindow ? guesses.wrong + 1 : 1;
	if (wrong >= MAX_WRONG_GUESSES) {
		return { wrong: 0, firstWrongMs: 0, lockedUntilMs: nowMs + LOCK_MS };
	}
	return {
		wrong,
		firstWrongMs: inWindow ? guesses.firstWrongMs : nowMs,
		lockedUntilMs: guesses.lockedUntilMs,
	};
}
