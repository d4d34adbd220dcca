// The texts of the inputs after defaults and trimming, and the faults that any input can have: an empty text,
// or an unused input.

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

/** The name of an input that always has a text, because its default is a real value. */
export type DefaultedName = {
	[Name in InputName]: (typeof INPUTS)[Name]['default'] extends typeof NOT_GIVEN ? never : Name;
}[InputName];

/** The texts of the inputs. Undefined means "not given". */
export type InputTexts = Readonly<
	Record<DefaultedName, string> & Record<Exclude<InputName, DefaultedName>, string | undefined>
>;

/** The texts of all inputs, with the faults found so far. */
export interface InputTextReading {
	readonly texts: InputTexts;
	readonly faults: readonly Fault[];
	/**
	 * Inputs that already have a fault. They count as not given, and that must not be reported as another
	 * fault.
	 */
	readonly faultyNames: readonly InputName[];
}

/**
 * Reads the texts from the `INPUT_…` variables. An empty text is a fault and does not count as "not given": it
 * usually comes from an expression that evaluated to nothing, and a default could be less secure than what was
 * meant.
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

/**
 * Lists a fault for each input that the mode would ignore, because the user expects every given input to have
 * an effect.
 */
export function unusedInputs(mode: Mode, texts: InputTexts): readonly Fault[] {
	return INPUT_NAMES.flatMap((name) => {
		const traits = traitsOf(name);
		const { usedBy } = traits;
		if (usedBy === undefined || usedBy.includes(mode) || texts[name] === defaultOf(traits)) return [];
		const users = usedBy.map((user) => `\`${user}\``).join(', ');
		return [`\`${name}\` is not used by mode \`${mode}\`, only by ${users}. Leave it out.`];
	});
}

function faultOf(name: InputName, text: string): Fault | undefined {
	const isBlank = text.trim() === '';
	// An empty expression in a YAML block leaves a line break, so a blank text counts as empty even if the
	// input is not trimmed.
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
