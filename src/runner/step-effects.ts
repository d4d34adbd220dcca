// What a mode may do to the step, carried out on the runner.

import { ActionError, systemCodeOf } from '../errors.ts';
import type { BurnOn } from '../modes/delivery-options.ts';
import type { CreatedSecret, OutputName, StepEffects } from '../modes/ports.ts';
import { isInComposite, lacksStepId } from './environment.ts';
import type { Reporter } from './reporter.ts';
import { type SavedState, writeState } from './state.ts';
import { claimValueFile } from './value-file.ts';
import type { Environment } from './variables.ts';

/** What the effects of a step work with. */
export interface StepEffectsDeps {
	readonly env: Environment;
	readonly reporter: Reporter;
	readonly cancel: AbortSignal;
	/** Milliseconds since 1970, by the runner's clock. */
	readonly wallMs: () => number;
}

/** The effects of a step, and what the end of the job will have to do because of them. */
export interface StepEffectsOnRunner extends StepEffects {
	/** True if the end of the job may have something to do. */
	leavesWork(burnOn: BurnOn): boolean;
}

/** Makes the effects of one step. */
export function createStepEffects({ env, reporter, cancel, wallMs }: StepEffectsDeps): StepEffectsOnRunner {
	const { output: setOutput } = reporter;
	let saved: Partial<SavedState> = {};
	const remember = (fields: Partial<SavedState>): void => {
		// What may have to be burned counts from now on, a delivery only once it has been written.
		saved = { ...saved, ...fields, isDelivered: saved.isDelivered ?? false };
		writing('GITHUB_STATE', () => writeState(fields));
		saved = { ...saved, ...fields };
	};
	return {
		...reporter,
		output: (name, value) => writing('GITHUB_OUTPUT', () => setOutput(name, value)),
		rememberMail: () => remember({ mayBeMailed: true }),
		rememberReceipt: ({ receiptKey, expiresAt = '', ttlSeconds, apiVersion }: CreatedSecret) => {
			const expiresBy = ttlSeconds === undefined ? '' : new Date(wallMs() + ttlSeconds * 1_000).toISOString();
			remember({ receipt: receiptKey, expiresAt, expiresBy, apiVersion });
		},
		rememberDelivery: () => remember({ isDelivered: true }),
		forgetReceipt: () => remember({ receipt: '' }),
		claimFile: (path) => claimValueFile(path, (valueFile) => remember({ valueFile })),
		outputExpression(output: OutputName) {
			if (lacksStepId(env)) return undefined;
			// By hand GITHUB_ACTION is absent; in a composite action it is the id of the outermost step.
			const stepId = isInComposite(env) ? 'ID' : env['GITHUB_ACTION'] || 'ID';
			return `\${{ steps.${stepId}.outputs.${output} }}`;
		},
		isCancelled: () => cancel.aborted,
		stopIfCancelled(leftBehind) {
			if (cancel.aborted) throw new ActionError('cancelled', 'The step was told to stop.', { leftBehind });
		},
		leavesWork(burnOn) {
			const { receipt = '', isDelivered = false, valueFile = '' } = saved;
			return valueFile !== '' || (receipt !== '' && (burnOn !== 'never' || !isDelivered));
		},
	};
}

/** A command file on a full disk is no bug. */
function writing(file: string, write: () => void): void {
	try {
		write();
	} catch (cause) {
		throw new ActionError('file-unwritable', `${file} cannot be written (${systemCodeOf(cause)}).`, {
			cause,
		});
	}
}
