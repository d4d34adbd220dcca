// Decides how the command files of a stage are made, and what they do once its process has ended, however it ended.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setIgnoringCase } from './ignoring-case.ts';
import { applyRecords } from './key-value-file.ts';
import { splitLines } from './line-splitter.ts';
import { reportCommandError, type StageContext } from './stage-context.ts';

/** Paths of the command files of one stage. */
export interface CommandFiles {
	output: string;
	state: string;
	summary: string;
	env: string;
	path: string;
}

// Largest step summary in bytes, before masking (actions/runner: FileCommandManager.cs).
const SUMMARY_LIMIT_BYTES = 1024 * 1024;

/** Makes empty files with a fresh suffix; older ones stay (actions/runner: FileCommandManager.cs). */
export function createCommandFiles(runnerTemp: string): CommandFiles {
	const folder = join(runnerTemp, '_runner_file_commands');
	mkdirSync(folder, { recursive: true });
	const suffix = randomUUID();
	const make = (prefix: string): string => {
		const path = join(folder, `${prefix}_${suffix}`);
		writeFileSync(path, '');
		return path;
	};
	const files = { output: make('set_output'), state: make('save_state'), summary: make('step_summary') };
	return { ...files, env: make('set_env'), path: make('add_path') };
}

/** The github context's keys for the files (they become GITHUB_OUTPUT and so on). */
export function listFileContext(files: CommandFiles): Record<string, string> {
	return {
		output: files.output,
		state: files.state,
		step_summary: files.summary,
		env: files.env,
		path: files.path,
	};
}

function readIfThere(path: string): Buffer {
	try {
		return readFileSync(path);
	} catch {
		return Buffer.alloc(0);
	}
}

/** The raw text of each file; empty for one that is gone. */
export function readCommandFiles(files: CommandFiles): CommandFiles {
	const read = (path: string): string => readIfThere(path).toString();
	return {
		output: read(files.output),
		state: read(files.state),
		summary: read(files.summary),
		env: read(files.env),
		path: read(files.path),
	};
}

function takeSummary(raw: Buffer, context: StageContext): string {
	if (raw.length <= SUMMARY_LIMIT_BYTES) {
		return splitLines(raw.toString())
			.map((line) => `${context.masker.mask(line)}\n`)
			.join('');
	}
	const sizes = `supports content up to a size of ${SUMMARY_LIMIT_BYTES / 1024}k, got ${Math.floor(raw.length / 1024)}k`;
	context.annotations.add('runner', 'error', `$GITHUB_STEP_SUMMARY upload aborted, ${sizes}.`);
	return '';
}

// The one variable that GITHUB_ENV cannot set (actions/runner: FileCommandManager.cs).
function isBlocked(name: string): boolean {
	return name.toUpperCase() === 'NODE_OPTIONS';
}

function describeBlocked(name: string): string {
	return `Can't store ${name} output parameter using '$GITHUB_ENV' command.`;
}

/** Throws for the variable that the runner does not let through. */
export function refuseBlockedVariable(name: string): void {
	if (isBlocked(name)) throw new Error(describeBlocked(name));
}

/** Carries the files out in the runner's order (env, summary, state, output) and returns the masked summary. GITHUB_PATH is not emulated. One bad file does not stop the others. */
export function processCommandFiles(files: CommandFiles, context: StageContext): string {
	const texts = readCommandFiles(files);
	const guard = (name: string, act: () => void): void => {
		try {
			act();
		} catch (error) {
			reportCommandError(context, `Unable to process file command '${name}' successfully.`, error);
		}
	};
	guard('env', () => {
		applyRecords(texts.env, (name, value) => {
			// The line is skipped, the others count, and the step does not fail for it.
			if (isBlocked(name)) {
				context.annotations.add('runner', 'error', describeBlocked(name));
				return;
			}
			context.exportVariable(name, value);
			context.log.debug(`${name}='${value}'`);
		});
	});
	const summary = takeSummary(readIfThere(files.summary), context);
	guard('state', () => {
		applyRecords(texts.state, (name, value) => {
			setIgnoringCase(context.state, name, value);
			context.log.debug(`Save intra-action state ${name} = ${value}`);
		});
	});
	guard('output', () => {
		applyRecords(texts.output, (name, value) => {
			if (name === '') throw new Error('Value cannot be null or empty. (name)');
			if (context.outputs !== undefined) setIgnoringCase(context.outputs, name, value);
			context.log.debug(`Set output ${name} = ${value}`);
		});
	});
	return summary;
}
