// Decides how a step is named and what belongs to both of its stages: name, state, registration of post.
import { type ActionManifest, readActionManifest } from './action-manifest.ts';
import type {
	CommonStepOptions,
	CompositeOptions,
	Evaluated,
	ScriptStepOptions,
	StepOptions,
} from './types.ts';

/** What a step starts. */
export type StepWork =
	| {
			readonly kind: 'action';
			readonly actionDir: string;
			readonly manifest: ActionManifest;
			readonly given: Record<string, Evaluated>;
	  }
	| { readonly kind: 'script'; readonly text: Evaluated };

/** A step of a job. */
export interface StepCore {
	options: CommonStepOptions;
	work: StepWork;
	/** As the workflow names the action; empty for a script. */
	uses: string;
	/** Id under which the workflow knows the step, or the outermost composite around it. */
	workflowId: string | undefined;
	/** GITHUB_ACTION: that id, or a generated name with two leading underscores. */
	contextName: string;
	/** Saved by main for post. */
	state: Map<string, string>;
}

/** The names that steps of a job have taken, each with the outermost composite around the step. */
export type TakenNames = Map<string, CompositeOptions | undefined>;

/** The action's name when the caller gives none. */
const DEFAULT_USES = 'ots/action@v1';

function generateName(uses: string): string {
	if (uses === '') return '__run';
	if (uses.startsWith('./')) return '__self';
	return `__${uses.replace(/@.*$/, '').replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
}

/** The name of a step, which it takes. Steps inside one use of a composite action share its name. */
function takeName(
	workflowId: string | undefined,
	uses: string,
	options: CommonStepOptions,
	taken: TakenNames,
): string {
	const outermost = options.composites?.[0];
	const shared = [...taken].find(([, composite]) => composite !== undefined && composite === outermost)?.[0];
	if (shared !== undefined) return shared;
	if (
		workflowId !== undefined &&
		(!/^[A-Za-z_][\w-]*$/.test(workflowId) || workflowId.startsWith('__') || taken.has(workflowId))
	) {
		throw new Error(`The step id '${workflowId}' is invalid or taken`);
	}
	// Composites are taken for local ones.
	const base = workflowId ?? generateName(outermost === undefined ? uses : './');
	let name = base;
	for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
	taken.set(name, outermost);
	return name;
}

/** Reads the manifest and names the step. Throws for a broken manifest and for an id given twice. */
export function createStep(options: StepOptions | ScriptStepOptions, taken: TakenNames): StepCore {
	const [outermost] = options.composites ?? [];
	const workflowId = outermost === undefined ? options.id : outermost.id;
	const isScript = 'run' in options;
	const uses = isScript ? '' : (options.uses ?? DEFAULT_USES);
	const work: StepWork = isScript
		? { kind: 'script', text: options.run }
		: {
				kind: 'action',
				actionDir: options.actionDir,
				manifest: readActionManifest(options.actionDir),
				given: options.with ?? {},
			};
	const contextName = takeName(workflowId, uses, options, taken);
	return { options, work, uses, workflowId, contextName, state: new Map() };
}

/** The github context's part that belongs to the step (actions/runner: ActionRunner.cs, GitHubContext.cs). */
export function listStepContext(step: StepCore): Record<string, string> {
	const [, repository, ref] = /^([^./][^@]*)@(.+)$/.exec(step.uses) ?? [];
	return {
		action: step.contextName,
		...(repository !== undefined && ref !== undefined
			? { action_repository: repository, action_ref: ref }
			: {}),
	};
}
