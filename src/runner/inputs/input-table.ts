// Every input by name: its default, and how its text is to be treated. action.yml and the README say the same, which a contract test demands.

import { nearestWord } from './nearest-word.ts';

/** Stands for "not given" in action.yml, because the runner cannot tell an absent input from an empty one by any other means. */
export const NOT_GIVEN = '(none)';

/** The modes, in the order of the README. */
export const MODES = ['share', 'generate', 'status', 'reveal', 'await', 'burn'] as const;

/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** How an input is treated. */
export interface InputTraits {
	/** What action.yml gives where the key is absent. */
	readonly default: string;
	/** The modes that use it; all of them if absent. With any other mode it must keep its default. */
	readonly usedBy?: readonly Mode[];
	/** Never shown, not even in part, and masked before anything else happens. */
	readonly sensitive?: boolean;
	/** Kept as it is, blanks at both ends included. */
	readonly verbatim?: boolean;
}

/** All inputs, in the order of the README. */
export const INPUTS = {
	mode: { default: 'share' },
	region: { default: 'us' },
	domain: { default: NOT_GIVEN },
	username: { default: NOT_GIVEN },
	token: { default: NOT_GIVEN, sensitive: true },
	secret: { default: NOT_GIVEN, usedBy: ['share'], sensitive: true, verbatim: true },
	'secret-file': { default: NOT_GIVEN, usedBy: ['share'] },
	ttl: { default: NOT_GIVEN, usedBy: ['share', 'generate'] },
	passphrase: {
		default: NOT_GIVEN,
		usedBy: ['share', 'generate', 'reveal', 'burn'],
		sensitive: true,
		verbatim: true,
	},
	recipient: { default: NOT_GIVEN, usedBy: ['share', 'generate'] },
	length: { default: NOT_GIVEN, usedBy: ['generate'] },
	link: { default: NOT_GIVEN, usedBy: ['reveal'], sensitive: true },
	receipt: { default: NOT_GIVEN, usedBy: ['await', 'burn'], sensitive: true },
	'value-file': { default: NOT_GIVEN, usedBy: ['generate', 'reveal'] },
	wait: { default: NOT_GIVEN, usedBy: ['status', 'await'] },
	timeout: { default: '60s' },
	'burn-on': { default: 'never', usedBy: ['share', 'generate'] },
	'mask-link': { default: 'true', usedBy: ['share', 'generate'] },
	summary: { default: 'true' },
	// Evaluated by the runner anew for the end of the job; the text itself is only ever seen where there is no runner.
	'job-status': { default: '${{ job.status }}' },
} as const satisfies Record<string, InputTraits>;

/** The name of an input. */
export type InputName = keyof typeof INPUTS;

/** All input names, in the order of the README. */
export const INPUT_NAMES = Object.keys(INPUTS) as readonly InputName[];

/** What is wrong with an input, as a full sentence that names it and the way out and holds no sensitive value. */
export type Fault = string;

/** The inputs that always have a text, because they have a default. */
export type DefaultedName = {
	[Name in InputName]: (typeof INPUTS)[Name]['default'] extends typeof NOT_GIVEN ? never : Name;
}[InputName];

/** The texts of the inputs after defaults and trimming. Undefined means "not given". */
export type InputTexts = Readonly<
	Record<DefaultedName, string> & Record<Exclude<InputName, DefaultedName>, string | undefined>
>;

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the texts from `INPUT_…` variables. An empty text is a fault and never "not given": it means that somebody's expression came out
 * empty, and falling back to a default could be something weaker.
 */
export function readInputTexts(env: Environment): {
	readonly texts: InputTexts;
	readonly faults: readonly Fault[];
	readonly emptyNames: readonly InputName[];
} {
	const texts: Partial<Record<InputName, string | undefined>> = {};
	const emptyNames: InputName[] = [];
	for (const name of INPUT_NAMES) {
		const traits: InputTraits = INPUTS[name];
		const given = env[variableOf(name)] ?? NOT_GIVEN;
		const text = traits.verbatim === true ? given : given.trim();
		// A block of YAML around an empty expression is a line break: blank texts are empty, also where blanks are kept.
		const isEmpty = text.trim() === '';
		if (isEmpty) emptyNames.push(name);
		texts[name] = text === NOT_GIVEN || isEmpty ? defaultOf(traits) : text;
	}
	return { texts: texts as InputTexts, faults: emptyNames.map(emptyFault), emptyNames };
}

/** Names of inputs that the step sets but the action does not have, each with the input that was probably meant. */
export function misspeltInputs(
	env: Environment,
): readonly { readonly given: string; readonly meant: InputName }[] {
	const known = new Set(INPUT_NAMES.map(variableOf));
	const unknown = Object.keys(env).filter(
		(variable) => variable.startsWith('INPUT_') && !known.has(variable),
	);
	return unknown.flatMap((variable) => {
		const given = variable.slice('INPUT_'.length).toLowerCase();
		const meant = nearestWord(given, INPUT_NAMES);
		return meant === undefined ? [] : [{ given, meant: meant as InputName }];
	});
}

/** Faults for inputs that the mode would ignore: whoever gives one expects it to do something. */
export function unusedInputs(mode: Mode, texts: InputTexts): readonly Fault[] {
	return INPUT_NAMES.flatMap((name) => {
		const traits: InputTraits = INPUTS[name];
		const { usedBy } = traits;
		if (usedBy === undefined || usedBy.includes(mode) || texts[name] === defaultOf(traits)) return [];
		return [
			`\`${name}\` is not used by mode \`${mode}\`, only by ${usedBy.map((one) => `\`${one}\``).join(', ')}; leave it out.`,
		];
	});
}

/** The runner upper-cases the name and turns blanks into underscores; hyphens stay (actions/runner: Handler.cs). */
export function variableOf(name: string): string {
	return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

function defaultOf(traits: InputTraits): string | undefined {
	return traits.default === NOT_GIVEN ? undefined : traits.default;
}

function emptyFault(name: InputName): Fault {
	return (
		`\`${name}\` is empty. An expression behind it probably names a secret or variable that is not defined, is misspelt, or is not passed ` +
		`to a fork or a called workflow. If you mean no value, leave the input out or give \`${NOT_GIVEN}\`.`
	);
}
