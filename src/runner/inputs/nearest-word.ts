// Suggests the word that was probably meant by a misspelled one.

/** In words of at least this length, one wrong letter still counts as a near miss. */
const LONG_WORD_LENGTH = 5;

/**
 * True if the text differs from the word by one typing mistake: an extra or missing letter, two adjacent
 * letters swapped, or, in words of five letters or more, one wrong letter.
 */
export function isNearMiss(text: string, word: string): boolean {
	if (text.length === word.length + 1) return isWithoutOneLetter(text, word);
	if (text.length === word.length - 1) return isWithoutOneLetter(word, text);
	if (text.length !== word.length) return false;
	const wrong = [...word].flatMap((letter, at) => (letter === text[at] ? [] : [at]));
	const [first = -1, second = -1] = wrong;
	if (wrong.length === 1) return word.length >= LONG_WORD_LENGTH;
	return (
		wrong.length === 2 && second === first + 1 && text[first] === word[second] && text[second] === word[first]
	);
}

/**
 * The word closest to the text: a near miss, otherwise the word with the smallest edit distance, up to a third
 * of its length. The earlier word wins a tie. Undefined if no word is close.
 */
export function nearestWord(text: string, words: readonly string[]): string | undefined {
	const wanted = text.toLowerCase();
	const nearMiss = words.find((word) => isNearMiss(wanted, word));
	if (nearMiss !== undefined) return nearMiss;
	const distances = words.map((word) => ({ word, distance: editDistance(wanted, word) }));
	const near = distances.filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)));
	return near.toSorted((a, b) => a.distance - b.distance)[0]?.word;
}

function isWithoutOneLetter(long: string, short: string): boolean {
	return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
}

/** Levenshtein distance, computed with a single row of the matrix. */
function editDistance(a: string, b: string): number {
	let row = Array.from(b, (_, at) => at + 1);
	let distance = row.length;
	for (const [i, letter] of [...a].entries()) {
		let diagonal = i;
		distance = i + 1;
		row = row.map((above, j) => {
			distance = Math.min(above + 1, distance + 1, diagonal + (letter === b[j] ? 0 : 1));
			diagonal = above;
			return distance;
		});
	}
	return distance;
}
