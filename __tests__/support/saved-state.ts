// What main saves for the end of the job, as a test reads and writes it.

import type { Written } from './command-files.ts';
import type { StageResult } from './runner/index.ts';

/** The value of a saved field. */
export type SavedValue = string | boolean | readonly string[];

/** The fields of the last `saved` record, by their names in JSON. Empty if there is no such record or it was cleared. */
export function fieldsFromRecords(state: Written['state']): Readonly<Record<string, unknown>> {
	const text = state.findLast(([key]) => key === 'saved')?.[1] ?? '';
	return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** The fields that a step of the local runner has saved. */
export function fieldsSavedBy({ state }: Pick<StageResult, 'state'>): Readonly<Record<string, unknown>> {
	return fieldsFromRecords(Object.entries(state));
}

/** The variables through which the runner passes saved fields to the post phase. */
export function savedVariables(
	fields: Readonly<Record<string, SavedValue>>,
): Readonly<Record<string, string>> {
	return { STATE_saved: JSON.stringify(fields) };
}
