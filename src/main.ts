// The main phase: read the inputs, mask, check the environment, run the mode, report. Puts the parts together and decides nothing itself.

import { checkEnvironment, proxyPasswords } from './action/environment.ts';
import type { Environment } from './action/input-table.ts';
import { type Inputs, readInputs } from './action/inputs.ts';
import type { Reporter } from './action/reporter.ts';
import { beginState, writeState } from './action/state.ts';
import { writeSummary } from './action/summary.ts';
import { ActionError } from './errors.ts';
import { realClock } from './http/clock.ts';
import { createSender } from './http/retrying.ts';
import { openTransport } from './http/transport.ts';
import type { StepEffects } from './modes/ports.ts';
import { share } from './modes/share.ts';
import { basicCredentials, createClient } from './onetimesecret/client.ts';
import { VERSION } from './version.ts';

/** What the main phase is given. */
export interface MainParts {
	readonly env: Environment;
	readonly reporter: Reporter;
	/** Fires when the step is told to stop. */
	readonly cancel: AbortSignal;
}

/** Runs the step. Returns only if it has done what it was asked for; throws an {@link ActionError} otherwise. */
export async function main({ env, reporter, cancel }: MainParts): Promise<void> {
	const inputs = prepare(env, reporter);
	beginState(inputs.endpoint.origin, 'v1');
	const transport = openTransport(inputs.endpoint.origin);
	try {
		const send = createSender({
			transport,
			clock: realClock,
			timeoutMs: inputs.timeoutMs,
			cancel,
			onAttempt: ({ attempt, result, elapsedMs, waitMs }) => {
				const next = waitMs === undefined ? '' : `, again in ${Math.round(waitMs)} ms`;
				reporter.detail(`Attempt ${attempt}: ${result} after ${Math.round(elapsedMs)} ms${next}`);
			},
		});
		const { endpoint, credentials, mode } = inputs;
		const service = createClient({ endpoint, credentials, send, mode, userAgent: `ots-action/${VERSION}` });
		const report = await share(inputs, service, effectsOf({ env, reporter, cancel }, mode));
		if (inputs.summary) {
			const problem = writeSummary(env, 'Onetime Secret', [
				['Mode', mode],
				['Host', endpoint.host],
				['Expires', report.expiresAt ?? 'not known'],
				['Passphrase', report.hasPassphrase ? 'yes' : 'no'],
			]);
			if (problem !== undefined) reporter.detail(`No job summary was written: ${problem}`);
		}
	} finally {
		transport.close();
	}
}

/** Everything that must be right before the first request. Sensitive values are masked before anything is said about them. */
function prepare(env: Environment, reporter: Reporter): Inputs {
	const { inputs, faults, concerns, sensitive } = readInputs(env);
	for (const [name, value] of sensitive) reporter.hide(name, value);
	if (inputs?.credentials !== undefined) reporter.hide('credentials', basicCredentials(inputs.credentials));
	for (const password of proxyPasswords(env)) reporter.hide('proxy password', password);
	const surroundings = checkEnvironment(env, { outputsAreThePoint: true });
	if (inputs === undefined) throw new ActionError('invalid-input', listFaults([...faults, ...surroundings]));
	if (surroundings.length > 0) throw new ActionError('invalid-environment', listFaults(surroundings));
	for (const concern of concerns) reporter.warn(concern);
	return inputs;
}

function listFaults(faults: readonly string[]): string {
	return faults.length === 1 ? faults.join('') : faults.map((fault, at) => `(${at + 1}) ${fault}`).join(' ');
}

function effectsOf({ env, reporter, cancel }: MainParts, mode: string): StepEffects {
	// Set by the runner to the step's id; by hand it is absent.
	const stepId = env['GITHUB_ACTION'] || 'ID';
	return {
		...reporter,
		rememberReceipt: (receipt, expiresAt) => writeState({ receipt, expiresAt: expiresAt ?? '' }),
		rememberHandedOn: () => writeState({ handedOn: 'true' }),
		expressionOf: (output) => `\${{ steps.${stepId}.outputs.${output} }}`,
		stopIfCancelled(alive) {
			if (cancel.aborted) throw new ActionError('cancelled', `${mode}: the step was told to stop.`, { alive });
		},
	};
}
