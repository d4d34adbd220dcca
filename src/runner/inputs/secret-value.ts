// Reads the value to share from a file, and refuses values that a server would change or truncate.

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { systemCodeOf } from '../../errors.ts';
import type { Fault } from '../variables.ts';

/** The size limit of a region, in bytes of UTF-8 (API v1 of release v0.26.6). */
export const MAX_REGION_BYTES = 10_000;
/** Servers up to release v0.23.6 silently truncate longer values of guests. */
const MAX_CHARACTERS = 100_000;
/** A character takes at most four bytes of UTF-8. The limit keeps a wrong path from filling the memory. */
const MAX_FILE_BYTES = 4 * MAX_CHARACTERS;

/** The value of a file, or the problem with the file, as the end of a sentence that begins with its path. */
export type FileReading =
	| { readonly value: string; readonly problem?: undefined }
	| { readonly value?: undefined; readonly problem: string };

/**
 * Reads a UTF-8 file. Only regular files are accepted, because reading a pipe or device could block forever.
 * Never throws.
 */
export function readSecretFile(path: string): FileReading {
	let file: number | undefined;
	try {
		// Without O_NONBLOCK, opening a pipe that nobody writes to would block. On Windows the flag is
		// undefined, which `|` treats as 0.
		file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const stats = fstatSync(file);
		if (!stats.isFile()) return { problem: 'is not a regular file; folders, pipes and devices are refused' };
		if (stats.size === 0) return { problem: 'is empty' };
		if (stats.size > MAX_FILE_BYTES) {
			return {
				problem: `has ${stats.size} bytes, which is too large; share a key and keep the file elsewhere`,
			};
		}
		const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
		return value.trim() === '' ? { problem: 'holds nothing but blanks' } : { value };
	} catch (error) {
		if (error instanceof TypeError)
			return { problem: 'is not valid UTF-8; encode it, for instance with base64' };
		return { problem: describeProblem(systemCodeOf(error)) };
	} finally {
		if (file !== undefined) closeSync(file);
	}
}

function describeProblem(code: string): string {
	if (code !== 'ENOENT') return `cannot be read (${code})`;
	return 'does not exist in the workspace. Did the checkout or the build run in this job? `~` and globs are not expanded';
}

/**
 * Lists faults for text that servers garble: NUL and invalid Unicode (captures of releases v0.18.5 to v0.26.6).
 */
export function checkText(name: string, text: string, isFromFile: boolean): Fault[] {
	const faults: Fault[] = [];
	if (text.includes('\0')) {
		faults.push(
			`\`${name}\` contains a NUL byte, which servers drop or garble. Encode the value, for instance with base64.`,
		);
	}
	// Node replaces invalid UTF-8 in environment variables with U+FFFD. In a file, invalid UTF-8 has already
	// been refused.
	if (!text.isWellFormed() || (!isFromFile && text.includes('\uFFFD'))) {
		faults.push(`\`${name}\` is not valid UTF-8. Encode the value, for instance with base64.`);
	}
	return faults;
}

/** Returns a fault if the server would refuse or truncate the value, and a warning if many servers would. */
export function checkSize(
	name: string,
	value: string,
	isRegion: boolean,
): { readonly faults: Fault[]; readonly warnings: string[] } {
	const bytes = Buffer.byteLength(value, 'utf8');
	if (isRegion && bytes > MAX_REGION_BYTES) {
		const fault = `\`${name}\` has ${bytes} bytes, but a region takes at most ${MAX_REGION_BYTES}. Share a key or password for the data instead.`;
		return { faults: [fault], warnings: [] };
	}
	const characters = Array.from(value).length;
	if (characters > MAX_CHARACTERS) {
		const fault = `\`${name}\` has ${characters} characters, but servers may cut a value silently above ${MAX_CHARACTERS}. Share a key for the data instead.`;
		return { faults: [fault], warnings: [] };
	}
	if (bytes <= MAX_REGION_BYTES) return { faults: [], warnings: [] };
	const warning = `\`${name}\` has ${bytes} bytes; many servers refuse more than ${MAX_REGION_BYTES} or cut a value silently.`;
	return { faults: [], warnings: [warning] };
}
