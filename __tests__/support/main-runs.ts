// The main phase inside the test's own process, against the embedded server.

import { main } from '../../src/main.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record, type Written } from './command-files.ts';
import { inputVariables } from './input-variables.ts';
import type { EmbeddedServer } from './server/index.ts';

/**
 * Runs the main phase with the server as `domain`, and returns what it wrote and threw. `env` adds or replaces
 * variables. Aborting `cancel` cancels the step.
 */
export function runMain(
	server: EmbeddedServer,
	inputs: Readonly<Record<string, string>>,
	env: Readonly<Record<string, string>> = {},
	cancel = new AbortController().signal,
): Promise<Written> {
	return record({ ...inputVariables({ domain: server.origin, ...inputs }), ...env }, (given) =>
		main({ env: given, reporter: createReporter({ warnsAboutMasks: true }), cancel }),
	);
}
