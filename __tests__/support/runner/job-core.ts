// What the stages of a job share, and how a job's status changes.
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { JobStatus, StageOutcome } from './contexts.ts';
import { type ContextView, createGithubContext, createRunnerContext, type StepContext } from './contexts.ts';
import { createJobFolders, type JobFolders } from './job-folders.ts';
import { createJobLog, type JobLog } from './job-log.ts';
import { createMasker, type Masker } from './masker.ts';
import type { RunnerProcess } from './runner-process.ts';
import { createRunnerEnvironment } from './step-environment.ts';
import type { JobOptions } from './types.ts';

/** A process that runs for a step, and the condition under which it may go on after a cancel. */
export interface RunningStage {
	condition: string;
	contexts: () => ContextView;
	process: RunnerProcess;
}

/** The inside of a job. */
export interface JobCore {
	debug: boolean;
	signalScale: number;
	folders: JobFolders;
	masker: Masker;
	log: JobLog;
	github: Record<string, string>;
	/** Payload of the event. */
	event: Record<string, unknown>;
	runner: Record<string, string>;
	runnerEnv: Record<string, string>;
	runtimeEnv: Record<string, string>;
	jobEnv: Record<string, string>;
	/** What the server adds to the runner's own contexts. */
	serverContexts: Record<string, unknown>;
	/** What GITHUB_ENV brought. */
	exported: Record<string, string>;
	steps: Map<string, StepContext>;
	status: JobStatus;
	/** True once the runner itself was told to stop: nothing is started any more. */
	isShutDown: boolean;
	running: RunningStage | undefined;
}

/** What a stage adds to the contexts of its job. */
export interface Scope {
	/** The part of the github context that belongs to the step. */
	github?: Record<string, string>;
	/** Inputs of the composite action around the step. Inside it the outputs of the job's steps cannot be read. */
	inputs?: Record<string, string>;
	/** The steps of that composite action that have run. */
	steps?: Record<string, StepContext>;
}

// A workflow may name these even where the server sent nothing for them.
const EMPTY_CONTEXTS = { inputs: {}, matrix: {}, needs: {}, secrets: {}, strategy: {}, vars: {} };

/** Folders, contexts, tokens and masks of a new job. The job's tokens are masked as the server's are. */
export function createJobCore(options: JobOptions): JobCore {
	const folders = createJobFolders();
	const masker = createMasker();
	const debug = options.debug ?? false;
	const [token, runtimeToken] = [randomUUID(), randomUUID()];
	const secrets = [...(options.secrets ?? []), ...Object.values(options.contexts?.secrets ?? {})];
	for (const secret of [token, runtimeToken, ...secrets]) masker.addWorkflowSecret(secret);
	const runtimeUrl = 'https://runtime.invalid/';
	const { name: eventName = 'push', payload = {} } = options.event ?? {};
	writeFileSync(folders.eventPath, `${JSON.stringify(payload)}\n`);
	return {
		debug,
		signalScale: options.signalScale ?? 1,
		folders,
		masker,
		log: createJobLog(masker, debug),
		github: { ...createGithubContext(folders.workspace, folders.eventPath, token), event_name: eventName },
		event: payload,
		runner: createRunnerContext(folders.temp, folders.toolCache, folders.runnerWorkspace, debug),
		runnerEnv: createRunnerEnvironment(folders.home, options.runnerEnv ?? {}),
		runtimeEnv: {
			...{
				ACTIONS_RUNTIME_TOKEN: runtimeToken,
				ACTIONS_RUNTIME_URL: runtimeUrl,
				ACTIONS_RESULTS_URL: runtimeUrl,
			},
			...{ ACTIONS_CACHE_URL: runtimeUrl, ACTIONS_ORCHESTRATION_ID: `${randomUUID()}.deploy.__default` },
		},
		jobEnv: { ...options.env },
		serverContexts: { ...EMPTY_CONTEXTS, ...options.contexts },
		exported: {},
		steps: new Map(),
		status: 'success',
		isShutDown: false,
		running: undefined,
	};
}

/** The contexts as they are now, with the env context of the given step. */
export function viewContexts(
	job: JobCore,
	env: Record<string, string>,
	{ github = {}, inputs, steps = {} }: Scope = {},
): ContextView {
	const { matrix, strategy } = job.serverContexts;
	return {
		// A composite action reads what it was given as inputs, and neither secrets nor variables (actions/runner: action_yaml.json).
		...(inputs === undefined
			? { ...job.serverContexts, steps: Object.fromEntries(job.steps) }
			: { matrix, strategy, inputs, steps }),
		job: { status: job.status },
		github: { ...job.github, event: job.event, ...github },
		runner: job.runner,
		env,
	};
}

/** The env context without a step's own part. */
export function viewJobEnv(job: JobCore): Record<string, string> {
	return { ...job.jobEnv, ...job.exported };
}

/** Lets a stage's conclusion count for the job: a cancelled job stays cancelled (actions/runner: TaskResultUtil.cs). */
export function mergeConclusion(job: JobCore, conclusion: StageOutcome): void {
	if (conclusion === 'failure' && job.status === 'success') job.status = 'failure';
}
