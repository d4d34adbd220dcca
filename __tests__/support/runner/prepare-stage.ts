// Decides what a stage starts and with which environment, and writes what the log says before.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportContexts } from './contexts.ts';
import { type JobCore, type Scope, viewContexts, viewJobEnv } from './job-core.ts';
import type { StageContext } from './stage-context.ts';
import { writePreamble, writeScriptPreamble } from './stage-preamble.ts';
import type { StepCore } from './step-core.ts';
import { buildEnvironment } from './step-environment.ts';
import { buildInputs, evaluateAll, exportInputs } from './step-inputs.ts';
import type { Evaluated } from './types.ts';

/** A program with its arguments, and all of its environment. */
export interface PreparedStage {
	readonly program: readonly [file: string, ...rest: string[]];
	readonly env: Record<string, string>;
}

/** A stage of a step. */
export interface StageOfStep {
	readonly stage: 'main' | 'post';
	readonly step: StepCore;
	readonly scope: Scope;
	readonly context: StageContext;
}

/** On Windows the first `bash` of the path is another system's. */
const BASH = process.platform === 'win32' ? 'C:\\Program Files\\Git\\bin\\bash.exe' : 'bash';

/** Evaluates what the stage depends on and writes the preamble. Throws what an expression throws. */
export function prepareStage(job: JobCore, { stage, step, scope, context }: StageOfStep): PreparedStage {
	const stepEnv = evaluateAll(step.options.env ?? {}, viewContexts(job, viewJobEnv(job), scope));
	context.envContext = { ...viewJobEnv(job), ...Object.fromEntries(stepEnv) };
	const layers = {
		runner: job.runnerEnv,
		envContext: context.envContext,
		contexts: exportContexts({ ...job.github, ...scope.github }, job.runner),
		runtime: job.runtimeEnv,
	};
	const { work } = step;
	if (work.kind === 'script') {
		const program = prepareScript(job, work.text, scope, context);
		// Scripts are not given what only actions may use (actions/runner: ScriptHandler.cs).
		return { program, env: buildEnvironment({ ...layers, state: new Map(), inputs: {}, runtime: {} }) };
	}
	const contexts = viewContexts(job, context.envContext, scope);
	const inputs = buildInputs(work.manifest, work.given, contexts);
	if (inputs.warning !== undefined) context.annotations.add('runner', 'warning', inputs.warning);
	writePreamble(stage, step.uses, inputs.values, context.envContext, job.log);
	const script = stage === 'main' ? work.manifest.mainPath : (work.manifest.postPath ?? '');
	const env = buildEnvironment({ ...layers, state: step.state, inputs: exportInputs(inputs.values) });
	return { program: [process.execPath, script], env };
}

/** Writes the script to a file of its own, as the runner does. */
function prepareScript(
	job: JobCore,
	text: Evaluated,
	scope: Scope,
	context: StageContext,
): PreparedStage['program'] {
	const contexts = viewContexts(job, context.envContext, scope);
	const script = typeof text === 'string' ? text : text(contexts);
	writeScriptPreamble(script, 'bash -e {0}', context.envContext, job.log);
	const path = join(job.folders.temp, `${randomUUID()}.sh`);
	writeFileSync(path, script);
	return [BASH, '-e', path];
}
