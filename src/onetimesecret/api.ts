// The interface that each API version implements. It covers everything that differs between the versions, as
// functions without side effects.

import type { HttpResponse } from '../http/exchange.ts';
import type { JsonObject } from './decode.ts';
import type { RefusalKind } from './failure-catalog.ts';
import type { Classified } from './refusal.ts';
import type {
	ApiVersion,
	NewGeneratedSecret,
	NewSecret,
	ReceiptKey,
	ReceiptLook,
	Seconds,
	SecretKey,
} from './types.ts';

/**
 * A request in the form of one API version. The client adds the credentials and the headers that all requests
 * share.
 */
export interface ApiRequest {
	readonly method: 'GET' | 'POST';
	/** Path below the origin, beginning with `/api/`. */
	readonly path: string;
	/** Absent if the request has no body. */
	readonly contentType?: string;
	readonly body?: string;
}

/** What the response to a creation says. Fields that are missing or malformed are undefined or empty. */
export interface CreationFields {
	readonly secretKey: SecretKey | undefined;
	readonly receiptKey: ReceiptKey | undefined;
	/** The lifetime that the server granted, which can differ from the requested one. */
	readonly ttlSeconds: Seconds | undefined;
	/** When the secret was created, as a Unix time in seconds, possibly with a fraction. */
	readonly createdSeconds: number | undefined;
	/** The host for the link, not validated; empty if the server names none. */
	readonly shareDomain: string;
	/** The addresses that the server says it mails, with parts replaced by asterisks. */
	readonly recipients: readonly string[];
	/** The value that the server generated; empty if the response does not contain it. */
	readonly value: string;
}

/** One version of the API. */
export interface Api {
	readonly version: ApiVersion;

	statusRequest(): ApiRequest;
	shareRequest(secret: NewSecret): ApiRequest;
	generateRequest(secret: NewGeneratedSecret): ApiRequest;
	revealRequest(key: SecretKey, passphrase: string | undefined): ApiRequest;
	receiptRequest(receipt: ReceiptKey): ApiRequest;
	burnRequest(receipt: ReceiptKey, passphrase: string | undefined): ApiRequest;

	/** Decides whether a response is a success, and if not, why. */
	classify(response: HttpResponse): Classified;

	/** The status that the service reports, such as `nominal`; `unrecognized` unless it is 1 to 32 of `a-z_-`. */
	readStatus(object: JsonObject): string;
	/** Reads the response to a creation. */
	readCreation(object: JsonObject): CreationFields;
	/** The plaintext in the response to a reveal; empty if it contains none. */
	readValue(object: JsonObject): string;
	/** Reads a receipt; undefined if its state is not a known one. */
	readReceipt(object: JsonObject): ReceiptLook | undefined;

	/**
	 * A request that fails if the credentials are wrong. Absent if the status check does that. The body of its
	 * success is never parsed.
	 */
	readonly credentialProof?: ApiRequest;
	/** Which response contains the value of a generated secret. */
	readonly generatedValueIn: 'creation' | 'first-receipt';
	/**
	 * How the server refuses a reveal with a wrong or missing passphrase; undefined if it looks like a missing
	 * secret.
	 */
	readonly wrongPassphraseKind: RefusalKind | undefined;
	/** How the server may refuse a burn or reveal while the passphrase is locked after wrong guesses. */
	readonly passphraseLockKinds: readonly RefusalKind[];
	/** Possible reasons why there is no such secret, the likeliest first, each as a clause for an error. */
	goneCauses(hasPassphrase: boolean): readonly string[];
}
