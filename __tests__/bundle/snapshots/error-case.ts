// One way in which a step fails, and a short way to write it down.

import type { ErrorCode } from '../../../src/errors.ts';
import type { StageResult, StepOptions } from '../../support/runner/index.ts';
import { ACTION_DIR, type Scenario, type startScenario } from '../../support/scenario.ts';
import type { Fault, FaultRoute } from '../../support/server/index.ts';
import { openScenario } from '../test-scenario.ts';

/** The value that every case shares. It must show nowhere. */
export const SECRET = 'db-password-Tr0ub4dor';
/** The passphrase of every link that has one. */
export const PASSPHRASE = 'correct horse & battery';
/** A token of nobody. */
export const WRONG_TOKEN = 'token-of-last-year';

/** One way to fail. */
export interface ErrorCase {
	readonly code: ErrorCode;
	/** What happens, as the end of a sentence that begins with "if". */
	readonly when: string;
	/** Runs the step that fails. */
	run(): Promise<StageResult>;
}

/** The inputs of a step, or how they follow from its scenario. */
type Inputs = NonNullable<StepOptions['with']> | ((scenario: Scenario) => Promise<Inputs> | Inputs);

/** What a step meets besides its inputs. */
interface Circumstances extends Partial<StepOptions> {
	readonly scenario?: Parameters<typeof startScenario>[0];
	/** What goes wrong with all requests to a route. */
	readonly faults?: Partial<Record<FaultRoute, Fault>>;
	/** True for a step without `id`. */
	readonly lacksId?: boolean;
}

/** A step that fails, against a server of its own. */
export function errorCase(
	code: ErrorCode,
	when: string,
	inputs: Inputs,
	circumstances: Circumstances = {},
): ErrorCase {
	return {
		code,
		when,
		async run() {
			const { scenario: options, faults = {}, lacksId = false, ...step } = circumstances;
			const secrets = [SECRET, PASSPHRASE, WRONG_TOKEN];
			const scenario = await openScenario({ ...options, job: { secrets, ...options?.job } });
			let given = inputs;
			while (typeof given === 'function') given = await given(scenario);
			for (const [route, act] of Object.entries(faults)) {
				scenario.server.fault({ route: route as FaultRoute, on: 'every', act });
			}
			if (!lacksId) return scenario.run(given, step);
			return scenario.job.step({
				actionDir: ACTION_DIR,
				with: { domain: scenario.server.origin, ...given },
			});
		},
	};
}
