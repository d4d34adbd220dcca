// API v1 gives one and the same answer for an opened, burned or expired secret, a wrong key, a wrong host and a wrong passphrase.

import type { SecretKey } from './types.ts';

/** Lengths of the keys that servers make: up to release v0.23, and from v0.24 on. */
const KEY_LENGTHS = [31, 62];

/** The causes that remain, the likeliest first, as a sentence. */
export function goneCauses(key: SecretKey, hasPassphrase: boolean): string {
	if (!KEY_LENGTHS.includes(key.length)) {
		return 'The key does not have the length of one: it was probably cut when it was copied.';
	}
	const causes = [
		'it belongs to another region or server',
		'it was opened already',
		'it was burned',
		'it has expired',
	];
	causes.push(hasPassphrase ? 'the passphrase is wrong' : 'it needs a passphrase and none was given');
	return `The server does not tell which of these it is: ${causes.join('; ')}.`;
}
