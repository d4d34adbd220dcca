// The job summary: a small table without link, key or value. Optional: failing to write it never fails the step.

import { appendFileSync } from 'node:fs';
import { codeOf } from '../errors.ts';
import type { Environment } from './inputs/input-table.ts';

/** A row of the table: what, and its value. Both are our own words or checked host names and times. */
export type SummaryRow = readonly [label: string, value: string];

/**
 * Appends the table under a heading to the file that GITHUB_STEP_SUMMARY names. Returns why it could not be written, or undefined. Never
 * throws. The toolkit's own writer is not used, because it remembers the file of its first call.
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
		return codeOf(error);
	}
}
