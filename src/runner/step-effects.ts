// Carries out the effects of a mode on the runner, and remembers what the end of the job will have to do.

import { ActionError, systemCodeOf } from '../errors.ts';
import type { BurnOn } from '../modes/delivery-options.ts';
import type { CreatedSecret, OutputName, StepEffects } from '../modes/ports.ts';
import { isInComposite, lacksStepId } from './environment.ts';
import type { Reporter } from './reporter.ts';
import type { SavedState, StateWriter } from './state.ts';
import { createValueFile } from './value-file.ts';
import type { Environment } from './variables.ts';

/** The dependencies of {@link createStepEffects}. */
export interface StepEffectsDeps {
	readonly env: Environment;
	readonly reporter: Reporter;
	readonly state: StateWriter;
	readonly cancel: AbortSignal;
	/** Returns milliseconds since 1970, by the runner's clock. */
	readonly wallMs: () => number;
}

/** The effects of a step on a real runner, and whether they leave work for the end of the job. */
export interface StepEffectsOnRunner extends StepEffects {
	/** True if the end of the job may have to burn a secret or remove a value file. */
	leavesWork(burnOn: BurnOn): boolean;
}

/** Creates the effects of one step. They throw `file-unwritable` if a command file cannot be written. */
export function createStepEffects({
	env,
	reporter,
	state,
	cancel,
	wallMs,
}: StepEffectsDeps): StepEffectsOnRunner {
	const { output: setOutput } = reporter;
	let assumed: Partial<SavedState> = {};
	const remember = (fields: Partial<SavedState>): void => {
		// Set before the write, which may fail: it is safe to assume a secret that may need a burn, but not a
		// delivery.
		assumed = { ...assumed, ...fields, isDelivered: assumed.isDelivered ?? false };
		attemptWrite('GITHUB_STATE', () => state.save(fields));
		assumed = { ...assumed, ...fields };
	};
	return {
		...reporter,
		output: (name, value) => attemptWrite('GITHUB_OUTPUT', () => setOutput(name, value)),
		rememberMail: () => remember({ mayBeMailed: true }),
		rememberReceipt: ({ receiptKey, expiresAt = '', ttlSeconds, apiVersion }: CreatedSecret) => {
			const expiresBy = ttlSeconds === undefined ? '' : new Date(wallMs() + ttlSeconds * 1_000).toISOString();
			remember({ receipt: receiptKey, expiresAt, expiresBy, apiVersion });
		},
		rememberDelivery: () => remember({ isDelivered: true }),
		forgetReceipt: () => remember({ receipt: '' }),
		createFile: (path) => createValueFile(path, (valueFile) => remember({ valueFile })),
		outputExpression(output: OutputName) {
			if (lacksStepId(env)) return undefined;
			// GITHUB_ACTION is missing outside a runner, and inside a composite action it is the id of the
			// outermost step.
			const stepId = isInComposite(env) ? 'ID' : env['GITHUB_ACTION'] || 'ID';
			return `\${{ steps.${stepId}.outputs.${output} }}`;
		},
		isCancelled: () => cancel.aborted,
		stopIfCancelled(leftBehind) {
			if (cancel.aborted) throw new ActionError('cancelled', 'The step was cancelled.', { leftBehind });
		},
		leavesWork(burnOn) {
			const { receipt = '', isDelivered = false, valueFile = '' } = assumed;
			return valueFile !== '' || (receipt !== '' && (burnOn !== 'never' || !isDelivered));
		},
	};
}

/** Writes to a command file. A full disk is then an expected failure and not reported as a bug. */
function attemptWrite(file: string, write: () => void): void {
	try {
		write();
	} catch (cause) {
		throw new ActionError('file-unwritable', `${file} cannot be written (${systemCodeOf(cause)}).`, {
			cause,
		});
	}
}
