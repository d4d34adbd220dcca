// Decides how a job goes: steps one after the other under one status, posts last-in first-out, outputs at the very end.
import { rmSync } from 'node:fs';
import { readActionManifest } from './action-manifest.ts';
import { refuseBlockedVariable } from './command-files.ts';
import { runComposite } from './composite-action.ts';
import { enterComposites } from './composites.ts';
import { completeCondition, evaluateCondition } from './expressions.ts';
import {
	createJobCore,
	type JobCore,
	mergeConclusion,
	type Scope,
	viewContexts,
	viewJobEnv,
} from './job-core.ts';
import { finalizeOutputs } from './job-outputs.ts';
import { runStage, type StageOrder } from './run-stage.ts';
import { createStep, type StepCore, type TakenNames } from './step-core.ts';
import { evaluateAll } from './step-inputs.ts';
import type {
	Evaluated,
	Job,
	JobOptions,
	JobResult,
	ScriptStepOptions,
	StageResult,
	StepOptions,
} from './types.ts';

function cancelJob(job: JobCore): void {
	job.status = 'cancelled';
	const running = job.running;
	if (running !== undefined && !evaluateCondition(running.condition, running.contexts())) {
		running.process.stop('cancelled');
	}
}

// After a shutdown conditions are not even looked at (actions/runner: StepsRunner.cs).
function mayStart(job: JobCore, condition: string, scope: Scope = {}): boolean {
	return !job.isShutDown && evaluateCondition(condition, viewContexts(job, viewJobEnv(job), scope));
}

function shutDownJob(job: JobCore): void {
	job.isShutDown = true;
	mergeConclusion(job, 'failure');
	job.running?.process.stop('cancelled');
}

// What throws here (a broken expression, a manifest that went away) fails the stage before any process starts.
function planStage(decide: () => StageOrder['plan']): StageOrder['plan'] {
	try {
		return decide();
	} catch (error) {
		return { problem: error instanceof Error ? error.message : String(error) };
	}
}

/** Inside a composite action the step is known to that action alone; the workflow knows only the action. */
function rememberStep(job: JobCore, { options, workflowId }: StepCore, result: StageResult): void {
	const { outputs, outcome, conclusion } = result;
	const isInside = options.composites !== undefined;
	if (workflowId !== undefined) {
		job.steps.set(workflowId, { outputs: isInside ? {} : outputs, outcome, conclusion });
	}
	if (options.id !== undefined)
		options.composites?.at(-1)?.steps?.set(options.id, { outputs, outcome, conclusion });
}

async function runMain(job: JobCore, step: StepCore, posts: StepCore[]): Promise<StageResult> {
	const condition = completeCondition(step.options.if);
	const plan = planStage(() => {
		const composites = step.options.composites ?? [];
		const enter = (): Scope => enterComposites(job, composites, 'main');
		const isOwnCondition = composites.at(-1)?.steps !== undefined;
		if (!mayStart(job, condition, isOwnCondition ? enter() : {})) return 'skip';
		const scope = enter();
		// A step whose env can't be evaluated never reaches the action, so that its post is not registered either.
		evaluateAll(step.options.env ?? {}, viewContexts(job, viewJobEnv(job), scope));
		return { scope };
	});
	const hasPost = step.work.kind === 'action' && step.work.manifest.postPath !== undefined;
	if (typeof plan === 'object' && 'scope' in plan && hasPost) posts.push(step);
	const result = await runStage(job, step, {
		stage: 'main',
		plan,
		condition,
		cancelJob: () => cancelJob(job),
	});
	rememberStep(job, step, result);
	mergeConclusion(job, result.conclusion);
	return result;
}

async function runPost(job: JobCore, step: StepCore): Promise<StageResult> {
	let work = step.work;
	let condition = 'always()';
	const plan = planStage(() => {
		if (work.kind === 'script') return 'skip';
		// The manifest is read again: a local action may have changed since main.
		const manifest = readActionManifest(work.actionDir);
		work = { ...work, manifest };
		condition = manifest.postIf;
		if (manifest.postPath === undefined || !mayStart(job, condition)) return 'skip';
		return { scope: enterComposites(job, step.options.composites ?? [], 'post') };
	});
	const order: StageOrder = { stage: 'post', plan, condition, cancelJob: () => cancelJob(job) };
	const result = await runStage(job, { ...step, work }, order);
	mergeConclusion(job, result.conclusion);
	return result;
}

function runOrdinaryStep(job: JobCore, name: string, log: string, fails: boolean): void {
	if (job.status !== 'success') return;
	job.log.write(`##[group]Run ${name}`);
	job.log.write('##[endgroup]');
	for (const line of log === '' ? [] : log.split('\n')) job.log.write(line);
	if (!fails) return;
	job.log.write('##[error]Process completed with exit code 1.');
	mergeConclusion(job, 'failure');
}

function requireNode24(): void {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 24) throw new Error(`The action runs on Node 24, not ${process.version}`);
}

/** Starts a job in fresh folders. Every job must be disposed of. Rejects if the tests' own Node is older than 24. */
export async function startJob(options: JobOptions = {}): Promise<Job> {
	requireNode24();
	const job = createJobCore(options);
	const names: TakenNames = new Map();
	const posts: StepCore[] = [];
	let finished = false;
	let current: Promise<unknown> | undefined;

	async function runAlone<T>(act: () => Promise<T>): Promise<T> {
		if (finished || current !== undefined) {
			throw new Error(finished ? 'The job is over' : 'Another step of the job is running');
		}
		const run = act();
		current = run;
		try {
			return await run;
		} finally {
			current = undefined;
		}
	}

	function startStep(stepOptions: StepOptions | ScriptStepOptions): Promise<StageResult> {
		return runMain(job, createStep(stepOptions, names), posts);
	}

	async function finish(outputs: Record<string, Evaluated>): Promise<JobResult> {
		const results: StageResult[] = [];
		for (const step of posts.toReversed()) results.push(await runPost(job, step));
		return {
			posts: results,
			status: job.status,
			...finalizeOutputs(job, outputs),
			log: job.log.textFrom(0),
		};
	}

	return {
		step: (stepOptions) => runAlone(async () => await startStep(stepOptions)),
		composite: (compositeOptions) => runAlone(() => runComposite(job, compositeOptions, startStep)),
		contexts: () => viewContexts(job, viewJobEnv(job)),
		async finish(outputs = {}) {
			const result = await runAlone(() => finish(outputs));
			finished = true;
			return result;
		},
		get status() {
			return job.status;
		},
		workspace: job.folders.workspace,
		log: () => job.log.textFrom(0),
		cancel: () => cancelJob(job),
		shutDown: () => shutDownJob(job),
		async dispose() {
			finished = true;
			job.running?.process.kill();
			await current?.catch(() => {});
			rmSync(job.folders.root, { recursive: true, force: true });
		},
		failStep: (name, log = '') => runOrdinaryStep(job, name, log, true),
		passStep: (name, log = '') => runOrdinaryStep(job, name, log, false),
		exportVariable(name, value) {
			refuseBlockedVariable(name);
			job.exported[name] = value;
		},
	};
}
