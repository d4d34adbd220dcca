// Whether a text from outside repeats a sensitive value. A server that echoes what it was sent must not get it into the log.

import { decodings } from './encodings.ts';

/** A piece of a value that gives it away: this many characters, or half of a shorter value. */
const PIECE = 8;
const SHORTEST_PIECE = 3;

/** Leaves out white space. */
const squeeze = (folded: string): string => folded.replace(/[\s\p{C}]+/gu, '');

/** Leaves out punctuation as well, so that quoting cannot hide a match. */
const strip = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, '');

/** A normalized value, and what the text has to go through before it is searched for it. */
interface Needle {
	readonly normalize: (folded: string) => string;
	readonly needle: string;
}

/**
 * True if a short text from outside repeats a piece of a sensitive value in any common form. Takes milliseconds whatever
 * the values: each is folded and normalized once, and scanned at most twice for each normalization.
 */
export function echoes(text: string, values: Iterable<string>): boolean {
	const readings = decodings(text).map(fold);
	const words = new Set(wordsOf(fold(text)).filter((word) => word.length >= PIECE));
	for (const value of values) {
		if (repeats(readings, words, value)) return true;
	}
	return false;
}

function repeats(readings: readonly string[], words: ReadonlySet<string>, value: string): boolean {
	const folded = fold(value);
	const [squeezed, stripped] = [squeeze(folded), strip(folded)];
	const needles: Needle[] = [{ normalize: squeeze, needle: squeezed }];
	// The few letters among much punctuation give nothing away: `a` occurs in every text.
	if (stripped.length * 2 >= squeezed.length) needles.push({ normalize: strip, needle: stripped });
	const halfLength = Math.ceil(value.length / 2);
	// Half of a value always gives it away. A common word that merely occurs in both ("characters") does not.
	if (sharesPiece(readings, needles, halfLength)) return true;
	if (halfLength < PIECE) return false;
	const common = words.size === 0 ? [] : wordsOf(folded).filter((word) => words.has(word));
	return sharesPiece(withoutWords(readings, new Set(common)), needles, PIECE);
}

function sharesPiece(readings: readonly string[], needles: readonly Needle[], length: number): boolean {
	return needles.some(({ normalize, needle }) => {
		const pieceLength = Math.min(needle.length, Math.max(SHORTEST_PIECE, length));
		const pieces = new Set(readings.flatMap((reading) => piecesOf(normalize(reading), pieceLength)));
		if (pieceLength === 0 || pieces.size === 0) return false;
		for (let start = 0; start + pieceLength <= needle.length; start++) {
			if (pieces.has(needle.slice(start, start + pieceLength))) return true;
		}
		return false;
	});
}

function piecesOf(text: string, length: number): string[] {
	return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
		text.slice(at, at + length),
	);
}

/** Words of letters alone. */
function wordsOf(folded: string): readonly string[] {
	return folded.match(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu) ?? [];
}

/** What stands between the words; what stands on both sides of one is not one piece. */
function withoutWords(readings: readonly string[], words: ReadonlySet<string>): readonly string[] {
	return [...words].reduce((rest, word) => rest.flatMap((reading) => reading.split(word)), readings);
}

/** Composed and decomposed letters, full-width forms and case are one. */
function fold(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}
