// What the modes need of the world outside. They know nothing of the runner beyond this.

import type { ReceiptKey, SecretService } from '../onetimesecret/types.ts';

/** A file for a value, made before the value is there, so that nothing is consumed for a file that cannot be written. */
export interface ValueFile {
	/** Writes the whole value. Throws `file-unwritable`. */
	write(value: string): void;
	/** Removes the file, because there is no value for it. Never throws. */
	remove(): void;
}

/** The effects that a mode may have on the step. The order of a mode's calls is the order of effects: hide, remember, output, tell. */
export interface StepEffects {
	/** Masks a sensitive value before anything else can show it. */
	hide(name: string, value: string): void;
	/** The texts masked so far. */
	masks(): readonly string[];
	/** Whether a text from outside repeats a piece of what is hidden. */
	echoes(text: string): boolean;
	/** Saves the receipt for the end of the job, the moment it is known. */
	rememberReceipt(receipt: ReceiptKey, expiresAt: string | undefined): void;
	/** Notes that the link has been handed on, so that only `burn-on` decides about it at the end of the job. */
	rememberHandedOn(): void;
	/** Notes that there is nothing left to burn. */
	forgetReceipt(): void;
	/** Sets an output of the step. */
	output(name: string, value: string): void;
	/** Makes a new file that only its owner can read. Throws `file-unwritable`. */
	claimFile(path: string): ValueFile;
	/** A plain log line. */
	line(text: string): void;
	/** A warning that the user can act on. */
	warn(text: string): void;
	/** How a workflow names an output of this step; undefined if the step has no id by which it could. */
	expressionOf(output: string): string | undefined;
	/** Whether the step has been told to stop. */
	isCancelled(): boolean;
	/** Throws `cancelled` if the step has been told to stop; `alive` says what is left on the server. */
	stopIfCancelled(alive: string): void;
}

/** Time and chance for the modes that wait. */
export interface WaitClock {
	/** Milliseconds on a clock that never jumps. */
	monotonicMs(): number;
	/** Waits, or returns at once when the step is told to stop. */
	sleep(ms: number): Promise<void>;
	/** From 0 up to, not including, 1. */
	random(): number;
}

/** What every mode is given. */
export interface ModeParts {
	/**
	 * A client whose deadline, the input `timeout`, begins with its first request. Modes that wait take a new one for each look, with so
	 * many milliseconds at the most.
	 */
	connect(limitMs?: number): SecretService;
	readonly effects: StepEffects;
	readonly clock: WaitClock;
}

/** Rows of the job summary; none is sensitive. */
export type Facts = readonly (readonly [label: string, value: string])[];
