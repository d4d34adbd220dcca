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
import { type JobCore, type Scope, viewContexts } from './job-core.ts';
import { type PreparedStage, prepareStage } from './prepare-stage.ts';
import { endWithoutProcess, type ProcessEnd } from './runner-process.ts';
import type { StageContext } from './stage-context.ts';
import { runStageProcess } from './stage-process.ts';
import { buildResult, judgeEnd } from './stage-result.ts';
import { listStepContext, type StepCore } from './step-core.ts';
import type { StageResult } from './types.ts';

/** What a stage is run with. */
export interface StageOrder {
	stage: 'main' | 'post';
	/** What to do: run in a scope, leave the stage out, or fail it because its condition or manifest is broken. */
	plan: { scope: Scope } | 'skip' | { problem: string };
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

/** Runs one stage. Rejects only with what a callback of the test threw. */
export async function runStage(job: JobCore, step: StepCore, order: StageOrder): Promise<StageResult> {
	const { stage, plan, condition, cancelJob } = order;
	const startedAt = job.log.position();
	let printedFrom = startedAt;
	const context = createStageContext(job, step, stage);
	const processor = createCommandProcessor(context);
	const files = createCommandFiles(job.folders.temp);
	const github = { ...listStepContext(step), ...listFileContext(files) };

	async function run(surroundings: Scope): Promise<ProcessEnd> {
		const scope = { ...surroundings, github: { ...github, ...surroundings.github } };
		let prepared: PreparedStage;
		try {
			prepared = prepareStage(job, { stage, step, scope, context });
		} catch (error) {
			return endWithoutProcess(error instanceof Error ? error.message : String(error));
		}
		printedFrom = job.log.position();
		try {
			return await runStageProcess({
				...{ stage, step: step.options, cwd: job.folders.workspace, processor, cancelJob },
				...prepared,
				signalScale: job.signalScale,
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
	const end = 'scope' in plan ? await run(plan.scope) : endWithoutProcess(plan.problem);
	const summary = processCommandFiles(files, context);
	return conclude(
		end,
		judgeEnd(end, context.commandErrors, {
			name: `Run ${step.uses}`,
			timeoutMs: step.options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
			isScript: step.work.kind === 'script',
		}),
		summary,
	);
}
