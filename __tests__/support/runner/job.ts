// Decides how a job goes: steps one after the other under one status, posts last-in first-out, outputs at the very end.
import { rmSync } from 'node:fs';
import { readActionManifest } from './action-manifest.ts';
import { refuseBlockedVariable } from './command-files.ts';
import { enterComposites } from './composites.ts';
import { completeCondition, evaluateCondition } from './expressions.ts';
import { createJobCore, type JobCore, mergeConclusion, viewContexts, viewJobEnv } from './job-core.ts';
import { finalizeOutputs } from './job-outputs.ts';
import { runStage, type StageOrder } from './run-stage.ts';
import { createStep, type StepCore } from './step-core.ts';
import { evaluateAll } from './step-inputs.ts';
import type { Evaluated, Job, JobOptions, JobResult, StageResult, StepOptions } from './types.ts';

function cancelJob(job: JobCore): void {
	job.status = 'cancelled';
	const running = job.running;
	if (running !== undefined && !evaluateCondition(running.condition, running.contexts())) {
		running.process.stop('cancelled');
	}
}

// After a shutdown conditions are not even looked at (actions/runner: StepsRunner.cs).
function mayStart(job: JobCore, condition: string): boolean {
	return !job.isShutDown && evaluateCondition(condition, viewContexts(job, viewJobEnv(job)));
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

async function runMain(job: JobCore, step: StepCore, posts: StepCore[]): Promise<StageResult> {
	const condition = completeCondition(step.options.if);
	const plan = planStage(() => {
		if (!mayStart(job, condition)) return 'skip';
		const scope = enterComposites(job, step.options.composites ?? [], 'main');
		// A step whose env can't be evaluated never reaches the action, so that its post is not registered either.
		evaluateAll(step.options.env ?? {}, viewContexts(job, viewJobEnv(job), scope));
		return { script: step.manifest.mainPath, scope };
	});
	if (typeof plan === 'object' && 'script' in plan && step.manifest.postPath !== undefined) posts.push(step);
	const result = await runStage(job, step, {
		stage: 'main',
		plan,
		condition,
		cancelJob: () => cancelJob(job),
	});
	const { outputs, outcome, conclusion } = result;
	if (step.workflowId !== undefined) {
		const isInside = step.options.composites !== undefined;
		job.steps.set(step.workflowId, { outputs: isInside ? {} : outputs, outcome, conclusion });
	}
	mergeConclusion(job, result.conclusion);
	return result;
}

async function runPost(job: JobCore, step: StepCore): Promise<StageResult> {
	let { manifest } = step;
	const plan = planStage(() => {
		// The manifest is read again: a local action may have changed since main.
		manifest = readActionManifest(step.options.actionDir);
		if (manifest.postPath === undefined || !mayStart(job, manifest.postIf)) return 'skip';
		return { script: manifest.postPath, scope: enterComposites(job, step.options.composites ?? [], 'post') };
	});
	const order: StageOrder = {
		stage: 'post',
		plan,
		condition: manifest.postIf,
		cancelJob: () => cancelJob(job),
	};
	const result = await runStage(job, { ...step, manifest }, order);
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
	const names = new Set<string>();
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
		step: (stepOptions: StepOptions) =>
			runAlone(async () => {
				const step = createStep(stepOptions, names);
				names.add(step.contextName);
				return await runMain(job, step, posts);
			}),
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
