// Decides what a stage's result is: cancelled, failed or successful, by how its process ended and by what its commands did.
import type { CommandFiles } from './command-files.ts';
import type { StageOutcome } from './contexts.ts';
import type { ProcessEnd } from './runner-process.ts';
import type { StageContext } from './stage-context.ts';
import type { StageEvent } from './stage-events.ts';
import type { StageResult } from './types.ts';

/**
 * The outcome, and the error that the runner logs for it, if any (actions/runner: StepsRunner.cs, NodeScriptActionHandler.cs,
 * ScriptHandler.cs).
 */
export function judgeEnd(
	end: ProcessEnd,
	commandErrors: readonly string[],
	{ name, timeoutMs, isScript }: { name: string; timeoutMs: number; isScript: boolean },
): { outcome: StageOutcome; message?: string } {
	if (end.stopped === 'cancelled') return { outcome: 'cancelled', message: 'The operation was canceled.' };
	if (end.stopped === 'timed-out') {
		return {
			outcome: 'failure',
			message: `The action '${name}' has timed out after ${Math.ceil(timeoutMs / 60_000)} minutes.`,
		};
	}
	if (end.spawnError !== undefined) return { outcome: 'failure', message: end.spawnError };
	if (isScript && end.exitCode !== 0) {
		return { outcome: 'failure', message: `Process completed with exit code ${end.exitCode}.` };
	}
	return { outcome: end.exitCode === 0 && commandErrors.length === 0 ? 'success' : 'failure' };
}

/** All that a stage gathered. */
export interface StageRecord {
	stage: 'main' | 'post';
	outcome: StageOutcome;
	continueOnError: boolean;
	end: ProcessEnd;
	context: StageContext;
	/** Marks in the job's log. */
	startedAt: number;
	printedFrom: number;
	summary: string;
	files: CommandFiles;
	events: StageEvent[];
}

/** The result as tests read it. */
export function buildResult(record: StageRecord): StageResult {
	const { stage, outcome, end, context, files } = record;
	return {
		...{
			stage,
			outcome,
			exitCode: end.exitCode,
			signal: end.signal,
			signalsSent: end.signalsSent,
			stdout: end.stdout,
			stderr: end.stderr,
		},
		conclusion: outcome === 'failure' && record.continueOnError ? 'success' : outcome,
		outputs: Object.fromEntries(context.outputs ?? []),
		state: Object.fromEntries(context.state),
		log: context.log.textFrom(record.startedAt),
		printed: context.log.textFrom(record.printedFrom),
		annotations: context.annotations.list('action'),
		runnerAnnotations: context.annotations.list('runner'),
		...{
			summary: record.summary,
			rawSummary: files.summary,
			masks: context.masks,
			commandErrors: context.commandErrors,
		},
		...{ files, events: record.events },
	};
}
