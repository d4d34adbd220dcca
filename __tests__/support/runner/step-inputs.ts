// Decides which inputs a stage gets: what `with:` says, the default only where a key is absent, and a warning for names nobody declared.
import type { ActionManifest } from './action-manifest.ts';
import type { ContextView } from './contexts.ts';
import { evaluateTemplate } from './expressions.ts';
import { findKey, setIgnoringCase } from './ignoring-case.ts';
import type { Evaluated } from './types.ts';

/** Inputs of one stage in the order in which the log lists them. */
export interface StageInputs {
	values: Map<string, string>;
	/** About names that nobody declared; undefined if there are none. */
	warning: string | undefined;
}

/** The value of each entry, its name as given; what an entry throws is thrown. */
export function evaluateAll(values: Record<string, Evaluated>, contexts: ContextView): Map<string, string> {
	return new Map(
		Object.entries(values).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : value(contexts),
		]),
	);
}

/** Evaluates `with:` and the defaults from the contexts as they are now (actions/runner: ActionRunner.cs). Names match without case. */
export function buildInputs(
	manifest: ActionManifest,
	given: Record<string, Evaluated>,
	contexts: ContextView,
): StageInputs {
	const values = new Map<string, string>();
	for (const [name, value] of evaluateAll(given, contexts)) setIgnoringCase(values, name, value);
	const declared = new Map(manifest.inputs.map((input) => [input.name, input]));
	const unexpected = [...values.keys()].filter((name) => findKey(declared, name) === undefined);
	for (const input of manifest.inputs) {
		if (findKey(values, input.name) === undefined) {
			values.set(input.name, evaluateTemplate(input.default ?? '', contexts));
		}
	}
	const lists = [unexpected, [...declared.keys()]].map((names) => `'${names.join("', '")}'`);
	const warning = `Unexpected input(s) ${lists[0]}, valid inputs are [${lists[1]}]`;
	return { values, warning: unexpected.length > 0 ? warning : undefined };
}

/** INPUT_* variables: spaces become underscores, upper case, everything else stays (actions/runner: Handler.cs). */
export function exportInputs(values: ReadonlyMap<string, string>): Record<string, string> {
	return Object.fromEntries(
		[...values].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
	);
}
