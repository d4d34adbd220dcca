// Which texts the runner must mask so that a sensitive value cannot be seen, whole or in part, and no log is ruined. Pure.

/** Shorter lines are left alone in values of several lines: the runner would blot out every `}` of every log. */
const SHORTEST_LINE = 4;

/** The masks of a value. */
export interface MaskPlan {
	/** Texts for the runner's `add-mask`, in this order; none is blank, because the runner refuses those. */
	readonly masks: readonly string[];
	/** What the user should know, as the end of a sentence that begins with the value's name; undefined if all is well. */
	readonly concern: string | undefined;
}

/**
 * Plans the masks of a value. The runner registers a mask whole, then each of its lines without surrounding blanks, however short, and all
 * of these in several encodings (actions/runner: SecretMasker.cs, ValueEncoders.cs). So a value of one line is masked as it is; a value of
 * several lines is never given whole, but by its lines of four characters or more, its JSON form, and the three ways in which it can lie
 * inside a base64 text.
 */
export function planMasks(value: string): MaskPlan {
	const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== '');
	const [first, ...others] = lines;
	if (first === undefined) return { masks: [], concern: 'is blank and cannot be masked in logs' };
	if (others.length === 0) {
		const isShort = Array.from(first.trim()).length < SHORTEST_LINE;
		// The form with its line end only matters where it is encoded; it comes second, so that the line itself is known first.
		return {
			masks: first === value ? [first] : [first, value],
			concern: isShort
				? 'has fewer than four characters: masking it blots out that text in every log of the job'
				: undefined,
		};
	}
	const long = lines.filter((line) => Array.from(line.trim()).length >= SHORTEST_LINE);
	return {
		masks: [...new Set([...long, JSON.stringify(value).slice(1, -1), ...base64Alignments(value)])],
		concern:
			long.length === 0
				? 'has only lines of fewer than four characters, which are not masked one by one'
				: undefined,
	};
}

/** Base64 groups three bytes: depending on what stands before it, a value has three faces inside a base64 text. */
function base64Alignments(value: string): string[] {
	const bytes = Buffer.from(value, 'utf8');
	return [0, 1, 2].map((skipped) => bytes.subarray(skipped).toString('base64'));
}
