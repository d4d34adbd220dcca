// A file for a value, which only its owner can read. It is created before the link is opened, because a link
// opens only once, and removed at the end of the job.

import { closeSync, fchmodSync, fstatSync, lstatSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ActionError, systemCodeOf } from '../errors.ts';
import type { ValueFile } from '../modes/ports.ts';

/**
 * Creates a new file with mode 0600, whatever the umask is (on Windows the folder's permissions apply).
 * `onChange` gets the record of the file for {@link removeIfUnchanged}, now and after the value was written,
 * and an empty text after the file was removed. Throws `file-unwritable`, also if the path exists.
 */
export function createValueFile(path: string, onChange: (fileRecord: string) => void): ValueFile {
	const absolutePath = resolve(path);
	const file = attempt(path, () => {
		// On Windows, `wx` alone would create the target of a link to nowhere (https://github.com/golang/go/issues/73702).
		if (lstatSync(absolutePath, { throwIfNoEntry: false })) {
			throw Object.assign(new Error(), { code: 'EEXIST' });
		}
		// With `wx` an existing file is an error: it may belong to somebody else (POSIX open, O_EXCL).
		return openSync(absolutePath, 'wx', 0o600);
	});
	const created = fstatSync(file, { bigint: true });
	const valueFile: ValueFile = {
		write(value) {
			attempt(path, () => {
				writeFileSync(file, value, 'utf8');
				closeSync(file);
			});
			// Network file systems may set the modification time only when the file is closed.
			onChange(fileRecordOf(absolutePath, lstatSync(absolutePath, { bigint: true })));
		},
		remove() {
			try {
				// Another process may have replaced the file.
				if (lstatSync(absolutePath, { bigint: true }).ino !== created.ino) return;
				unlinkSync(absolutePath);
				onChange('');
			} catch {
				// The caller already has a more important error to report.
			}
		},
	};
	try {
		attempt(path, () => fchmodSync(file, 0o600));
		onChange(fileRecordOf(absolutePath, created));
	} catch (error) {
		// The record was not saved, so the end of the job could not remove the file.
		valueFile.remove();
		throw error;
	}
	return valueFile;
}

/** What happened to a file at the end of the job. */
export type Removal = 'removed' | 'changed' | 'gone' | 'failed';

/**
 * Removes the file of a record, but only if it is still the regular file that the step wrote, judged by inode,
 * size and modification time. Never throws.
 */
export function removeIfUnchanged(fileRecord: string): Removal {
	const [identity, path] = splitFileRecord(fileRecord);
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

/** The absolute path in a file record, for messages. */
export function pathOfFileRecord(fileRecord: string): string {
	return splitFileRecord(fileRecord)[1];
}

/** A file record is the identity of the file, a space, and its absolute path. */
function fileRecordOf(absolutePath: string, stats: FileIdentity): string {
	return `${identityOf(stats)} ${absolutePath}`;
}

function splitFileRecord(fileRecord: string): [identity: string, path: string] {
	const at = fileRecord.indexOf(' ');
	return [fileRecord.slice(0, at), fileRecord.slice(at + 1)];
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
