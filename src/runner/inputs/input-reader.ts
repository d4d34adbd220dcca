// Reads single inputs and collects what is wrong with them, so that all faults are reported together.

import { quoteForeign } from '../safe-text.ts';
import type { Environment, Fault } from '../variables.ts';
import { type Duration, explainDuration, parseDuration } from './durations.ts';
import { INPUT_NAMES, type InputName, traitsOf } from './input-table.ts';
import { type DefaultedName, type InputTexts, readInputTexts } from './input-texts.ts';
import { nearestWord } from './nearest-word.ts';

/** What is wrong with an input is noted in `faults`, and the reader then returns undefined or the default. */
export interface InputReader {
	readonly texts: InputTexts;
	/** Faults found so far. */
	readonly faults: Fault[];
	/** Doubtful but possible things, as full sentences. */
	readonly warnings: string[];
	/** Sensitive values by the name of their input; a value read from a file is added by its reader. */
	readonly sensitive: Map<string, string>;
	/** True if the input is missing for a reason that is a fault already. */
	isFaulty(name: InputName): boolean;
	/** A text of the user as it may be shown in a fault. */
	show(text: string): string;
	/** One of a few words, in any case. */
	word<Word extends string>(
		name: DefaultedName,
		words: readonly Word[],
		guess?: (text: string) => Word | undefined,
	): Word | undefined;
	/** `true` or `false`, in any case. */
	flag(name: DefaultedName): boolean;
	/** A whole number within a range, both ends included. */
	count(name: InputName, min: number, max: number): number | undefined;
	/** A duration within a range, both ends included. */
	duration(name: InputName, minSeconds: number, maxSeconds: number): Duration | undefined;
}

/** Starts to read the inputs of a step. */
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
		word(name, words, guess) {
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
		count(name, min, max) {
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
		// `headers` is masked by its values, see headers.ts.
		if (traitsOf(name).isSensitive === true && text !== undefined && name !== 'headers')
			values.set(name, text);
	}
	return values;
}

function list(words: readonly string[]): string {
	return words.map((word) => `\`${word}\``).join(', ');
}
