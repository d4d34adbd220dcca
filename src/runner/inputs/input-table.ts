// Every input by name: its default, and how its text is treated. action.yml says the same, which a contract test demands.

import type { BurnOn } from '../../modes/delivery-options.ts';
import type { Mode } from '../../modes/index.ts';

/** Stands for "not given" in action.yml, because the runner cannot tell an absent input from an empty one by any other means. */
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

/** When the end of the job burns what the step has made. */
export const BURN_TIMES = ['never', 'failure', 'always'] as const satisfies readonly BurnOn[];

/** The API versions that can be chosen; `auto` tries v1 first. */
export const API_VERSIONS = ['auto', 'v1', 'v2'] as const;

/** One of {@link API_VERSIONS}. */
export type ApiVersionChoice = (typeof API_VERSIONS)[number];

/** How an input is treated. */
export interface InputTraits {
	/** What action.yml gives if the key is absent. */
	readonly default: string;
	/** The modes that use it; all of them if absent. With any other mode it must keep its default. */
	readonly usedBy?: readonly Mode[];
	/** Never shown, not even in part, and masked before anything else happens. */
	readonly isSensitive?: boolean;
	/** Kept as it is, blanks at both ends included. */
	readonly isVerbatim?: boolean;
	/** Examples for errors, for inputs whose form needs one. */
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
	// Evaluated by the runner anew for the end of the job; the text itself is only ever seen where there is no runner.
	'job-status': { default: '${{ job.status }}' },
} as const satisfies Record<string, InputTraits>;

/** The name of an input. */
export type InputName = keyof typeof INPUTS;

/** All input names, in the order of action.yml. */
export const INPUT_NAMES = Object.keys(INPUTS) as readonly InputName[];

/** How an input is treated. */
export function traitsOf(name: InputName): InputTraits {
	return INPUTS[name];
}

/** The runner upper-cases the name and turns blanks into underscores; hyphens stay (actions/runner: Handler.cs). */
export function variableOf(name: string): string {
	return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
