// The names that all releases and both API versions use for the state of a receipt.

import type { SecretState } from './types.ts';

const STATES: Readonly<Record<string, SecretState>> = {
	new: 'new',
	// Up to v0.25, this means that somebody looked at the receipt. The link was not opened.
	viewed: 'new',
	previewed: 'new',
	shared: 'new',
	received: 'opened',
	revealed: 'opened',
	burned: 'burned',
	expired: 'expired',
	// The secret is gone, and the server does not know why.
	orphaned: 'unknown',
};

/** Translates the server's name of a state; undefined if it is not a known one. */
export function parseState(word: string): SecretState | undefined {
	return Object.hasOwn(STATES, word) ? STATES[word] : undefined;
}

/**
 * Returns the status that the service reports if it is safe to show, 1 to 32 of `a-z_-`, and otherwise
 * `unrecognized`.
 */
export function parseStatusWord(word: string): string {
	return /^[a-z_-]{1,32}$/.test(word) ? word : 'unrecognized';
}
