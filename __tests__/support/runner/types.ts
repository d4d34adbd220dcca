// The words that the local runner and its callers share: what a job and a step are given, and what a stage hands back.
import type { Annotation } from './annotations.ts';
import type { ContextView, JobStatus, StageOutcome, StepContext } from './contexts.ts';
import type { StageEvent } from './stage-events.ts';

/** Text, or a stand-in for a `${{ }}` expression: called anew in every stage; what it throws fails the stage as a broken expression does. */
export type Evaluated = string | ((contexts: ContextView) => string);

/** What a job is started with. */
export interface JobOptions {
	/** Values of workflow secrets: masked from the start. */
	secrets?: string[];
	/** `env:` of the job: part of the `env` context, so printed before each step. */
	env?: Record<string, string>;
	/** Contexts that the server adds to those of the runner, as plain JSON values: `needs`, `vars`, `inputs`, `matrix`. `secrets` are masked. */
	contexts?: { secrets?: Record<string, string>; [name: string]: unknown };
	/** What started the workflow: the name of the event, and its payload as `github.event` and in GITHUB_EVENT_PATH. */
	event?: { name: string; payload: Record<string, unknown> };
	/** Environment of the runner's own process (a machine's proxy or CA settings, say): the lowest layer, never printed. */
	runnerEnv?: Record<string, string>;
	/** Step debug logging: debug lines are shown, commands echoed, RUNNER_DEBUG=1. */
	debug?: boolean;
	/** Multiplies the waits between signals (7.5 s, 2.5 s) and the 5 s for streams held open by a grandchild; default 1. */
	signalScale?: number;
}

/** What a test may do to a step that runs. */
export interface StepHandle {
	/** Process id of Node. */
	pid: number;
	/** Cancels the job: the same as `Job.cancel`. */
	cancel(): void;
	/** Lets the step's time run out now. */
	expire(): void;
}

/** A composite action around a step. One value stands for one use of it: the steps of that use share it. */
export interface CompositeOptions {
	/** Name of its folder, which GITHUB_ACTION_PATH names to the steps inside. */
	name: string;
	/** Id of the step that uses it. The outermost id is the GITHUB_ACTION of all steps inside; `__self` without one. */
	id?: string;
	/** What its `inputs` hold. Evaluated with the `inputs` of the composite around it, anew in every stage. */
	with?: Record<string, Evaluated>;
	/** What the composite's own steps left behind so far. With it, conditions are those of the steps inside. */
	steps?: Map<string, StepContext>;
}

/** What steps of all kinds are given. */
export interface CommonStepOptions {
	/** The step's id; without one its outputs are lost. Inside a composite it is an id of the composite's own. */
	id?: string;
	env?: Record<string, Evaluated>;
	/** The step's condition, without `${{ }}`; default `success()`. */
	if?: string;
	continueOnError?: boolean;
	/** `timeout-minutes` of the step in milliseconds; holds for main and for post. */
	timeoutMs?: number;
	/**
	 * The composite actions that the step runs inside, outermost first. `if`, `continueOnError` and `timeoutMs` are then those of the
	 * workflow's step, `with` and `env` those of the step inside. The step's own outputs are in its result; `Job.composite` runs a
	 * whole composite action, with outputs of its own.
	 */
	composites?: CompositeOptions[];
	/** Called when the process of a stage has been spawned. */
	onStart?: (handle: StepHandle, stage: 'main' | 'post') => void;
	/** Called with each raw line, before masking, the moment it arrives. */
	onLine?: (line: string, stream: 'stdout' | 'stderr', handle: StepHandle) => void;
}

/** One `uses:` step with a JavaScript action. */
export interface StepOptions extends CommonStepOptions {
	/** Folder with action.yml (or action.yaml). */
	actionDir: string;
	/** The action as the workflow names it: `owner/name@ref`, or a path for a local one. Default `ots/action@v1`. */
	uses?: string;
	with?: Record<string, Evaluated>;
}

/** One `run:` step. It is run by `bash -e`, as on a runner where no shell is named. */
export interface ScriptStepOptions extends CommonStepOptions {
	run: Evaluated;
}

/** What one stage (main or post) of a step left behind. */
export interface StageResult {
	stage: 'main' | 'post';
	/** Null after a signal, if the process could not start, and where the stage was skipped. */
	exitCode: number | null;
	signal: string | null;
	/** Signals that the runner itself sent, in order. */
	signalsSent: string[];
	/** Before `continue-on-error`. */
	outcome: StageOutcome;
	/** After `continue-on-error`. */
	conclusion: StageOutcome;
	/** Values as later steps read them; empty in post and for a step without an id. */
	outputs: Record<string, string>;
	/** All state saved for this step so far. */
	state: Record<string, string>;
	/** The stage's part of the job log, masked, with the runner's own lines (`##[group]`, `##[error]`, ...). */
	log: string;
	/** The part of `log` after the `with:` and `env:` block: what came from the process and from its end. */
	printed: string;
	stdout: Buffer;
	stderr: Buffer;
	/** From the action's commands; at most 10 per type. */
	annotations: Annotation[];
	/** From the runner itself: cancelled, timed out, a broken command, unexpected inputs. */
	runnerAnnotations: Annotation[];
	/** After masking; empty if there was none or it was too large. */
	summary: string;
	rawSummary: string;
	/** Values of add-mask commands that were carried out, in order of arrival. */
	masks: string[];
	/** One text per workflow command or command file that failed; any of them fails the step. */
	commandErrors: string[];
	/** Raw text of the command files after the process ended. */
	files: { output: string; state: string; summary: string; env: string; path: string };
	/** What arrived on stdout and stderr, in the order of handling. */
	events: StageEvent[];
}

/** A `uses:` step with a composite action. */
export interface CompositeStepOptions {
	/** Folder with action.yml. */
	actionDir: string;
	/** Name of its folder, which GITHUB_ACTION_PATH names. */
	name: string;
	id?: string;
	with?: Record<string, Evaluated>;
	/** The step's condition, without `${{ }}`; default `success()`. */
	if?: string;
	/** Makes a step of what the action lists below `steps:`. A composite action inside is not emulated. */
	readStep(raw: unknown): StepOptions | ScriptStepOptions;
}

/** What a composite action left behind. */
export interface CompositeResult {
	outcome: StageOutcome;
	outputs: Record<string, string>;
	/** Main stages of its steps, in order. */
	stages: StageResult[];
}

/** What is left when the job is over. */
export interface JobResult {
	/** Results of the post stages in the order in which they ran: last registered first. */
	posts: StageResult[];
	status: JobStatus;
	/** Job outputs that survived the mask comparison. */
	outputs: Record<string, string>;
	/** Names of the outputs that were dropped because a mask occurs in them. */
	droppedOutputs: string[];
	log: string;
}

/** A job that runs. Steps run one at a time. */
export interface Job {
	/** Runs the main stage; rejects only for a broken manifest or wrong use. */
	step(options: StepOptions | ScriptStepOptions): Promise<StageResult>;
	/** Runs the main stages of the steps of a composite action; rejects as `step` does. */
	composite(options: CompositeStepOptions): Promise<CompositeResult>;
	/** What an expression outside of any step reads now. */
	contexts(): ContextView;
	/** Runs the post stages, then evaluates the job's outputs. To be called once. */
	finish(outputs?: Record<string, Evaluated>): Promise<JobResult>;
	readonly status: JobStatus;
	/** Folder in which processes start. */
	readonly workspace: string;
	log(): string;
	/** Cancels the job: its status changes, and a running step whose condition no longer holds is stopped by signals. */
	cancel(): void;
	/** Stops the runner: a running step gets the signals whatever its condition, and no step and no post is started any more. */
	shutDown(): void;
	/** Ends a running process and removes all folders. */
	dispose(): Promise<void>;
	/** An ordinary step that prints `log` (each line masked) and fails the job; not run unless the job is well so far. */
	failStep(name: string, log?: string): void;
	/** An ordinary step that prints `log` (each line masked) and succeeds; not run unless the job is well so far. */
	passStep(name: string, log?: string): void;
	/** What an earlier step does through GITHUB_ENV: every later stage sees the variable. Throws for NODE_OPTIONS, which the runner refuses. */
	exportVariable(name: string, value: string): void;
}
