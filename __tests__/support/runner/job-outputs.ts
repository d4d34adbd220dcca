// Decides which outputs and which environment URL leave the job: those that no mask of the whole job would change.
import { type JobCore, viewContexts, viewJobEnv } from './job-core.ts';
import type { Evaluated } from './types.ts';

/** What left the job and what did not. */
export interface FinalOutputs {
	outputs: Record<string, string>;
	droppedOutputs: string[];
	environmentUrl: string;
}

/** Evaluates both after the last post stage (actions/runner: JobExtension.cs). Empty outputs are left out without a word. */
export function finalizeOutputs(
	job: JobCore,
	outputs: Record<string, Evaluated>,
	environmentUrl: Evaluated,
): FinalOutputs {
	const contexts = viewContexts(job, viewJobEnv(job));
	const evaluate = (value: Evaluated): string => (typeof value === 'string' ? value : value(contexts));
	const kept: [string, string][] = [];
	const droppedOutputs: string[] = [];
	for (const [name, given] of Object.entries(outputs)) {
		const value = evaluate(given);
		if (value === '') continue;
		if (job.masker.mask(value) === value) {
			kept.push([name, value]);
			continue;
		}
		droppedOutputs.push(name);
		job.log.write(`##[warning]Skip output '${name}' since it may contain secret.`);
	}
	const url = evaluate(environmentUrl);
	const isUrlShown = job.masker.mask(url) === url;
	if (!isUrlShown) {
		job.log.write('##[warning]Skip setting environment url as environment may contain secret.');
	}
	return { outputs: Object.fromEntries(kept), droppedOutputs, environmentUrl: isUrlShown ? url : '' };
}
