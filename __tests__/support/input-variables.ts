// Inputs as the runner passes them to an action.

import { variableOf } from '../../src/runner/inputs/input-table.ts';

/** The environment variables of inputs, by their names. Nothing is there for an input that is not given. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value]));
}
