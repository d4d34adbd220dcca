// The seam between API versions: all that differs between them, as pure functions, and nothing else.

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

/** A request as an API version wants it. Credentials and common headers are the client's. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST';
	/** Path below the origin, beginning with `/api/`. */
	readonly path: string;
	/** Absent if there is no body. */
	readonly contentType?: string;
	readonly body?: string;
}

/** What a creation response says. Fields that are missing or odd are undefined or empty. */
export interface CreationFields {
	readonly secretKey: SecretKey | undefined;
	readonly receiptKey: ReceiptKey | undefined;
	/** The lifetime granted, not the one asked for. */
	readonly ttlSeconds: Seconds | undefined;
	/** A Unix time in seconds. */
	readonly createdSeconds: number | undefined;
	/** Unchecked; empty if the server named none. */
	readonly shareDomain: string;
	/** Obscured addresses that the server says it mails. */
	readonly recipients: readonly string[];
	/** The value that the server made; empty if it is not here. */
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

	/** The service's word on itself: 1 to 32 characters of `a-z_-`, else `unrecognized`. */
	readStatus(object: JsonObject): string;
	readCreation(object: JsonObject): CreationFields;
	/** The plaintext of a reveal; empty if the response holds none. */
	readValue(object: JsonObject): string;
	/** Undefined if the receipt has no known state. */
	readReceipt(object: JsonObject): ReceiptLook | undefined;

	/** A request that fails for wrong credentials, if the status check does not prove them. Its body is of no interest. */
	readonly credentialProof?: ApiRequest;
	/** Where the value of a generated secret is found. */
	readonly generatedValueIn: 'creation' | 'first-receipt';
	/** How a reveal refuses a wrong or missing passphrase; undefined if that cannot be told from a secret that is gone. */
	readonly wrongPassphraseKind: RefusalKind | undefined;
	/** What a burn or reveal may meet while the passphrase is locked after wrong guesses. */
	readonly passphraseLockKinds: readonly RefusalKind[];
	/** Why there may be no such secret, the likeliest cause first. */
	goneCauses(hasPassphrase: boolean): readonly string[];
}
