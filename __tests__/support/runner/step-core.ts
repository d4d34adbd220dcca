// Decides how a step is named and what belongs to both of its stages: name, state, registration of post.
import { type ActionManifest, readActionManifest } from './action-manifest.ts';
import type { StepOptions } from './types.ts';

/** A step of a job. */
export interface StepCore {
	options: StepOptions;
	/** As the workflow names the action. */
	uses: string;
	/** Id under which the workflow knows the step, or the outermost composite around it. */
	workflowId: string | undefined;
	/** GITHUB_ACTION: that id, or a generated name with two leading underscores. */
	contextName: string;
	manifest: ActionManifest;
	/** Saved by main for post. */
	state: Map<string, string>;
}

/** The action's name when the caller gives none. */
const DEFAULT_USES = 'ots/action@v1';

function generateName(uses: string): string {
	if (uses.startsWith('./')) return '__self';
	return `__${uses.replace(/@.*$/, '').replaceAll(/[^A-Za-z0-9]+/g, '_')}`;
}

/** Reads the manifest and names the step; `taken` are the names of earlier steps. Throws for a broken manifest and for an id given twice. */
export function createStep(options: StepOptions, taken: ReadonlySet<string>): StepCore {
	const outermost = options.composites?.[0];
	const workflowId = outermost === undefined ? options.id : outermost.id;
	if (
		workflowId !== undefined &&
		(!/^[A-Za-z_][\w-]*$/.test(workflowId) || workflowId.startsWith('__') || taken.has(workflowId))
	) {
		throw new Error(`The step id '${workflowId}' is invalid or taken`);
	}
	const uses = options.uses ?? DEFAULT_USES;
	// Composites are taken for local ones.
	const base = workflowId ?? generateName(outermost === undefined ? uses : './');
	let contextName = base;
	for (let count = 2; taken.has(contextName); count += 1) contextName = `${base}_${count}`;
	const manifest = readActionManifest(options.actionDir);
	return { options, uses, workflowId, contextName, manifest, state: new Map() };
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
