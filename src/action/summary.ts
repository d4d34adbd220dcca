// The job summary: a small table without link, key or value. Optional: failing to write it never fails the step.

import { summary } from '@actions/core';

/** A row of the table: what, and its value. Both are our own words or checked host names and times. */
export type SummaryRow = readonly [label: string, value: string];

/** Writes the table under a heading. Returns why it could not be written, or undefined. Never throws. */
export async function writeSummary(heading: string, rows: readonly SummaryRow[]): Promise<string | undefined> {
	try {
		const lines = rows.map(([label, value]) => `| ${label} | ${value} |`);
		await summary.addRaw([`### ${heading}`, '', '| | |', '|---|---|', ...lines, ''].join('\n'), true).write();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.name : typeof error;
	}
}
