// The job summary: a small table without link, key or value. It is optional, so failing to write it never fails
// the step.

import { appendFileSync } from 'node:fs';
import { systemCodeOf } from '../errors.ts';
import type { SummaryRow } from '../modes/ports.ts';
import type { Environment } from './variables.ts';

/**
 * Appends a heading and a table to the file in GITHUB_STEP_SUMMARY. Returns why the file could not be written,
 * or undefined. Never throws. The toolkit's own summary writer is not used, because it caches the path of its
 * first call.
 */
export function writeSummary(
	env: Environment,
	heading: string,
	rows: readonly SummaryRow[],
): string | undefined {
	const path = env['GITHUB_STEP_SUMMARY'] ?? '';
	if (path === '') return 'GITHUB_STEP_SUMMARY is not set';
	const table = rows.map(([label, value]) => `| ${label} | ${value} |`);
	try {
		appendFileSync(path, ['', `### ${heading}`, '', '| | |', '|---|---|', ...table, ''].join('\n'));
		return undefined;
	} catch (error) {
		return systemCodeOf(error);
	}
}

/** The heading of a summary: `what` is the mode or the phase. The id of the step follows if it has one. */
export function headingOf(what: string, env: Environment): string {
	const stepId = env['GITHUB_ACTION'] ?? '';
	const isNamed = /^[A-Za-z_][\w-]*$/.test(stepId) && !stepId.startsWith('__');
	return `Onetime Secret: ${what}${isNamed ? ` (step \`${stepId}\`)` : ''}`;
}
