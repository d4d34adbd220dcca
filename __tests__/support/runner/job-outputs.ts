// Decides which outputs leave the job: those that no mask of the whole job would change.
import { type JobCore, viewContexts, viewJobEnv } from './job-core.ts';
import { evaluateAll } from './step-inputs.ts';
import type { Evaluated } from './types.ts';

/** What left the job and what did not. */
export interface FinalOutputs {
	outputs: Record<string, string>;
	droppedOutputs: string[];
}

/** Evaluates them after the last post stage (actions/runner: JobExtension.cs). Empty outputs are left out without a word. */
export function finalizeOutputs(job: JobCore, outputs: Record<string, Evaluated>): FinalOutputs {
	const contexts = viewContexts(job, viewJobEnv(job));
	const kept: [string, string][] = [];
	const droppedOutputs: string[] = [];
	for (const [name, value] of evaluateAll(outputs, contexts)) {
		if (value === '') continue;
		if (job.masker.mask(value) === value) {
			kept.push([name, value]);
			continue;
		}
		droppedOutputs.push(name);
		job.log.write(`##[warning]Skip output '${name}' since it may contain secret.`);
	}
	return { outputs: Object.fromEntries(kept), droppedOutputs };
}
