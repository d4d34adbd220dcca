// The table of inputs: the default of each, and how its text is treated. A contract test compares it with
// action.yml.

import type { BurnOn } from '../../modes/delivery-options.ts';
import type { Mode } from '../../modes/index.ts';

/**
 * The default for "not given" in action.yml. Without it, an action cannot tell a missing input from an empty
 * one.
 */
export const NOT_GIVEN = '(none)';

/** The modes, in the order of the README. */
export const MODES = [
	'share',
	'generate',
	'status',
	'reveal',
	'await',
	'burn',
] as const satisfies readonly Mode[];

/** The values of `burn-on`. */
export const BURN_ON_VALUES = ['never', 'failure', 'always'] as const satisfies readonly BurnOn[];

/** The values of `api-version`. `auto` tries v1 first. */
export const API_VERSIONS = ['auto', 'v1', 'v2'] as const;

/** One of {@link API_VERSIONS}. */
export type ApiVersionChoice = (typeof API_VERSIONS)[number];

/** The default of an input, and how its text is treated. */
export interface InputTraits {
	/** The default in action.yml, which the runner passes if the workflow does not set the input. */
	readonly default: string;
	/**
	 * The modes that use the input; all modes if absent. In other modes a value other than the default is a
	 * fault.
	 */
	readonly usedBy?: readonly Mode[];
	/** True if the text is masked before anything is logged, and never shown, not even in part. */
	readonly isSensitive?: boolean;
	/** True if the text is kept exactly, without trimming. */
	readonly isVerbatim?: boolean;
	/** Examples for error messages, for durations. */
	readonly examples?: readonly [string, string];
}

/** All inputs, in the order of action.yml. */
export const INPUTS = {
	mode: { default: 'share' },
	region: { default: 'us' },
	domain: { default: NOT_GIVEN },
	'share-domain': { default: NOT_GIVEN, usedBy: ['share', 'generate', 'reveal'] },
	'api-version': { default: 'auto' },
	username: { default: NOT_GIVEN },
	token: { default: NOT_GIVEN, isSensitive: true },
	secret: { default: NOT_GIVEN, usedBy: ['share'], isSensitive: true, isVerbatim: true },
	'secret-file': { default: NOT_GIVEN, usedBy: ['share'] },
	ttl: { default: NOT_GIVEN, usedBy: ['share', 'generate'], examples: ['12h', '7d'] },
	passphrase: {
		default: NOT_GIVEN,
		usedBy: ['share', 'generate', 'reveal', 'burn'],
		isSensitive: true,
		isVerbatim: true,
	},
	recipient: { default: NOT_GIVEN, usedBy: ['share', 'generate'] },
	length: { default: NOT_GIVEN, usedBy: ['generate'] },
	link: { default: NOT_GIVEN, usedBy: ['reveal'], isSensitive: true },
	receipt: { default: NOT_GIVEN, usedBy: ['await', 'burn'], isSensitive: true },
	'value-file': { default: NOT_GIVEN, usedBy: ['generate', 'reveal'] },
	headers: { default: NOT_GIVEN, isSensitive: true },
	wait: { default: NOT_GIVEN, usedBy: ['status', 'await'], examples: ['10m', '1h'] },
	timeout: { default: '60s', examples: ['30s', '2m'] },
	'burn-on': { default: 'never', usedBy: ['share', 'generate'] },
	'mask-link': { default: 'true', usedBy: ['share', 'generate'] },
	summary: { default: 'true' },
	// The runner evaluates the expression again for the end of the job. The expression itself arrives only if
	// there is no runner.
	'job-status': { default: '${{ job.status }}' },
} as const satisfies Record<string, InputTraits>;

/** The name of an input. */
export type InputName = keyof typeof INPUTS;

/** All input names, in the order of action.yml. */
export const INPUT_NAMES = Object.keys(INPUTS) as readonly InputName[];

/** The entry of an input in the table, as its general type. */
export function traitsOf(name: InputName): InputTraits {
	return INPUTS[name];
}

/**
 * The environment variable of an input. The runner converts the name to upper case and spaces to underscores,
 * and keeps hyphens (actions/runner: Handler.cs).
 */
export function variableOf(name: string): string {
	return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
