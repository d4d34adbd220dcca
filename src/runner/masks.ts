// Which texts the runner must mask so that a sensitive value cannot be seen, whole or in part, and no log is ruined. Pure.

import { base64Forms, jsonEscape } from './encodings.ts';

/** Shorter lines are left alone in values of several lines: the runner would blot out every `}` of every log. */
const SHORTEST_LINE = 4;
/** Each mask makes every later log line slower: 1,300 of them slowed 3,000 lines tenfold on GitHub's own runner. */
const MOST_MASKS = 2_000;
/** Lines that are structure and not content: only punctuation, a bare key, a word of YAML, the frame of a PEM block. */
const STRUCTURE = /^(?:[\p{P}\p{S}\s]+|[\w.-]+:|true|false|null|yes|no|-----(?:BEGIN|END) [^-]*-----)$/iu;

/** The masks of a value. */
export interface MaskPlan {
	/** Texts for the runner's `add-mask`, in this order; none is blank, because the runner refuses those. */
	readonly masks: readonly string[];
	/** What stays readable, as the end of a sentence that begins with the value's name; undefined if all is well. */
	readonly warning: string | undefined;
	/** True if the warning is about the size of the value, so that a file would be the way out. */
	readonly isTooLarge: boolean;
}

/**
 * Plans the masks of a value. The runner registers a mask whole, then each of its lines without surrounding blanks,
 * however short, and all of these in several encodings (actions/runner: SecretMasker.cs, ValueEncoders.cs). So a value of
 * one line is masked as it is; a value of several lines is never given whole, but by those of its lines that say
 * something, and as JSON. base64 is ours to cover in both: the runner's own form ends with the value, so it misses a
 * value that anything follows.
 */
export function planMasks(value: string): MaskPlan {
	const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== '');
	const [first, ...others] = lines;
	if (first === undefined) return limit([], [], 'is blank and cannot be masked in logs');
	return others.length === 0 ? planLine(first) : planLines(value, lines);
}

function planLine(line: string): MaskPlan {
	const warning =
		lengthOf(line) < SHORTEST_LINE
			? 'has fewer than four characters: masking it blots out that text in every log of the job'
			: undefined;
	return limit([line], base64Forms(line), warning);
}

function planLines(value: string, lines: readonly string[]): MaskPlan {
	const telling = unique(
		lines.filter((line) => lengthOf(line) >= SHORTEST_LINE && !STRUCTURE.test(line.trim())),
	);
	const warning = telling.length === 0 ? 'has only short lines, which are not masked one by one' : undefined;
	return limit(telling, [jsonEscape(value), ...base64Forms(value)], warning);
}

/** Lines come before encoded forms. */
function limit(lines: readonly string[], encoded: readonly string[], warning: string | undefined): MaskPlan {
	const masks = unique([...lines, ...encoded]);
	if (masks.length <= MOST_MASKS) return { masks, warning, isTooLarge: false };
	const unmasked = lines.length - MOST_MASKS;
	const rest = unmasked > 0 ? `${unmasked} of its ${lines.length} lines` : 'parts of its base64 form';
	return {
		masks: masks.slice(0, MOST_MASKS),
		warning: `is so large that ${rest} stay readable in logs: the action masks at most ${MOST_MASKS} texts of a value`,
		isTooLarge: true,
	};
}

function lengthOf(line: string): number {
	return Array.from(line.trim()).length;
}

function unique(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}
