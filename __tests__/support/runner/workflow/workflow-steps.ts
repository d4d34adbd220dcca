// From a step of a workflow file to what the local runner is given.
import { template } from '../expressions.ts';
import type { CompositeStepOptions, Evaluated, ScriptStepOptions, StepOptions } from '../types.ts';
import type { RawStep, RawValues } from './workflow-file.ts';

/** Where an action lies that a workflow names, and whether it is a composite one. */
export interface LocatedAction {
	readonly actionDir: string;
	readonly isComposite?: boolean;
}

/** Finds the action behind `uses:`. Throws for one that nobody has put in its place. */
export type ActionFinder = (uses: string) => LocatedAction;

/** A step as the runner takes it. */
export type PlannedStep =
	| { readonly isComposite: false; readonly options: StepOptions | ScriptStepOptions }
	| { readonly isComposite: true; readonly options: CompositeStepOptions };

/** Every value as a template. */
export function readValues(values: RawValues = {}): Record<string, Evaluated> {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, template(String(value))]));
}

/** Reads a step of a workflow. */
export function planStep(step: RawStep, findAction: ActionFinder): PlannedStep {
	const located = step.uses === undefined ? undefined : findAction(step.uses);
	if (step.uses === undefined || located?.isComposite !== true) {
		return { isComposite: false, options: readStep(step, findAction) };
	}
	const options: CompositeStepOptions = {
		actionDir: located.actionDir,
		name: step.uses.split('/').at(-1) ?? '',
		with: readValues(step.with),
		...(step.id !== undefined && { id: step.id }),
		...(step.if !== undefined && { if: String(step.if) }),
		readStep: (raw) => readStep(raw as RawStep, findAction),
	};
	return { isComposite: true, options };
}

function readStep(step: RawStep, findAction: ActionFinder): StepOptions | ScriptStepOptions {
	const common = {
		env: readValues(step.env),
		continueOnError: step['continue-on-error'] === true,
		...(step.id !== undefined && { id: step.id }),
		...(step.if !== undefined && { if: String(step.if) }),
	};
	if (step.run !== undefined) return { ...common, run: template(step.run) };
	const uses = step.uses ?? '';
	const { actionDir } = findAction(uses);
	return { ...common, actionDir, uses, with: readValues(step.with) };
}
