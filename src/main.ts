// The main phase: read the inputs, mask, check the environment, run the mode, report. Puts the parts together and decides nothing itself.

import { openConnection, type PhaseParts } from './connection.ts';
import { ActionError } from './errors.ts';
import { realClock } from './http/clock.ts';
import { runMode } from './modes/index.ts';
import type { StepEffects } from './modes/ports.ts';
import { basicCredentials } from './onetimesecret/client.ts';
import {
	checkEnvironment,
	hasNoId,
	isWritableFile,
	networkFingerprint,
	proxyPasswords,
} from './runner/environment.ts';
import type { Environment } from './runner/inputs/input-table.ts';
import { type Inputs, readInputs } from './runner/inputs/inputs.ts';
import type { Reporter } from './runner/reporter.ts';
import { clearState, writeState } from './runner/state.ts';
import { writeSummary } from './runner/summary.ts';
import { claimValueFile } from './runner/value-file.ts';

/** Runs the step. Returns only if it has done what it was asked for; throws an {@link ActionError} otherwise. */
export async function main(parts: PhaseParts): Promise<void> {
	const { env, reporter, cancel } = parts;
	if (isWritableFile(env['GITHUB_STATE'] ?? '')) clearState();
	const { endpoint, credentials, timeoutMs, summary, request } = prepare(env, reporter);
	const { mode } = request;
	const burnOn = 'burnOn' in request ? request.burnOn : '';
	writeState({ origin: endpoint.origin, apiVersion: 'v1', burnOn, network: networkFingerprint(env) });
	const connection = openConnection({ endpoint, credentials, timeoutMs, cancel, reporter, mode });
	try {
		const clock = { ...realClock, sleep: (ms: number) => realClock.sleep(ms, cancel) };
		const facts = await runMode(request, {
			connect: connection.connect,
			effects: effectsOf(parts, mode),
			clock,
		});
		if (!summary) return;
		const problem = writeSummary(env, 'Onetime Secret', [['Mode', mode], ['Host', endpoint.host], ...facts]);
		if (problem !== undefined) reporter.detail(`No job summary was written: ${problem}`);
	} finally {
		connection.close();
	}
}

/** Everything that must be right before the first request. Sensitive values are masked before anything is said about them. */
function prepare(env: Environment, reporter: Reporter): Inputs {
	const { inputs, faults, concerns, sensitive, outputsAreThePoint } = readInputs(env);
	for (const [name, value] of sensitive) reporter.hide(name, value);
	if (inputs?.credentials !== undefined) reporter.hide('credentials', basicCredentials(inputs.credentials));
	for (const password of proxyPasswords(env)) reporter.hide('proxy password', password);
	const surroundings = checkEnvironment(env, { outputsAreThePoint });
	if (inputs === undefined) throw new ActionError('invalid-input', listFaults([...faults, ...surroundings]));
	if (surroundings.length > 0) throw new ActionError('invalid-environment', listFaults(surroundings));
	for (const concern of concerns) reporter.warn(concern);
	return inputs;
}

function listFaults(faults: readonly string[]): string {
	return faults.length === 1 ? faults.join('') : faults.map((fault, at) => `(${at + 1}) ${fault}`).join(' ');
}

function effectsOf({ env, reporter, cancel }: PhaseParts, mode: string): StepEffects {
	// Set by the runner to the step's id; by hand it is absent.
	const stepId = env['GITHUB_ACTION'] || 'ID';
	const isNameless = hasNoId(env);
	return {
		...reporter,
		rememberReceipt: (receipt, expiresAt) => writeState({ receipt, expiresAt: expiresAt ?? '' }),
		rememberHandedOn: () => writeState({ handedOn: 'true' }),
		forgetReceipt: () => writeState({ receipt: '' }),
		claimFile: (path) => claimValueFile(path, mode),
		expressionOf: (output) => (isNameless ? undefined : `\${{ steps.${stepId}.outputs.${output} }}`),
		isCancelled: () => cancel.aborted,
		stopIfCancelled(alive) {
			if (cancel.aborted) {
				throw new ActionError('cancelled', `${mode}: the step was told to stop.`, { alive });
			}
		},
	};
}
