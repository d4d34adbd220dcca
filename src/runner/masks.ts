// Decides which texts the runner must mask to hide a sensitive value, whole or in part, without making logs
// unreadable. Pure.

import { base64Forms, jsonEscape } from './encodings.ts';
import { structurePattern } from './unicode-patterns.ts';

/** Shorter lines of a multi-line value are not masked: the runner would replace every `}` in every log. */
const MIN_LINE_LENGTH = 4;
/**
 * Each mask slows down every later log line: with 1,300 masks, 3,000 lines took ten times as long on GitHub's
 * runner.
 */
const MAX_MASKS = 2_000;

/** The masks of a value. */
export interface MaskPlan {
	/**
	 * Texts for the runner's `add-mask`, in this order. None is blank, because the runner refuses blank masks.
	 */
	readonly masks: readonly string[];
	/**
	 * What is imperfect about the masks, as the end of a sentence that begins with the value's name. Undefined
	 * if nothing is.
	 */
	readonly warning: string | undefined;
	/**
	 * True if the value needs more masks than are allowed. Writing it to a file instead would keep it out of
	 * the log.
	 */
	readonly isTooLarge: boolean;
}

/**
 * Plans the masks of a value. The runner registers a mask as a whole, then each of its lines, trimmed and
 * however short, and all of these in several encodings (actions/runner: SecretMasker.cs, ValueEncoders.cs). A
 * one-line value is therefore masked as it is. A multi-line value is never registered as a whole: only its
 * lines with content are, and its JSON form. The base64 forms are added in both cases, because the runner's own
 * base64 mask misses a value that is followed by other text.
 */
export function planMasks(value: string): MaskPlan {
	const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== '');
	const [first, ...others] = lines;
	if (first === undefined) return limitMasks([], [], 'is blank and cannot be masked in logs');
	return others.length === 0 ? planLine(first) : planLines(value, lines);
}

function planLine(line: string): MaskPlan {
	const warning =
		lengthOf(line) < MIN_LINE_LENGTH
			? 'has fewer than four characters: masking it blots out that text in every log of the job'
			: undefined;
	return limitMasks([line], base64Forms(line), warning);
}

function planLines(value: string, lines: readonly string[]): MaskPlan {
	const structure = structurePattern();
	const contentLines = unique(
		lines.filter((line) => lengthOf(line) >= MIN_LINE_LENGTH && !structure.test(line.trim())),
	);
	const warning =
		contentLines.length === 0 ? 'has only short lines, which are not masked one by one' : undefined;
	return limitMasks(contentLines, [jsonEscape(value), ...base64Forms(value)], warning);
}

/** Cuts the masks to the maximum. Lines come first, because they are what a log usually shows. */
function limitMasks(
	lines: readonly string[],
	encoded: readonly string[],
	warning: string | undefined,
): MaskPlan {
	const masks = unique([...lines, ...encoded]);
	if (masks.length <= MAX_MASKS) return { masks, warning, isTooLarge: false };
	const unmasked = lines.length - MAX_MASKS;
	const rest = unmasked > 0 ? `${unmasked} of its ${lines.length} lines` : 'parts of its base64 form';
	return {
		masks: masks.slice(0, MAX_MASKS),
		warning: `is so large that ${rest} stay readable in logs: the action masks at most ${MAX_MASKS} texts of a value`,
		isTooLarge: true,
	};
}

function lengthOf(line: string): number {
	return Array.from(line.trim()).length;
}

function unique(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}
