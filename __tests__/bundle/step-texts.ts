// What a person reads of a finished step.

import type { StageResult } from '../support/runner/index.ts';

/** Codes of the errors of a step, each from the address in its last line. A step that failed on purpose has exactly one. */
export function codesOf(step: StageResult): string[] {
	return messagesOf(step, 'error').map(
		(message) => /#([a-z-]+)$/.exec(message)?.[1] ?? `no code in: ${message}`,
	);
}

/** The one error of a step as a person reads it, or all of them if it has more. */
export function errorOf(step: StageResult): string {
	return messagesOf(step, 'error').join('\n');
}

/** The warnings of a step as a person reads them. */
export function warningsOf(step: StageResult): string[] {
	return messagesOf(step, 'warning');
}

/** The plain lines of a step: its log without annotations and debug lines. */
export function linesOf(step: StageResult): string[] {
	const printed = messagesOf(step, 'error').reduce((log, message) => log.replace(message, ''), step.printed);
	return printed.split('\n').filter((line) => line !== '' && !line.startsWith('##['));
}

/** The rows of the job summary that a step wrote, as label and value. */
export function summaryRowsOf({ summary }: StageResult): string[][] {
	const rows = summary.split('\n').filter((line) => /^\| [^|]+ \| .* \|$/.test(line));
	return rows.map((row) => row.slice(2, -2).split(' | '));
}

function messagesOf(step: StageResult, type: 'error' | 'warning'): string[] {
	return step.annotations.filter((annotation) => annotation.type === type).map(({ message }) => message);
}
