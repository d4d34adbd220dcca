// The main phase: read the inputs, mask, check the environment, run the mode, write the summary. It only
// connects the parts; the decisions are made in them.

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
import { createStateWriter, type StateWriter } from './runner/state.ts';
import { createStepEffects, type StepEffectsOnRunner } from './runner/step-effects.ts';
import { headingOf, writeSummary } from './runner/summary.ts';
import type { Environment, Fault } from './runner/variables.ts';

/**
 * Runs the main phase of the step. Returns only if the mode succeeded. Throws an {@link ActionError} for every
 * expected failure.
 */
export async function main(deps: PhaseDeps): Promise<void> {
	const { env } = deps;
	const hasState = isWritableFile(env['GITHUB_STATE'] ?? '');
	const state = createStateWriter();
	const effects = createStepEffects({ ...deps, state, wallMs: realClock.wallMs });
	let burnOn: BurnOn = 'never';
	try {
		if (hasState) attemptState(() => state.clear());
		const inputs = prepare(env, deps.reporter);
		burnOn = burnOnOf(inputs.request);
		const { origin } = inputs.endpoint;
		const { wantsSummary } = inputs;
		const actionPath = env['GITHUB_ACTION_PATH'] ?? '';
		attemptState(() =>
			state.save({ origin, burnOn, network: networkFingerprint(env), actionPath, wantsSummary }),
		);
		await run(inputs, effects, deps);
	} catch (error) {
		throw error instanceof ActionError ? explainTls(error, env) : error;
	} finally {
		if (hasState && !effects.leavesWork(burnOn)) markIdle(state, deps.reporter);
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

/**
 * Reads the inputs and checks the environment before the first request. Masks all sensitive values before it
 * reports any fault.
 */
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

/**
 * The error for all faults: a single fault is the message; several are numbered below a line with their count.
 */
function listFaults(code: 'invalid-input' | 'invalid-environment', faults: readonly Fault[]): ActionError {
	const [only = '', ...others] = faults;
	const numbered = faults.map((fault, at) => `(${at + 1}) ${fault}`);
	const message =
		others.length === 0 ? only : [`${faults.length} things have to be corrected.`, ...numbered].join('\n');
	return new ActionError(code, message, { leftBehind: 'Nothing was sent.' });
}

/** Writes state. A full disk is then an `invalid-environment` and not reported as a bug. */
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

/**
 * Saves that the post phase has nothing to do, so that dist/post.js ends at once. Must be the last write of
 * state.
 */
function markIdle(state: StateWriter, reporter: Reporter): void {
	try {
		state.markIdle();
	} catch {
		reporter.debug('The end of the job is slower, because GITHUB_STATE cannot be written.');
	}
}

/** When the end of the job burns: never for modes that create nothing. */
function burnOnOf(request: ModeRequest): BurnOn {
	return request.mode === 'share' || request.mode === 'generate' ? request.burnOn : 'never';
}
