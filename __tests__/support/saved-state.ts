// What main saves for the end of the job, as a test reads and writes it.

import type { Written } from './command-files.ts';
import type { StageResult } from './runner/index.ts';

/** The value of a saved field. */
export type SavedField = string | boolean | readonly string[];

/** The fields of the last `saved` record by their names in JSON; empty if there is none, or it is empty. */
export function savedFields(state: Written['state']): Readonly<Record<string, unknown>> {
	const text = state.findLast(([key]) => key === 'saved')?.[1] ?? '';
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The fields that a step of the local runner has saved. */
export function savedIn({ state }: Pick<StageResult, 'state'>): Readonly<Record<string, unknown>> {
	return savedFields(Object.entries(state));
}

/** The variables through which the runner passes saved fields to the post phase. */
export function savedVariables(
	fields: Readonly<Record<string, SavedField>>,
): Readonly<Record<string, string>> {
	return { STATE_saved: JSON.stringify(fields) };
}
