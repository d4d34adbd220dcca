// The types that describe the service: keys, secrets, receipts, and the interface that the modes use.

import type { ActionError } from '../errors.ts';
import type { Seconds } from './durations.ts';
import type { NewGeneratedSecret, NewSecret } from './secret-options.ts';

export type { Seconds } from './durations.ts';
export type { NewGeneratedSecret, NewSecret, SecretOptions } from './secret-options.ts';

declare const brand: unique symbol;

/** The key inside a one-time link. Whoever has it can open the secret: sensitive. */
export type SecretKey = string & { readonly [brand]: 'SecretKey' };

/** The key of the receipt, which only the creator has. It shows the state of the secret and can burn it: sensitive. */
export type ReceiptKey = string & { readonly [brand]: 'ReceiptKey' };

/** A version of the service's API, as in its paths: `v1` for `/api/v1`. */
export type ApiVersion = `v${number}`;

/** The credentials of an account, sent with HTTP Basic authentication (RFC 7617). Sensitive. */
export interface Credentials {
	/** The e-mail address of the account or its customer id, without a colon. */
	readonly username: string;
	/** The API token of the account. */
	readonly token: string;
}

/** A secret that was created and whose link can be delivered. */
export interface UsableCreation {
	readonly usable: true;
	readonly secretKey: SecretKey;
	readonly receiptKey: ReceiptKey;
	/** The one-time link, `ORIGIN/secret/KEY`. Sensitive. */
	readonly link: string;
	/** Host of the link, with the port unless it is the default one. */
	readonly linkHost: string;
	/** The lifetime that the server granted; undefined if it does not say. */
	readonly ttlSeconds: Seconds | undefined;
	/** Time of creation plus granted lifetime, ISO 8601 in UTC; undefined if the server does not give both. */
	readonly expiresAt: string | undefined;
	/** How many earlier attempts got no usable response. Each may have left a copy to which nobody has a link. */
	readonly doubts: number;
	/** True if the server confirms the recipient's address, or if there is no recipient. */
	readonly namesRecipient: boolean;
	/**
	 * The generated value. Sensitive. Empty if the workflow provided the value; undefined if the value has to
	 * be read with {@link SecretService.readGeneratedValue}.
	 */
	readonly generatedValue: string | undefined;
}

/** A secret that was created according to the server, but whose link cannot be delivered. */
export interface UnusableCreation {
	readonly usable: false;
	/** Set if the response contains it, because the secret can then be burned. */
	readonly receiptKey: ReceiptKey | undefined;
	/** As in {@link UsableCreation}. */
	readonly ttlSeconds: Seconds | undefined;
	/** As in {@link UsableCreation}. */
	readonly expiresAt: string | undefined;
	/** Which part of the response is missing or malformed. */
	readonly flaw: 'share-domain' | 'value' | 'keys';
}

/** The result of a creation that the server accepted. */
export type Creation = UsableCreation | UnusableCreation;

/** The state of a secret. `unknown`: the server does not know the receipt, or lost the secret without knowing why. */
export type SecretState = 'new' | 'opened' | 'burned' | 'expired' | 'unknown';

/** What a receipt shows when it is looked up. */
export interface ReceiptLook {
	readonly state: SecretState;
	/** When the link was opened, ISO 8601 in UTC; undefined if it was not opened, or if the server does not say when. */
	readonly openedAt: string | undefined;
	/** The remaining lifetime of the secret; undefined if the server does not say. */
	readonly secretTtlSeconds: number | undefined;
	/** True if opening or burning the secret needs a passphrase; undefined if the server does not say. */
	readonly needsPassphrase: boolean | undefined;
	/**
	 * Plaintext in the receipt: old servers leak a shared value there, and API v2 shows a generated value
	 * there. Sensitive, but never masked, because the server chooses it and could make every log unreadable
	 * with its masks.
	 */
	readonly plaintext: readonly string[];
}

/** The result of a burn, according to the receipt. */
export interface BurnResult extends Pick<ReceiptLook, 'state' | 'openedAt' | 'plaintext'> {
	/**
	 * Why the link still works, or that the server does not know the receipt. Undefined if the secret is
	 * burned, expired or opened.
	 */
	readonly error: ActionError | undefined;
}

/** What a Onetime Secret server can do for the modes. A method that fails throws an {@link ActionError}. */
export interface SecretService {
	/** Host name, with the port unless it is the default one. Used in messages. */
	readonly host: string;
	/** Origin of the API. Links have the same origin unless the server names another host. */
	readonly origin: string;
	/** True if no credentials are sent. */
	readonly isGuest: boolean;
	/** The API version that responded, or the one to try next. */
	readonly apiVersion: ApiVersion;
	/**
	 * Returns the status that the service reports: `nominal` if it is healthy, `unrecognized` unless it is 1 to
	 * 32 of `a-z_-`. Throws if the credentials are wrong.
	 */
	checkStatus(): Promise<string>;
	/** Creates a secret with a value that the workflow provides. */
	share(secret: NewSecret): Promise<Creation>;
	/** Creates a secret with a value that the server generates. */
	generate(secret: NewGeneratedSecret): Promise<Creation>;
	/**
	 * Returns the generated value if the creation did not. The server may show it only once, so the request is
	 * retried only if it certainly was not sent.
	 */
	readGeneratedValue(receipt: ReceiptKey): Promise<string>;
	/** Opens a link, which consumes the secret, and returns the value. */
	reveal(key: SecretKey, passphrase: string | undefined): Promise<string>;
	/** Looks up a receipt. The secret is unaffected, although old servers then report the state `viewed`. */
	lookUp(receipt: ReceiptKey): Promise<ReceiptLook>;
	/** Burns a secret and confirms it with the receipt. Throws if the state of the secret cannot be determined. */
	burn(receipt: ReceiptKey, passphrase: string | undefined): Promise<BurnResult>;
}
