// Runs a whole workflow: its jobs in the order of their needs, each on a runner of its own.
import type { ContextView, JobStatus } from '../contexts.ts';
import { completeCondition, evaluateCondition, evaluateTemplate } from '../expressions.ts';
import { startJob } from '../job.ts';
import type { Job, JobOptions, StageResult } from '../types.ts';
import { needsOf, type RawJob, type RawValues, type RawWorkflow } from './workflow-file.ts';
import { type ActionFinder, planStep, readValues } from './workflow-steps.ts';

/** What a workflow is started with. */
export interface WorkflowOptions {
	/** Secrets that the run may read; all are masked in every job. */
	readonly secrets?: Readonly<Record<string, string>>;
	readonly vars?: Readonly<Record<string, string>>;
	/** Inputs of `workflow_dispatch` or `workflow_call`. */
	readonly inputs?: Readonly<Record<string, string>>;
	readonly event?: NonNullable<JobOptions['event']>;
	readonly runnerEnv?: Readonly<Record<string, string>>;
	readonly findAction: ActionFinder;
	/** Finds the workflow that a job calls, by its path. */
	readonly findWorkflow?: (path: string) => RawWorkflow;
}

/** What a job of a workflow left behind. */
export interface JobRun {
	readonly result: JobStatus | 'skipped';
	readonly outputs: Readonly<Record<string, string>>;
	readonly droppedOutputs: readonly string[];
	/** Main stages in order, those inside composite actions included; then post stages. */
	readonly stages: readonly StageResult[];
	readonly log: string;
}

/** What the jobs left behind, by name. The jobs of a called workflow are named `CALLER/JOB`. */
export type WorkflowRun = Readonly<Record<string, JobRun>>;

const SKIPPED: JobRun = { result: 'skipped', outputs: {}, droppedOutputs: [], stages: [], log: '' };

/** Runs a workflow to its end. Rejects only for what no runner would accept. */
export async function runWorkflow(workflow: RawWorkflow, options: WorkflowOptions): Promise<WorkflowRun> {
	const runs: Record<string, JobRun> = {};
	const left = new Map(Object.entries(workflow.jobs));
	while (left.size > 0) {
		const next = [...left].find(([, job]) => needsOf(job).every((name) => runs[name] !== undefined));
		if (next === undefined) throw new Error('The jobs of the workflow wait for each other');
		const [name, job] = next;
		left.delete(name);
		Object.assign(runs, await runJob(name, job, workflow, options, runs));
	}
	return runs;
}

async function runJob(
	name: string,
	job: RawJob,
	workflow: RawWorkflow,
	options: WorkflowOptions,
	runs: WorkflowRun,
): Promise<WorkflowRun> {
	const { secrets = {}, vars = {}, inputs = {}, event, runnerEnv = {} } = options;
	const needs = Object.fromEntries(needsOf(job).map((need) => [need, runs[need] ?? SKIPPED]));
	const contexts = { secrets: { ...secrets }, vars, inputs, needs };
	const running = await startJob({ contexts, runnerEnv: { ...runnerEnv }, ...(event && { event }) });
	try {
		const view = running.contexts();
		// A job's own status is not known yet: `success()` asks whether the needed jobs succeeded.
		const before = { ...view, job: { status: statusOf(Object.values(needs)) } };
		if (!evaluateCondition(completeCondition(String(job.if ?? '')), before)) return { [name]: SKIPPED };
		if (job.uses !== undefined) return await callWorkflow(name, job, options, view);
		const env = { ...evaluateAll(workflow.env, view), ...evaluateAll(job.env, view) };
		for (const [variable, value] of Object.entries(env)) running.exportVariable(variable, value);
		return { [name]: await runSteps(running, job, options.findAction) };
	} finally {
		await running.dispose();
	}
}

function statusOf(needed: readonly JobRun[]): JobStatus {
	const results = needed.map(({ result }) => result);
	if (results.includes('cancelled')) return 'cancelled';
	return results.every((result) => result === 'success') ? 'success' : 'failure';
}

function evaluateAll(values: RawValues = {}, contexts: ContextView): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, evaluateTemplate(String(value), contexts)]),
	);
}

async function runSteps(running: Job, job: RawJob, findAction: ActionFinder): Promise<JobRun> {
	const stages: StageResult[] = [];
	for (const step of job.steps ?? []) {
		const planned = planStep(step, findAction);
		if (planned.isComposite) stages.push(...(await running.composite(planned.options)).stages);
		else stages.push(await running.step(planned.options));
	}
	const { posts, status, outputs, droppedOutputs, log } = await running.finish(readValues(job.outputs));
	return { result: status, outputs, droppedOutputs, stages: [...stages, ...posts], log };
}

/** A called workflow reads the inputs and the secrets that the job passes on, and no others. */
async function callWorkflow(
	name: string,
	job: RawJob,
	options: WorkflowOptions,
	view: ContextView,
): Promise<WorkflowRun> {
	const { uses = '' } = job;
	const called = options.findWorkflow?.(uses);
	if (called === undefined) throw new Error(`There is no workflow '${uses}'`);
	const runs = await runWorkflow(called, {
		...options,
		inputs: evaluateAll(job.with, view),
		secrets: evaluateAll(job.secrets, view),
	});
	const inner = Object.entries(runs).map(([inside, run]): [string, JobRun] => [`${name}/${inside}`, run]);
	// Outputs of a called workflow are not emulated.
	return { [name]: { ...SKIPPED, result: statusOf(Object.values(runs)) }, ...Object.fromEntries(inner) };
}
