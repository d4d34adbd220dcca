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

/** Leaves out white space. */
const squeeze = (folded: string): string => folded.replace(/\s+/gu, '');

/** Leaves out punctuation as well, so that quoting cannot hide a match. */
const strip = (folded: string): string => folded.replace(/[^\p{L}\p{N}\p{Co}\uFFFD]+/gu, '');

/** A text in all its decodings, in both normalizations. */
interface Readings {
	readonly squeezed: readonly string[];
	readonly stripped: readonly string[];
}

/**
 * True if a short text from outside repeats a piece of a sensitive value in any common form. Takes milliseconds whatever
 * the values: each is folded and normalized once, and the pieces of the text are found by look-up.
 */
export function echoes(text: string, values: Iterable<string>): boolean {
	const longestWord = Math.max(0, ...(text.match(SERVER_WORDS) ?? []).map((word) => word.length));
	const whole = readingsOf(text);
	const withGaps = longestWord === 0 ? whole : readingsOf(text.replace(SERVER_WORDS, GAP));
	for (const value of values) {
		// A word that is half of the value gives it away, whoever else uses it.
		if (repeats(value.length > 2 * longestWord ? withGaps : whole, fold(value))) return true;
	}
	return false;
}

function readingsOf(text: string): Readings {
	const readings = decodings(text).map(fold);
	return { squeezed: readings.map(squeeze), stripped: readings.map(strip) };
}

function repeats(readings: Readings, folded: string): boolean {
	const [squeezed, stripped] = [squeeze(folded), strip(folded)];
	if (sharesPiece(readings.squeezed, squeezed)) return true;
	// The few letters among much punctuation give nothing away: `a` occurs in every text.
	return stripped.length * 2 >= squeezed.length && sharesPiece(readings.stripped, stripped);
}

function sharesPiece(readings: readonly string[], needle: string): boolean {
	const half = Math.max(SHORTEST_PIECE, Math.ceil(needle.length / 2));
	const length = Math.min(PIECE, half, needle.length);
	const pieces = new Set(length === 0 ? [] : readings.flatMap((reading) => piecesOf(reading, length)));
	if (pieces.size === 0) return false;
	for (let start = 0; start + length <= needle.length; start++) {
		if (pieces.has(needle.slice(start, start + length))) return true;
	}
	return false;
}

function piecesOf(text: string, length: number): string[] {
	const count = Math.max(0, text.length - length + 1);
	return Array.from({ length: count }, (_, start) => text.slice(start, start + length));
}

/** Composed and decomposed letters, full-width forms and case are one. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
