// A file for a value, which only its owner can read. It is created before the value is consumed, because a link opens
// once, and removed at the end of the job.

import { closeSync, fchmodSync, fstatSync, lstatSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ActionError, systemCodeOf } from '../errors.ts';
import type { ValueFile } from '../modes/ports.ts';

/**
 * Creates a file that was not there before, with mode 0600 whatever the umask (on Windows the folder's permissions
 * apply). `onChange` is told a mark of the file for {@link removeIfUnchanged}, now and after the value was written.
 * Throws `file-unwritable`; nothing has been sent then.
 */
export function claimValueFile(path: string, onChange: (mark: string) => void): ValueFile {
	const absolutePath = resolve(path);
	const file = attempt(path, () => {
		// On Windows, `wx` alone would create the target of a link to nowhere (https://github.com/golang/go/issues/73702).
		if (lstatSync(absolutePath, { throwIfNoEntry: false }))
			throw Object.assign(new Error(), { code: 'EEXIST' });
		// `wx` follows no link and overwrites nothing: an existing file may belong to somebody else (POSIX open, O_EXCL).
		return openSync(absolutePath, 'wx', 0o600);
	});
	const claimed = fstatSync(file, { bigint: true });
	const valueFile: ValueFile = {
		write(value) {
			attempt(path, () => {
				writeFileSync(file, value, 'utf8');
				closeSync(file);
			});
			// Network file systems may set the time of modification only when the file is closed.
			onChange(markOf(absolutePath, lstatSync(absolutePath, { bigint: true })));
		},
		remove() {
			try {
				// What stands there now may not be the file that was created.
				if (lstatSync(absolutePath, { bigint: true }).ino !== claimed.ino) return;
				unlinkSync(absolutePath);
				onChange('');
			} catch {
				// The error that led here matters more.
			}
		},
	};
	try {
		attempt(path, () => fchmodSync(file, 0o600));
		onChange(markOf(absolutePath, claimed));
	} catch (error) {
		// Nobody would know of the file at the end of the job.
		valueFile.remove();
		throw error;
	}
	return valueFile;
}

/** What became of a file at the end of the job. */
export type Removal = 'removed' | 'changed' | 'gone' | 'failed';

/**
 * Removes the file behind a mark, but only if it is still the regular file that the step wrote, by inode, size and time
 * of modification. Never throws.
 */
export function removeIfUnchanged(mark: string): Removal {
	const [identity, path] = splitMark(mark);
	try {
		const stats = lstatSync(path, { bigint: true });
		if (!stats.isFile() || identityOf(stats) !== identity) return 'changed';
		// `rmSync` of Node 24.12 for Windows does nothing, in silence, if the path is not ASCII (nodejs/node#61067).
		unlinkSync(path);
		return 'removed';
	} catch (error) {
		return systemCodeOf(error) === 'ENOENT' ? 'gone' : 'failed';
	}
}

/** The path behind a mark, for texts. */
export function pathOfMark(mark: string): string {
	return splitMark(mark)[1];
}

function markOf(absolutePath: string, stats: FileIdentity): string {
	return `${identityOf(stats)} ${absolutePath}`;
}

function splitMark(mark: string): [identity: string, path: string] {
	const at = mark.indexOf(' ');
	return [mark.slice(0, at), mark.slice(at + 1)];
}

interface FileIdentity {
	readonly ino: bigint;
	readonly size: bigint;
	readonly mtimeNs: bigint;
}

function identityOf({ ino, size, mtimeNs }: FileIdentity): string {
	return `${ino}-${size}-${mtimeNs}`;
}

function attempt<Result>(path: string, action: () => Result): Result {
	try {
		return action();
	} catch (cause) {
		const code = systemCodeOf(cause);
		throw new ActionError('file-unwritable', `\`value-file\`: ${describeProblem(path, code)}`, {
			leftBehind: 'Nothing was sent.',
			advice: ADVICE[code],
			cause,
		});
	}
}

function describeProblem(path: string, code: string): string {
	if (code === 'EEXIST') return `\`${path}\` already exists and is never overwritten.`;
	if (code === 'ENOENT') return `the folder of \`${path}\` does not exist.`;
	return `\`${path}\` cannot be written (${code}).`;
}

const ADVICE: Readonly<Record<string, string>> = {
	EEXIST: 'Delete it first or use another name (self-hosted runners keep old workspaces).',
	ENOENT: 'Create the folder first, or use a path such as `${{ runner.temp }}/value`.',
};
