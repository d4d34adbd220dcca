// The texts of the inputs after defaults and trimming, and what is wrong with them whatever they mean.

import type { Mode } from '../../modes/index.ts';
import type { Environment, Fault } from '../variables.ts';
import {
	INPUT_NAMES,
	type INPUTS,
	type InputName,
	type InputTraits,
	NOT_GIVEN,
	traitsOf,
	variableOf,
} from './input-table.ts';

/** The inputs that always have a text, because they have a default. */
export type DefaultedName = {
	[Name in InputName]: (typeof INPUTS)[Name]['default'] extends typeof NOT_GIVEN ? never : Name;
}[InputName];

/** The texts of the inputs. Undefined means "not given". */
export type InputTexts = Readonly<
	Record<DefaultedName, string> & Record<Exclude<InputName, DefaultedName>, string | undefined>
>;

/** What the environment gives. */
export interface InputTextReading {
	readonly texts: InputTexts;
	readonly faults: readonly Fault[];
	/** Inputs with a fault of their own already: their absence is no second fault. */
	readonly faultyNames: readonly InputName[];
}

/**
 * Reads the texts from `INPUT_…` variables. An empty text is a fault and never "not given": it means that somebody's
 * expression came out empty, and falling back to a default could be something weaker.
 */
export function readInputTexts(env: Environment): InputTextReading {
	const texts: Partial<Record<InputName, string | undefined>> = {};
	const faults: Fault[] = [];
	const faultyNames: InputName[] = [];
	for (const name of INPUT_NAMES) {
		const traits = traitsOf(name);
		const given = env[variableOf(name)] ?? NOT_GIVEN;
		const text = traits.isVerbatim === true ? given : given.trim();
		const fault = faultOf(name, text);
		if (fault !== undefined) {
			faults.push(fault);
			faultyNames.push(name);
		}
		texts[name] = text === NOT_GIVEN || fault !== undefined ? defaultOf(traits) : text;
	}
	return { texts: texts as InputTexts, faults, faultyNames };
}

/** Faults for inputs that the mode would ignore: whoever gives one expects it to do something. */
export function unusedInputs(mode: Mode, texts: InputTexts): readonly Fault[] {
	return INPUT_NAMES.flatMap((name) => {
		const traits = traitsOf(name);
		const { usedBy } = traits;
		if (usedBy === undefined || usedBy.includes(mode) || texts[name] === defaultOf(traits)) return [];
		const users = usedBy.map((one) => `\`${one}\``).join(', ');
		return [`\`${name}\` is not used by mode \`${mode}\`, only by ${users}. Leave it out.`];
	});
}

function faultOf(name: InputName, text: string): Fault | undefined {
	const isBlank = text.trim() === '';
	// A block of YAML around an empty expression is a line break: blank texts are empty, also where blanks are kept.
	if (isBlank) return emptyFault(name);
	if (text === NOT_GIVEN || text.trim() !== NOT_GIVEN) return undefined;
	return `\`${name}\` is \`${NOT_GIVEN}\` with blanks around it. Write \`${NOT_GIVEN}\` exactly, or leave the input out.`;
}

function defaultOf(traits: InputTraits): string | undefined {
	return traits.default === NOT_GIVEN ? undefined : traits.default;
}

function emptyFault(name: InputName): Fault {
	return `\`${name}\` is empty: an expression came out empty. Is the secret or variable defined, spelled right, and passed to this fork or called workflow? If you mean no value, leave \`${name}\` out. In a wrapper, write \`\${{ inputs.${name} || '${NOT_GIVEN}' }}\`.`;
}
