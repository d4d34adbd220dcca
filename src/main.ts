// The main phase: read the inputs, mask, check the environment, run the mode, report. Puts the parts together and
// decides nothing itself.

import { openConnection, type PhaseDeps } from './connection.ts';
import { ActionError } from './errors.ts';
import { realClock } from './http/clock.ts';
import type { BurnOn } from './modes/delivery-options.ts';
import { type ModeRequest, runMode } from './modes/index.ts';
import { basicCredentials } from './onetimesecret/requester.ts';
import { checkEnvironment, isWritableFile } from './runner/environment.ts';
import { type Inputs, readInputs } from './runner/inputs/read-inputs.ts';
import {
	describeNetwork,
	explainTls,
	networkFingerprint,
	proxyPasswords,
} from './runner/network-settings.ts';
import type { Reporter } from './runner/reporter.ts';
import { clearState, writeState } from './runner/state.ts';
import { createStepEffects, type StepEffectsOnRunner } from './runner/step-effects.ts';
import { headingOf, writeSummary } from './runner/summary.ts';
import type { Environment, Fault } from './runner/variables.ts';

/** Runs the step. Returns only if it has done what it was asked for; throws an {@link ActionError} otherwise. */
export async function main(deps: PhaseDeps): Promise<void> {
	const { env } = deps;
	const hasState = isWritableFile(env['GITHUB_STATE'] ?? '');
	const effects = createStepEffects({ ...deps, wallMs: realClock.wallMs });
	let burnOn: BurnOn = 'never';
	try {
		if (hasState) attemptState(clearState);
		const inputs = prepare(env, deps.reporter);
		burnOn = burnOnOf(inputs.request);
		const { origin } = inputs.endpoint;
		const { wantsSummary } = inputs;
		const actionPath = env['GITHUB_ACTION_PATH'] ?? '';
		attemptState(() =>
			writeState({ origin, burnOn, network: networkFingerprint(env), actionPath, wantsSummary }),
		);
		await run(inputs, effects, deps);
	} catch (error) {
		throw error instanceof ActionError ? explainTls(error, env) : error;
	} finally {
		if (hasState && !effects.leavesWork(burnOn)) markIdle(deps.reporter);
	}
}

async function run(inputs: Inputs, effects: StepEffectsOnRunner, deps: PhaseDeps): Promise<void> {
	const { env, reporter, cancel } = deps;
	const { endpoint, request, credentials, wantsSummary } = inputs;
	for (const line of describeNetwork(env, endpoint.origin)) reporter.info(line);
	const connection = openConnection({ ...inputs, cancel, reporter, announcesApi: true });
	try {
		const { connect, connectForCleanup } = connection;
		const rows = await runMode(request, { connect, connectForCleanup, effects, clock: realClock, cancel });
		if (!wantsSummary) return;
		const account = credentials === undefined ? 'guest' : 'account';
		const table = [['Host', endpoint.host], ['Login', account], ...rows] as const;
		const problem = writeSummary(env, headingOf(request.mode, env), table);
		if (problem !== undefined) reporter.debug(`No job summary was written: ${problem}`);
	} finally {
		connection.close();
	}
}

/** Everything that must be right before the first request. Sensitive values are masked before anything is said about them. */
function prepare(env: Environment, reporter: Reporter): Inputs {
	const { inputs, mode, origin, faults, warnings, sensitive, needsStepId } = readInputs(env);
	if (mode !== undefined) reporter.setMode(mode);
	for (const [name, value] of sensitive) reporter.mask(name, value);
	if (inputs?.credentials !== undefined) reporter.mask('credentials', basicCredentials(inputs.credentials));
	for (const password of proxyPasswords(env)) reporter.mask('proxy password', password);
	const environmentFaults = checkEnvironment(env, { needsStepId, origin });
	if (inputs === undefined) throw listFaults('invalid-input', [...faults, ...environmentFaults]);
	if (environmentFaults.length > 0) throw listFaults('invalid-environment', environmentFaults);
	for (const warning of warnings) reporter.warn(warning);
	return inputs;
}

/** One fault stands alone; several are listed under a line that says how many there are. */
function listFaults(code: 'invalid-input' | 'invalid-environment', faults: readonly Fault[]): ActionError {
	const [only = '', ...others] = faults;
	const list = faults.map((fault, at) => `(${at + 1}) ${fault}`);
	const message =
		others.length === 0 ? only : [`${faults.length} things have to be corrected.`, ...list].join('\n');
	return new ActionError(code, message, { leftBehind: 'Nothing was sent.' });
}

/** A state file on a full disk is the environment's fault, not a bug. */
function attemptState(write: () => void): void {
	try {
		write();
	} catch (cause) {
		throw new ActionError('invalid-environment', 'GITHUB_STATE cannot be written. Is the disk full?', {
			leftBehind: 'Nothing was sent.',
			cause,
		});
	}
}

/** The very last write: dist/post.js then ends at once. A failure only makes the end of the job slower. */
function markIdle(reporter: Reporter): void {
	try {
		writeState({ isIdle: true });
	} catch {
		reporter.debug('The end of the job is slower, because GITHUB_STATE cannot be written.');
	}
}

/** When the end of the job burns; modes that create nothing leave nothing to burn. */
function burnOnOf(request: ModeRequest): BurnOn {
	return request.mode === 'share' || request.mode === 'generate' ? request.burnOn : 'never';
}
