// Decides what a step inside composite actions is told: which `inputs` its expressions read, and whose folder GITHUB_ACTION_PATH names.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type JobCore, type Scope, viewContexts, viewJobEnv } from './job-core.ts';
import { evaluateAll } from './step-inputs.ts';
import type { CompositeOptions } from './types.ts';

/**
 * The scope in which a stage of the step is evaluated; empty outside composites. Throws what an expression throws.
 *
 * In main each composite's `with:` is evaluated with the `inputs` of the one around it. In post the runner treats the steps of all
 * levels as steps of the outermost composite: the `inputs` and the folders of the inner ones are gone.
 */
export function enterComposites(
	job: JobCore,
	composites: readonly CompositeOptions[],
	stage: 'main' | 'post',
): Scope {
	const entered = stage === 'main' ? composites : composites.slice(0, 1);
	const innermost = entered.at(-1);
	if (innermost === undefined) return {};
	let scope: Scope = {};
	for (const composite of entered) {
		const inputs = evaluateAll(composite.with ?? {}, viewContexts(job, viewJobEnv(job), scope));
		scope = { inputs: Object.fromEntries(inputs), steps: Object.fromEntries(composite.steps ?? []) };
	}
	const folder = join(job.folders.actions, innermost.name);
	mkdirSync(folder, { recursive: true });
	return { ...scope, github: { action_path: folder } };
}
