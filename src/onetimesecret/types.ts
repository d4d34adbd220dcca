// The vocabulary of the service: what is created, under which keys, and the interface that the modes see.

import type { ActionError } from '../errors.ts';
import type { Seconds } from './durations.ts';
import type { NewGeneratedSecret, NewSecret } from './secret-options.ts';

export type { Seconds } from './durations.ts';
export type { NewGeneratedSecret, NewSecret, SecretOptions } from './secret-options.ts';

declare const brand: unique symbol;

/** The key inside a one-time link. Whoever has it can open the secret: sensitive. */
export type SecretKey = string & { readonly [brand]: 'SecretKey' };

/** The creator's key, with which the secret is watched and burned: sensitive. */
export type ReceiptKey = string & { readonly [brand]: 'ReceiptKey' };

/** A version of the service's API, as in its paths: `v1` for `/api/v1`. */
export type ApiVersion = `v${number}`;

/** Account login: an e-mail or customer id without a colon, and an API token. Sent as HTTP Basic (RFC 7617). */
export interface Credentials {
	readonly username: string;
	readonly token: string;
}

/** A secret that lives on the server and can be delivered. */
export interface UsableCreation {
	readonly usable: true;
	readonly secretKey: SecretKey;
	readonly receiptKey: ReceiptKey;
	/** `ORIGIN/secret/KEY`. */
	readonly link: string;
	/** Host of the link, with port if it is not the standard one. */
	readonly linkHost: string;
	/** The lifetime that the server granted; undefined if it named none. */
	readonly ttlSeconds: Seconds | undefined;
	/** ISO 8601 in UTC: the server's time of creation plus the granted lifetime; undefined if it named neither. */
	readonly expiresAt: string | undefined;
	/** How many creations were sent before without a usable response: each may have left an unreadable copy. */
	readonly doubts: number;
	/** True if the server confirms the address that it was asked to mail, or was asked to mail nobody. */
	readonly namesRecipient: boolean;
	/**
	 * The value that the server made. Sensitive. Empty if the value was ours; undefined if it has to be read from the
	 * receipt with {@link SecretService.readGeneratedValue}.
	 */
	readonly generatedValue: string | undefined;
}

/** The server says that it created something, but it cannot be delivered. */
export interface UnusableCreation {
	readonly usable: false;
	/** Present if at least the receipt could be read, so that the secret can be burned. */
	readonly receiptKey: ReceiptKey | undefined;
	readonly ttlSeconds: Seconds | undefined;
	readonly expiresAt: string | undefined;
	/** What the response lacks. */
	readonly flaw: 'share-domain' | 'value' | 'keys';
}

/** What became of a creation that the server accepted. */
export type Creation = UsableCreation | UnusableCreation;

/** What has become of a secret. `unknown`: the server knows no such receipt, or lost the secret. */
export type SecretState = 'new' | 'opened' | 'burned' | 'expired' | 'unknown';

/** What a look at a receipt shows. */
export interface ReceiptLook {
	readonly state: SecretState;
	/** When the link was opened, ISO 8601 in UTC, as the server says; undefined if it was not, or the server does not say. */
	readonly openedAt: string | undefined;
	/** Seconds that the secret still lives, if the server says so. */
	readonly secretTtlSeconds: number | undefined;
	/** True if opening and burning take a passphrase; undefined if the server does not say. */
	readonly needsPassphrase: boolean | undefined;
	/**
	 * Plaintext in the receipt: old servers leak a shared value there, v2 shows a generated one there. Sensitive, and
	 * chosen by the server, so it is never masked: a server could blot out every log with it.
	 */
	readonly plaintext: readonly string[];
}

/** What a burn came to, as the receipt confirms it. */
export interface BurnResult extends Pick<ReceiptLook, 'state' | 'openedAt' | 'plaintext'> {
	/** Why the secret still lives, or was never known; undefined if it is out of the way or was opened. */
	readonly error: ActionError | undefined;
}

/** What the modes can ask of a Onetime Secret server. All methods throw {@link ActionError}. */
export interface SecretService {
	/** Host name, with port if it is not the standard one, for texts. */
	readonly host: string;
	/** Origin of the API and, by default, of the links. */
	readonly origin: string;
	/** True if no credentials are sent. */
	readonly isGuest: boolean;
	/** The API version that responded, or the first to be tried. */
	readonly apiVersion: ApiVersion;
	/**
	 * Asks for the service's own word on its state and proves the credentials if there are any. Returns the word:
	 * `nominal` when healthy, `unrecognized` if it is not 1 to 32 of `a-z_-`.
	 */
	checkStatus(): Promise<string>;
	/** Creates a secret from a value of ours. */
	share(secret: NewSecret): Promise<Creation>;
	/** Creates a secret whose value the server makes. */
	generate(secret: NewGeneratedSecret): Promise<Creation>;
	/** Reads the generated value where the creation did not return it. It may be shown only once: never retried after a doubt. */
	readGeneratedValue(receipt: ReceiptKey): Promise<string>;
	/** Opens a secret, which consumes it, and returns its value. */
	reveal(key: SecretKey, passphrase: string | undefined): Promise<string>;
	/** Looks at a receipt. Changes nothing that matters, though old servers count it as a view. */
	lookUp(receipt: ReceiptKey): Promise<ReceiptLook>;
	/** Burns a secret and looks at its receipt. Throws if its state is not known afterwards. */
	burn(receipt: ReceiptKey, passphrase: string | undefined): Promise<BurnResult>;
}
