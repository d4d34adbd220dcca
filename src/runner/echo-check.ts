// Checks whether a text from outside repeats a sensitive value: a server may echo what it was sent, which must
// not reach the log.

import { decodings } from './encodings.ts';
import { removePunctuation, serverWordPattern } from './unicode-patterns.ts';

/**
 * A text leaks a value if both share this many consecutive characters, or half of the value if that is less.
 */
const PIECE_LENGTH = 8;
const MIN_PIECE_LENGTH = 3;

/**
 * Replaces a server word, so the texts before and after it do not join into one piece. A private-use character
 * that no real value contains.
 */
const GAP = '\u{10fffd}';

/** Removes white space. */
const squeeze = (folded: string): string => folded.replace(/\s+/gu, '');

/**
 * All decodings of a text in two normalizations: `squeezed` without white space, and `stripped` without punctuation
 * either, so quoting cannot hide a match.
 */
interface NormalizedDecodings {
	readonly squeezed: readonly string[];
	readonly stripped: readonly string[];
}

/**
 * True if a short text from outside repeats a part of a sensitive value, plain or in a common encoding. Takes
 * milliseconds even for large values: each is normalized once, and its pieces are looked up in a set of the
 * text's pieces.
 */
export function echoes(text: string, values: Iterable<string>): boolean {
	// A word that servers themselves use is not a leak, even if a passphrase contains it too. Every other shared word
	// is, however common it is.
	const longestWord = Math.max(0, ...(text.match(serverWordPattern()) ?? []).map((word) => word.length));
	const whole = decodeAndNormalize(text);
	const withGaps = longestWord === 0 ? whole : decodeAndNormalize(text.replace(serverWordPattern(), GAP));
	for (const value of values) {
		// Even a server word leaks a value if it is half of it or more, so such a value is compared with the
		// whole text.
		if (repeats(value.length > 2 * longestWord ? withGaps : whole, fold(value))) return true;
	}
	return false;
}

function decodeAndNormalize(text: string): NormalizedDecodings {
	const folded = decodings(text).map(fold);
	return { squeezed: folded.map(squeeze), stripped: folded.map(removePunctuation) };
}

function repeats(text: NormalizedDecodings, folded: string): boolean {
	const [squeezed, stripped] = [squeeze(folded), removePunctuation(folded)];
	if (sharesPiece(text.squeezed, squeezed)) return true;
	// A value that is mostly punctuation leaves only a few letters, which occur in almost every text.
	return stripped.length * 2 >= squeezed.length && sharesPiece(text.stripped, stripped);
}

function sharesPiece(texts: readonly string[], needle: string): boolean {
	const half = Math.max(MIN_PIECE_LENGTH, Math.ceil(needle.length / 2));
	const length = Math.min(PIECE_LENGTH, half, needle.length);
	const pieces = new Set(length === 0 ? [] : texts.flatMap((text) => piecesOf(text, length)));
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

/** Unifies composed and decomposed letters, full-width forms (Unicode NFKC) and case. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
