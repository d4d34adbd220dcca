// Reads single inputs and collects what is wrong with them, so that all faults are reported together.

import { quoteForeign } from '../safe-text.ts';
import { DURATION_FORM, type Duration, parseDuration } from './duration.ts';
import {
	type DefaultedName,
	type Environment,
	type Fault,
	INPUT_NAMES,
	INPUTS,
	type InputName,
	type InputTexts,
	type InputTraits,
	readInputTexts,
} from './input-table.ts';
import { nearestWord } from './nearest-word.ts';

/** Reads inputs one by one. A method that finds a fault notes it and returns undefined, or the default where one is named. */
export interface InputReader {
	readonly texts: InputTexts;
	/** Faults found so far. */
	readonly faults: Fault[];
	/** Doubtful but possible things, as full sentences. */
	readonly concerns: string[];
	/** Sensitive values by the name of their input; a value read from a file is added by its reader. */
	readonly sensitive: Map<string, string>;
	/** Whether the input was given but empty, which has been complained about already. */
	isEmpty(name: InputName): boolean;
	/** One of a few words. */
	word<Word extends string>(name: DefaultedName, words: readonly Word[]): Word | undefined;
	/** `true` or `false`, nothing else. */
	flag(name: DefaultedName): boolean;
	/** A whole number within a range, both ends included. */
	count(name: InputName, least: number, most: number): number | undefined;
	/** A duration within a range, both ends included. */
	duration(name: InputName, leastSeconds: number, mostSeconds: number): Duration | undefined;
}

/** Begins to read the inputs of a step. */
export function createInputReader(env: Environment): InputReader {
	const { texts, faults: emptyFaults, emptyNames } = readInputTexts(env);
	const faults = [...emptyFaults];
	const sensitive = sensitiveTexts(texts);
	const found = (text: string) => `\`${quoteForeign(text, sensitive.values())}\``;

	return {
		texts,
		faults,
		concerns: [],
		sensitive,
		isEmpty: (name) => emptyNames.includes(name),
		word(name, words) {
			const text = texts[name];
			const match = words.find((word) => word === text);
			if (match === undefined) {
				faults.push(
					`\`${name}\` is ${found(text)}, which is not one of ${list(words)}.${suggestion(text, words)}`,
				);
			}
			return match;
		},
		flag(name) {
			const text = texts[name];
			if (text !== 'true' && text !== 'false') {
				faults.push(`\`${name}\` is ${found(text)}; give \`true\` or \`false\`.`);
			}
			return text !== 'false';
		},
		count(name, least, most) {
			const text = texts[name];
			if (text === undefined) return undefined;
			const number = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
			if (number !== undefined && number >= least && number <= most) return number;
			faults.push(`\`${name}\` is ${found(text)}; give a whole number from ${least} to ${most}.`);
			return undefined;
		},
		duration(name, leastSeconds, mostSeconds) {
			const text = texts[name];
			if (text === undefined) return undefined;
			const duration = parseDuration(text);
			const range = `from ${leastSeconds} to ${mostSeconds} seconds`;
			if (duration === undefined) {
				faults.push(`\`${name}\` is ${found(text)}; give ${DURATION_FORM}, ${range}.`);
			} else if (duration.seconds < leastSeconds || duration.seconds > mostSeconds) {
				faults.push(`\`${name}\` is ${found(text)}, which is ${duration.seconds} s; give a value ${range}.`);
			} else return duration;
			return undefined;
		},
	};
}

function sensitiveTexts(texts: InputTexts): Map<string, string> {
	const values = new Map<string, string>();
	for (const name of INPUT_NAMES) {
		const traits: InputTraits = INPUTS[name];
		const text = texts[name];
		if (traits.sensitive === true && text !== undefined) values.set(name, text);
	}
	return values;
}

function list(words: readonly string[]): string {
	return words.map((word) => `\`${word}\``).join(', ');
}

function suggestion(text: string, words: readonly string[]): string {
	const nearest = nearestWord(text, words);
	return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}
