// Where the value to share comes from, and which values cannot arrive whole and are therefore refused.

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { codeOf } from '../../errors.ts';
import type { Fault } from './input-table.ts';

/** What a region takes (v1 of release v0.26.6 counts bytes). */
export const MAX_REGION_BYTES = 10_000;
/** What servers up to release v0.23.6 keep for guests; they cut longer values in silence. */
const MAX_CHARACTERS = 100_000;
/** Enough for the characters above in any script, so that a wrong path cannot fill the memory. */
const MAX_FILE_BYTES = 4 * MAX_CHARACTERS;

/** Reads a file that holds a secret. Only a regular file will do: a pipe or device could wait for ever or give other bytes the next time. */
export function readSecretFile(path: string): { readonly value: string } | { readonly fault: Fault } {
	const fault = (what: string) => ({ fault: `\`secret-file\` ${what}.` });
	let file: number | undefined;
	try {
		// Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
		file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const facts = fstatSync(file);
		if (!facts.isFile()) return fault('does not name a regular file; folders, pipes and devices are refused');
		if (facts.size === 0) return fault('names an empty file; give a file that holds the value');
		if (facts.size > MAX_FILE_BYTES) {
			return fault(
				`names a file of ${facts.size} bytes, which is too large; share a key and keep the file elsewhere`,
			);
		}
		const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
		return value.trim() === ''
			? fault('names a file that holds nothing but blanks; give a file that holds the value')
			: { value };
	} catch (error) {
		if (error instanceof TypeError) {
			return fault('names a file that is not valid UTF-8; encode it, for instance with base64');
		}
		return fault(
			`cannot be read (${codeOf(error)}); give the path of an existing file, relative to the workspace`,
		);
	} finally {
		if (file !== undefined) closeSync(file);
	}
}

/** Refuses text that servers are known to garble: NUL and what is not Unicode (captures of v0.18.5 to v0.26.6). */
export function checkText(name: string, text: string, isFromFile: boolean): Fault[] {
	const faults: Fault[] = [];
	if (text.includes('\0')) {
		faults.push(
			`\`${name}\` contains a NUL byte, which servers drop or garble; encode the value, for instance with base64.`,
		);
	}
	// In an environment variable, bytes that are no UTF-8 have become U+FFFD by now; in a file they were refused.
	if (!text.isWellFormed() || (!isFromFile && text.includes('\uFFFD'))) {
		faults.push(`\`${name}\` is not valid UTF-8; encode the value, for instance with base64.`);
	}
	return faults;
}

/** Refuses what the server would cut or refuse; a concern is a warning that ends a sentence beginning with the input's name. */
export function checkSize(
	name: string,
	value: string,
	isRegion: boolean,
): { readonly faults: Fault[]; readonly concern: string | undefined } {
	const bytes = Buffer.byteLength(value, 'utf8');
	if (isRegion && bytes > MAX_REGION_BYTES) {
		return {
			faults: [
				`\`${name}\` has ${bytes} bytes; a region takes ${MAX_REGION_BYTES} at most. Share a key or password for the data instead.`,
			],
			concern: undefined,
		};
	}
	const characters = Array.from(value).length;
	if (characters > MAX_CHARACTERS) {
		return {
			faults: [
				`\`${name}\` has ${characters} characters; servers may cut a value in silence above ${MAX_CHARACTERS}. Share a key for the data instead.`,
			],
			concern: undefined,
		};
	}
	const concern =
		bytes > MAX_REGION_BYTES
			? `has ${bytes} bytes; many servers refuse more than ${MAX_REGION_BYTES} or cut a value in silence`
			: undefined;
	return { faults: [], concern };
}
