// Decides how one stage of a step goes: inputs and environment anew, a process of its own, its command files carried out whatever its end.
import { createAnnotationLog } from './annotations.ts';
import {
	createCommandFiles,
	listFileContext,
	processCommandFiles,
	readCommandFiles,
} from './command-files.ts';
import { createCommandProcessor } from './command-processor.ts';
import type { StageOutcome } from './contexts.ts';
import { exportContexts } from './contexts.ts';
import { type JobCore, type Scope, viewContexts, viewJobEnv } from './job-core.ts';
import { endWithoutProcess, type ProcessEnd } from './node-process.ts';
import type { StageContext } from './stage-context.ts';
import { writePreamble } from './stage-preamble.ts';
import { runStageProcess } from './stage-process.ts';
import { buildResult, judgeEnd } from './stage-result.ts';
import { listStepContext, type StepCore } from './step-core.ts';
import { buildEnvironment } from './step-environment.ts';
import { buildInputs, evaluateAll, exportInputs } from './step-inputs.ts';
import type { StageResult } from './types.ts';

/** What a stage is run with. */
export interface StageOrder {
	stage: 'main' | 'post';
	/** What to do: run the script (an absolute path) in a scope, leave the stage out, or fail it because its condition or manifest is broken. */
	plan: { script: string; scope: Scope } | 'skip' | { problem: string };
	/** Whether the stage may go on when the job is cancelled. */
	condition: string;
	cancelJob: () => void;
}

// Longest time of a job, and so of a step that has no limit of its own.
const DEFAULT_TIMEOUT_MS = 360 * 60_000;

function createStageContext(job: JobCore, step: StepCore, stage: 'main' | 'post'): StageContext {
	return {
		...{
			log: job.log,
			masker: job.masker,
			debug: job.debug,
			state: step.state,
			masks: [],
			commandErrors: [],
		},
		annotations: createAnnotationLog(job.log, job.masker),
		envContext: {},
		outputs: stage === 'main' && step.options.id !== undefined ? new Map() : undefined,
		exportVariable: (name, value) => {
			job.exported[name] = value;
		},
	};
}

// Evaluates what the stage depends on and writes the preamble; gives the environment. Throws what an expression throws.
function prepare(job: JobCore, step: StepCore, stage: 'main' | 'post', scope: Scope, context: StageContext) {
	const stepEnv = evaluateAll(step.options.env ?? {}, viewContexts(job, viewJobEnv(job), scope));
	context.envContext = { ...viewJobEnv(job), ...Object.fromEntries(stepEnv) };
	const inputs = buildInputs(
		step.manifest,
		step.options.with ?? {},
		viewContexts(job, context.envContext, scope),
	);
	if (inputs.warning !== undefined) context.annotations.add('runner', 'warning', inputs.warning);
	writePreamble(stage, step.uses, inputs.values, context.envContext, job.log);
	return buildEnvironment({
		...{
			runner: job.runnerEnv,
			envContext: context.envContext,
			state: step.state,
			inputs: exportInputs(inputs.values),
		},
		...{
			contexts: exportContexts({ ...job.github, ...scope.github }, job.runner),
			runtime: job.runtimeEnv,
		},
	});
}

/** Runs one stage. Rejects only with what a callback of the test threw. */
export async function runStage(job: JobCore, step: StepCore, order: StageOrder): Promise<StageResult> {
	const { stage, plan, condition, cancelJob } = order;
	const startedAt = job.log.position();
	let printedFrom = startedAt;
	const context = createStageContext(job, step, stage);
	const processor = createCommandProcessor(context);
	const files = createCommandFiles(job.folders.temp);
	const github = { ...listStepContext(step), ...listFileContext(files) };

	async function run(script: string, surroundings: Scope): Promise<ProcessEnd> {
		const scope = { ...surroundings, github: { ...github, ...surroundings.github } };
		let env: Record<string, string>;
		try {
			env = prepare(job, step, stage, scope, context);
		} catch (error) {
			return endWithoutProcess(error instanceof Error ? error.message : String(error));
		}
		printedFrom = job.log.position();
		try {
			return await runStageProcess({
				...{ stage, step: step.options, script, cwd: job.folders.workspace, env, processor, cancelJob },
				...{ signalScale: job.signalScale },
				onRunning: (running) => {
					job.running = {
						condition,
						contexts: () => viewContexts(job, context.envContext, scope),
						process: running,
					};
				},
			});
		} finally {
			job.running = undefined;
		}
	}

	function conclude(
		end: ProcessEnd,
		judged: { outcome: StageOutcome; message?: string },
		summary: string,
	): StageResult {
		if (judged.message !== undefined) context.annotations.add('runner', 'error', judged.message);
		return buildResult({
			...{
				stage,
				outcome: judged.outcome,
				continueOnError: step.options.continueOnError ?? false,
				end,
				context,
				startedAt,
				printedFrom,
				summary,
			},
			...{ files: readCommandFiles(files), events: processor.events },
		});
	}

	if (plan === 'skip') return conclude(endWithoutProcess(), { outcome: 'skipped' }, '');
	const end = 'script' in plan ? await run(plan.script, plan.scope) : endWithoutProcess(plan.problem);
	const summary = processCommandFiles(files, context);
	return conclude(
		end,
		judgeEnd(end, context.commandErrors, `Run ${step.uses}`, step.options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
		summary,
	);
}
