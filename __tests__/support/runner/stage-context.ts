// What the parts that carry out a stage's commands and command files work on: the job's log and masks, and what the stage gathers.
import type { AnnotationLog } from './annotations.ts';
import type { JobLog } from './job-log.ts';
import type { Masker } from './masker.ts';

/** The surroundings of one stage while its output is handled. */
export interface StageContext {
	log: JobLog;
	masker: Masker;
	annotations: AnnotationLog;
	debug: boolean;
	/** The env context: job, GITHUB_ENV and step. */
	envContext: Record<string, string>;
	/** Kept for post; shared by the stages of a step. */
	state: Map<string, string>;
	/** Undefined where outputs are dropped: in post and without a step id. */
	outputs: Map<string, string> | undefined;
	/** Variables for the rest of the job. */
	exportVariable(name: string, value: string): void;
	/** add-mask values in order of arrival. */
	masks: string[];
	/** Failures that fail the step whatever its exit code. */
	commandErrors: string[];
}

/** Logs a failure of a command or command file and lets it fail the step. */
export function reportCommandError(context: StageContext, summary: string, error: unknown): void {
	const message = error instanceof Error ? error.message : String(error);
	context.annotations.add('runner', 'error', summary);
	context.annotations.add('runner', 'error', message);
	context.commandErrors.push(`${summary} ${message}`);
}
