// The words for the state of a receipt, of all releases and both API versions.

import type { SecretState } from './types.ts';

const STATES: Readonly<Record<string, SecretState>> = {
	new: 'new',
	// Somebody looked at the receipt, not at the link (up to v0.25).
	viewed: 'new',
	previewed: 'new',
	shared: 'new',
	received: 'opened',
	revealed: 'opened',
	burned: 'burned',
	expired: 'expired',
	// The secret is gone and the server does not know why.
	orphaned: 'unknown',
};

/** What a word of the server means; undefined if it is not one of its words. */
export function parseState(word: string): SecretState | undefined {
	return Object.hasOwn(STATES, word) ? STATES[word] : undefined;
}

/** The service's word on itself as it may be shown: 1 to 32 characters of `a-z_-`, else `unrecognized`. */
export function parseStatusWord(word: string): string {
	return /^[a-z_-]{1,32}$/.test(word) ? word : 'unrecognized';
}
