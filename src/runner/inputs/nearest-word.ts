// Guesses which word was meant by one that does not exist.

/** The word that is fewest edits away from `text`, if that is few enough to be a slip of the finger; the earlier one where two are as near. */
export function nearestWord(text: string, words: readonly string[]): string | undefined {
	const wanted = text.toLowerCase();
	let best: string | undefined;
	let bestDistance = Number.POSITIVE_INFINITY;
	for (const word of words) {
		const tolerance = Math.max(1, Math.floor(word.length / 3));
		if (Math.abs(wanted.length - word.length) > tolerance) continue;
		const distance = editDistance(wanted, word);
		if (distance <= tolerance && distance < bestDistance) {
			best = word;
			bestDistance = distance;
		}
	}
	return best;
}

/** Levenshtein distance; a swap of neighbours counts as half an edit, because all letters are right (optimal string alignment). */
function editDistance(a: string, b: string): number {
	const known = new Map<string, number>();
	const distance = (i: number, j: number): number => {
		if (i === 0 || j === 0) return i + j;
		const place = `${i} ${j}`;
		const seen = known.get(place);
		if (seen !== undefined) return seen;
		const same = a[i - 1] === b[j - 1];
		let least = Math.min(
			distance(i - 1, j) + 1,
			distance(i, j - 1) + 1,
			distance(i - 1, j - 1) + (same ? 0 : 1),
		);
		if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
			least = Math.min(least, distance(i - 2, j - 2) + 0.5);
		}
		known.set(place, least);
		return least;
	};
	return distance(a.length, b.length);
}
