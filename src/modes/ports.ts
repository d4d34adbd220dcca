// What the modes need of the world outside. They know nothing of the runner beyond this.

import type { ReceiptKey } from '../onetimesecret/types.ts';

/** The effects that a mode may have on the step. The order of a mode's calls is the order of effects: hide, remember, output, tell. */
export interface StepEffects {
	/** Masks a sensitive value before anything else can show it. */
	hide(name: string, value: string): void;
	/** The texts masked so far. */
	masks(): readonly string[];
	/** Saves the receipt for the end of the job, the moment it is known. */
	rememberReceipt(receipt: ReceiptKey, expiresAt: string | undefined): void;
	/** Notes that the link has been handed on. */
	rememberHandedOn(): void;
	/** Sets an output of the step. */
	output(name: string, value: string): void;
	/** A plain log line. */
	line(text: string): void;
	/** A warning that the user can act on. */
	warn(text: string): void;
	/** How a workflow names an output of this step. */
	expressionOf(output: string): string;
	/** Throws `cancelled` if the step has been told to stop; `alive` says what is left on the server. */
	stopIfCancelled(alive: string): void;
}
