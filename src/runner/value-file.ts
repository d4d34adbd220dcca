// A new file for a value, which only its owner can read. It is made before the value is consumed, because a link opens once.

import { closeSync, fchmodSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { ActionError, codeOf } from '../errors.ts';

/**
 * Makes a file that was not there before, with mode 0600 whatever the umask. Throws `file-unwritable`; nothing has been sent then. `write`
 * writes the whole value and throws the same; `remove` takes the file away and never throws.
 */
export function claimValueFile(path: string, mode: string): { write(value: string): void; remove(): void } {
	const file = attempt(mode, 'cannot be made', () => {
		// `wx` follows no link and overwrites nothing: an existing file may belong to somebody else (POSIX open, O_EXCL).
		const descriptor = openSync(path, 'wx', 0o600);
		fchmodSync(descriptor, 0o600);
		return descriptor;
	});
	return {
		write: (value: string) =>
			attempt(mode, 'cannot be written', () => {
				writeFileSync(file, value, 'utf8');
				closeSync(file);
			}),
		remove() {
			try {
				rmSync(path, { force: true });
			} catch {
				// What stands there now is not the file that was made; the error that led here matters more.
			}
		},
	};
}

function attempt<Result>(mode: string, what: string, action: () => Result): Result {
	try {
		return action();
	} catch (cause) {
		throw new ActionError('file-unwritable', `${mode}: \`value-file\` ${what} (${codeOf(cause)}).`, {
			cause,
		});
	}
}
