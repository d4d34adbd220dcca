// Whether a text from outside repeats a sensitive value. A server that echoes what it was sent must not get it into the log.

import { decodings } from './encodings.ts';

/** A piece of a value that gives it away: this many characters, or half of a shorter value. */
const PIECE = 8;
const SHORTEST_PIECE = 3;

/**
 * Words of eight letters or more in the messages of real servers. A passphrase that holds one of them is not given away
 * by it. No other word is let through, however common it is.
 */
const SERVER_WORDS =
	/(?<![\p{L}\p{N}])(?:characters?|passphrases?|permission|required|uppercase|lowercase|undeliverable|anything|verified|disabled|unexpected|occurred|authorized|authentication|authorization|credentials|incorrect|exceeded|forbidden)(?![\p{L}\p{N}])/giu;

/** Stands for a word that is let through, so that what is around it does not become one piece. No value has it. */
const GAP = '\u{10fffd}';

/** Two normalizations of folded text: ignore white space; then also punctuation, so that quoting cannot hide a match. */
const NORMALIZATIONS: readonly ((text: string) => string)[] = [
	(text) => text.replace(/\s+/gu, ''),
	(text) => text.replace(/[^\p{L}\p{N}\p{Co}]+/gu, ''),
];

/**
 * True if a short text from outside repeats a piece of a sensitive value in any common form. Takes milliseconds whatever
 * the values: each is read once for each normalization, and the text's pieces are found by look-up.
 */
export function echoes(text: string, values: Iterable<string>): boolean {
	const readings = decodings(text.replace(SERVER_WORDS, GAP)).map(fold);
	const normalized = NORMALIZATIONS.map((normalize) => ({ normalize, readings: readings.map(normalize) }));
	for (const value of values) {
		const folded = fold(value);
		if (normalized.some((one) => repeats(one.readings, one.normalize(folded)))) return true;
	}
	return false;
}

function repeats(readings: readonly string[], needle: string): boolean {
	const half = Math.max(SHORTEST_PIECE, Math.ceil(needle.length / 2));
	const length = Math.min(PIECE, half, needle.length);
	if (length === 0) return false;
	const pieces = new Set<string>();
	for (const reading of readings) {
		for (let at = 0; at + length <= reading.length; at++) pieces.add(reading.slice(at, at + length));
	}
	if (pieces.size === 0) return false;
	for (let at = 0; at + length <= needle.length; at++) {
		if (pieces.has(needle.slice(at, at + length))) return true;
	}
	return false;
}

/** Composed and decomposed letters, full-width forms and case are one. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
