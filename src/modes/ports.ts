// What the modes need of the world outside. They know nothing of the runner beyond this.

import type { Clock } from '../http/clock.ts';
import type { ApiVersion, ReceiptKey, Seconds, SecretService } from '../onetimesecret/types.ts';

/** The outputs of the action, in the order of action.yml. */
export type OutputName =
	| 'link'
	| 'receipt'
	| 'value'
	| 'status'
	| 'state'
	| 'opened-at'
	| 'ttl'
	| 'expires-at';

/** A row of the job summary: a label and its value, neither sensitive. */
export type SummaryRow = readonly [label: string, value: string];

/** A file for a value, created before the value is there, so that nothing is consumed for a file that cannot be written. */
export interface ValueFile {
	/** Writes the whole value. Throws `file-unwritable`. */
	write(value: string): void;
	/** Removes the file, because there is no value for it. Never throws. */
	remove(): void;
}

/** What the end of the job needs to know of a secret that was created. */
export interface CreatedSecret {
	readonly receiptKey: ReceiptKey;
	/** ISO 8601 in UTC by the server's clock; undefined if it did not say. */
	readonly expiresAt: string | undefined;
	readonly ttlSeconds: Seconds | undefined;
	readonly apiVersion: ApiVersion;
}

/**
 * The effects that a mode may have on the step. The order of a mode's calls is the order of effects: mask, remember,
 * output, log.
 */
export interface StepEffects {
	/** Masks a sensitive value before anything else can show it. `wayOut` is added to a warning that it cannot be masked whole. */
	mask(name: string, value: string, wayOut?: string): void;
	/** Withholds text from outside that repeats this value, without masking it: the server chose it. */
	withholdEchoesOf(value: string): void;
	/** The texts masked so far. */
	masks(): readonly string[];
	/** True if a text from outside repeats a piece of a sensitive value. */
	echoes(text: string): boolean;
	/** Saves that a link may be mailed, before it can be. */
	rememberMail(): void;
	/** Saves the receipt for the end of the job, the moment it is known. */
	rememberReceipt(secret: CreatedSecret): void;
	/** Saves that the link has been delivered, so that only `burn-on` decides about it at the end of the job. */
	rememberDelivery(): void;
	/** Saves that there is nothing left to burn. */
	forgetReceipt(): void;
	/** Sets an output of the step. */
	output(name: OutputName, value: string): void;
	/** Creates a file that only its owner can read. Throws `file-unwritable`. */
	claimFile(path: string): ValueFile;
	/** A plain log line. */
	info(text: string): void;
	/** A warning that the user can act on. */
	warn(text: string): void;
	/** How a workflow names an output of this step; undefined if the step has no id by which it could. */
	outputExpression(output: OutputName): string | undefined;
	/** True if the step has been told to stop. */
	isCancelled(): boolean;
	/** Throws `cancelled` if the step has been told to stop; `leftBehind` says what is left on the server. */
	stopIfCancelled(leftBehind: string): void;
}

/** What every mode is given. */
export interface ModeDeps {
	/**
	 * A client whose deadline, the input `timeout`, starts with its first request. Modes that wait take a new one for
	 * each look, limited to `limitMs` milliseconds.
	 */
	connect(limitMs?: number): SecretService;
	/** A client for taking a secret back: with a deadline of its own, and not stopped with the step. */
	connectForCleanup(limitMs: number): SecretService;
	readonly effects: StepEffects;
	readonly clock: Clock;
	/** Fires when the step is told to stop. */
	readonly cancel: AbortSignal;
}
