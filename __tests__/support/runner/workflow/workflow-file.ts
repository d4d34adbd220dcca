// The parts of a workflow file that are run here, as YAML gives them.

/** A value of `with:` or `env:`; anything but text is written as YAML writes it. */
export type RawValues = Readonly<Record<string, unknown>>;

/** A step. */
export interface RawStep {
	readonly id?: string;
	readonly name?: string;
	readonly if?: string | boolean;
	readonly uses?: string;
	readonly run?: string;
	readonly with?: RawValues;
	readonly env?: RawValues;
	readonly 'continue-on-error'?: boolean;
}

/** A job: steps of its own, or a call of another workflow. */
export interface RawJob {
	readonly needs?: string | readonly string[];
	readonly if?: string | boolean;
	readonly env?: RawValues;
	readonly outputs?: RawValues;
	readonly steps?: readonly RawStep[];
	readonly uses?: string;
	readonly with?: RawValues;
	readonly secrets?: RawValues;
}

/** A workflow, after `parse` of the package yaml. */
export interface RawWorkflow {
	readonly name?: string;
	readonly env?: RawValues;
	readonly jobs: Readonly<Record<string, RawJob>>;
}

/** Names of the jobs that a job waits for. */
export function needsOf({ needs = [] }: RawJob): readonly string[] {
	return typeof needs === 'string' ? [needs] : needs;
}
