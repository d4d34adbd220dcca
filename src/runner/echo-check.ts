// Whether a text from outside repeats a sensitive value. A server that echoes what it was sent must not get it into the log.

import { decodings } from './encodings.ts';

/** A piece of a value that gives it away: this many characters, or half of a shorter value. */
const PIECE = 8;
const SHORTEST_PIECE = 3;

/** Two normalizations: ignore case and white space; then also punctuation, so that quoting cannot hide a match. */
const NORMALIZATIONS: readonly ((text: string) => string)[] = [
	(text) => fold(text).replace(/[\s\p{C}]+/gu, ''),
	(text) => fold(text).replace(/[^\p{L}\p{N}]+/gu, ''),
];

/**
 * True if a short text from outside repeats a piece of a sensitive value in any common form. Takes milliseconds whatever
 * the values: each is read once.
 */
export function echoes(text: string, values: Iterable<string>): boolean {
	const readings = decodings(text);
	for (const value of values) {
		if (repeats(readings, text, value)) return true;
	}
	return false;
}

function repeats(readings: readonly string[], text: string, value: string): boolean {
	const halfLength = Math.ceil(value.length / 2);
	if (halfLength < PIECE) return readings.some((reading) => sharesPiece(reading, value, halfLength));
	// Half of a value always gives it away. A common word that merely occurs in both ("characters") does not.
	if (readings.some((reading) => sharesPiece(reading, value, halfLength))) return true;
	const common = commonWords(text, value);
	return readings.some((reading) => sharesPiece(withoutWords(reading, common), value, PIECE));
}

function sharesPiece(reading: string, value: string, length: number): boolean {
	return NORMALIZATIONS.some((normalize) => {
		const needle = normalize(value);
		const pieceLength = Math.min(needle.length, Math.max(SHORTEST_PIECE, length));
		const pieces = needle === '' ? new Set<string>() : piecesOf(normalize(reading), pieceLength);
		if (pieces.size === 0) return false;
		for (let at = 0; at + pieceLength <= needle.length; at++) {
			if (pieces.has(needle.slice(at, at + pieceLength))) return true;
		}
		return false;
	});
}

function piecesOf(text: string, length: number): Set<string> {
	const pieces = new Set<string>();
	for (let at = 0; at + length <= text.length; at++) pieces.add(text.slice(at, at + length));
	return pieces;
}

/** Words of letters alone that stand whole in both texts and are long enough to count as a piece. */
function commonWords(text: string, value: string): string[] {
	const words = new Set(wordsOf(text).filter((word) => word.length >= PIECE));
	return words.size === 0 ? [] : [...words].filter((word) => wordsOf(value).includes(word));
}

function wordsOf(text: string): readonly string[] {
	return fold(text).match(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu) ?? [];
}

/** Each word gives way to a character that no value has, so that what stands around it does not become one piece. */
function withoutWords(text: string, words: readonly string[]): string {
	return words.reduce(
		(rest, word) => rest.replaceAll(word, '\u{10ffff}'),
		words.length === 0 ? text : fold(text),
	);
}

/** Composed and decomposed letters, full-width forms and case are one. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
