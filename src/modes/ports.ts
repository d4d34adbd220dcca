// The interfaces through which the modes reach the runner and the server. Modes import nothing from `runner/`.

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

/** A row of the job summary: a label and its value. Neither may be sensitive. */
export type SummaryRow = readonly [label: string, value: string];

/**
 * A file for a value. It is created before the value is requested, so an unwritable path never costs a one-time
 * link.
 */
export interface ValueFile {
	/** Writes the whole value. Throws `file-unwritable`. */
	write(value: string): void;
	/** Removes the file after a failure. Never throws. */
	remove(): void;
}

/** What the end of the job needs to know about a created secret. */
export interface CreatedSecret {
	readonly receiptKey: ReceiptKey;
	/** ISO 8601 in UTC, by the server's clock. Undefined if the response did not include it. */
	readonly expiresAt: string | undefined;
	/** The granted lifetime. Undefined if the response did not include it. */
	readonly ttlSeconds: Seconds | undefined;
	/** The version that created the secret, and has to burn it. */
	readonly apiVersion: ApiVersion;
}

/**
 * What a mode can do to the step. Effects happen in the order of the calls, and every mode keeps to this order:
 * mask, save state, set outputs, log.
 */
export interface StepEffects {
	/**
	 * Masks a sensitive value in the log, under a name for warnings. `advice` is added to the warning that the
	 * value is too large to be fully masked.
	 */
	mask(name: string, value: string, advice?: string): void;
	/**
	 * Keeps server text that repeats this value out of the log, without masking the value, which the server
	 * chose.
	 */
	withholdEchoesOf(value: string): void;
	/** All masks so far. */
	masks(): readonly string[];
	/** True if a text from the server repeats a part of a sensitive value. */
	echoes(text: string): boolean;
	/** Saves that the server may mail a link. Called before the request that asks for it. */
	rememberMail(): void;
	/** Saves the receipt for the end of the job. Called as soon as it is known. */
	rememberReceipt(secret: CreatedSecret): void;
	/**
	 * Saves that the link was delivered. From then on only `burn-on` decides whether the end of the job burns
	 * it.
	 */
	rememberDelivery(): void;
	/** Saves that nothing is left to burn. */
	forgetReceipt(): void;
	/** Sets an output of the step. */
	output(name: OutputName, value: string): void;
	/** Creates a file that only its owner can read. Throws `file-unwritable`. */
	createFile(path: string): ValueFile;
	/** Writes a line to the log. */
	info(text: string): void;
	/** Writes a warning annotation, for what the user can act on. */
	warn(text: string): void;
	/**
	 * The expression for an output of this step, such as `${{ steps.ID.outputs.link }}`. Undefined if the step
	 * has no id.
	 */
	outputExpression(output: OutputName): string | undefined;
	/** True once the step is cancelled. */
	isCancelled(): boolean;
	/**
	 * Throws `cancelled` if the step is cancelled. `leftBehind` says what is left on the server, as a sentence.
	 */
	stopIfCancelled(leftBehind: string): void;
}

/** The dependencies of every mode. */
export interface ModeDeps {
	/**
	 * Returns a client whose deadline is the input `timeout`, or `limitMs` milliseconds if that is shorter. The
	 * deadline starts with the first request. Modes that wait connect again for each poll.
	 */
	connect(limitMs?: number): SecretService;
	/**
	 * Returns a client for burning an undelivered secret: its deadline is `limitMs` milliseconds, and
	 * cancellation does not stop it.
	 */
	connectForCleanup(limitMs: number): SecretService;
	readonly effects: StepEffects;
	readonly clock: Clock;
	/** Aborts when the step is cancelled. */
	readonly cancel: AbortSignal;
}
