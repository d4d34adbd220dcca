// Decides which inputs a stage gets: what `with:` says, the default only where a key is absent, and a warning for names nobody declared.
import type { ActionManifest } from './action-manifest.ts';
import type { ContextView } from './contexts.ts';
import { evaluateTemplate } from './expressions.ts';
import { findKey, setIgnoringCase } from './ignoring-case.ts';
import type { Evaluated } from './types.ts';

/** Inputs of one stage in the order in which the log lists them, and the warnings that go with them. */
export interface StageInputs {
	values: Map<string, string>;
	warnings: string[];
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
	const warnings: string[] = [];
	const unexpected: string[] = [];
	for (const name of values.keys()) {
		const key = findKey(declared, name);
		if (key === undefined) unexpected.push(name);
		const message = key === undefined ? undefined : declared.get(key)?.deprecationMessage;
		if (message) warnings.push(`Input '${name}' has been deprecated with message: ${message}`);
	}
	for (const input of manifest.inputs) {
		if (findKey(values, input.name) === undefined) {
			values.set(input.name, evaluateTemplate(input.default ?? '', contexts));
		}
	}
	if (unexpected.length > 0) {
		warnings.push(
			`Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${[...declared.keys()].join("', '")}']`,
		);
	}
	return { values, warnings };
}

/** INPUT_* variables: spaces become underscores, upper case, everything else stays (actions/runner: Handler.cs). */
export function exportInputs(values: ReadonlyMap<string, string>): Record<string, string> {
	return Object.fromEntries(
		[...values].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
	);
}
