// Reads single inputs and collects their faults, so the step can report all of them together.

import { quoteForeign } from '../safe-text.ts';
import type { Environment, Fault } from '../variables.ts';
import { type Duration, explainDuration, parseDuration } from './durations.ts';
import { INPUT_NAMES, type InputName, traitsOf } from './input-table.ts';
import { type DefaultedName, type InputTexts, readInputTexts } from './input-texts.ts';
import { nearestWord } from './nearest-word.ts';

/**
 * Reads typed inputs. If an input is faulty, its method adds to `faults` and returns undefined or a default.
 */
export interface InputReader {
	readonly texts: InputTexts;
	/** All faults so far. Functions that read inputs add theirs. */
	readonly faults: Fault[];
	/** What is allowed but probably a mistake, as full sentences. */
	readonly warnings: string[];
	/**
	 * Sensitive values by the name of their input. Functions that read inputs add what they find, such as the
	 * value of a file.
	 */
	readonly sensitive: Map<string, string>;
	/**
	 * True if the text of the input already has a fault. The input then counts as not given, which is not
	 * another fault.
	 */
	isFaulty(name: InputName): boolean;
	/** Returns a text from the user in a form that is safe to show in a fault. */
	show(text: string): string;
	/**
	 * Reads one of `words`, in upper or lower case. `guess` can suggest a word for a text that is not one of
	 * them.
	 */
	choice<Choice extends string>(
		name: DefaultedName,
		words: readonly Choice[],
		guess?: (text: string) => Choice | undefined,
	): Choice | undefined;
	/** Reads `true` or `false`, in upper or lower case. Returns true for any other text. */
	flag(name: DefaultedName): boolean;
	/** Reads a whole number within a range, both ends included. */
	integer(name: InputName, min: number, max: number): number | undefined;
	/** Reads a duration within a range, both ends included. */
	duration(name: InputName, minSeconds: number, maxSeconds: number): Duration | undefined;
}

/** Reads the texts of all inputs and creates the reader for them. */
export function createInputReader(env: Environment): InputReader {
	const { texts, faults: textFaults, faultyNames } = readInputTexts(env);
	const faults = [...textFaults];
	const sensitive = sensitiveTexts(texts);
	const show = (text: string): string => quoteForeign(text, sensitive.values());

	return {
		texts,
		faults,
		warnings: [],
		sensitive,
		isFaulty: (name) => faultyNames.includes(name),
		show,
		choice(name, words, guess) {
			const text = texts[name];
			const match = words.find((word) => word === text.toLowerCase());
			if (match !== undefined) return match;
			const meant = guess?.(text.toLowerCase()) ?? nearestWord(text, words);
			const question = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
			faults.push(`\`${name}: ${show(text)}\` is not one of ${list(words)}.${question}`);
			return undefined;
		},
		flag(name) {
			const text = texts[name].toLowerCase();
			if (text !== 'true' && text !== 'false') {
				faults.push(`\`${name}: ${show(texts[name])}\` is neither \`true\` nor \`false\`.`);
			}
			return text !== 'false';
		},
		integer(name, min, max) {
			const text = texts[name];
			if (text === undefined) return undefined;
			const number = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
			if (number !== undefined && number >= min && number <= max) return number;
			faults.push(`\`${name}: ${show(text)}\` is not a whole number from ${min} to ${max}.`);
			return undefined;
		},
		duration(name, minSeconds, maxSeconds) {
			const text = texts[name];
			if (text === undefined) return undefined;
			const duration = parseDuration(text);
			const isInRange =
				duration !== undefined && duration.seconds >= minSeconds && duration.seconds <= maxSeconds;
			if (isInRange) return duration;
			const { examples = ['30s', '2m'] } = traitsOf(name);
			faults.push(explainDuration(name, text, show(text), { minSeconds, maxSeconds, examples }));
			return undefined;
		},
	};
}

function sensitiveTexts(texts: InputTexts): Map<string, string> {
	const values = new Map<string, string>();
	for (const name of INPUT_NAMES) {
		const text = texts[name];
		// The values in `headers` are masked one by one; see headers.ts.
		if (traitsOf(name).isSensitive === true && text !== undefined && name !== 'headers')
			values.set(name, text);
	}
	return values;
}

function list(words: readonly string[]): string {
	return words.map((word) => `\`${word}\``).join(', ');
}
