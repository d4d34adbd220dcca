// The vocabulary of the service: what is created, under which keys, and the interface that the modes see.

import type { ActionError } from '../errors.ts';

declare const brand: unique symbol;

/** The key inside a one-time link. Whoever has it can open the secret: sensitive. */
export type SecretKey = string & { readonly [brand]: 'SecretKey' };

/** The creator's key, with which the secret is looked after and burned: sensitive. */
export type ReceiptKey = string & { readonly [brand]: 'ReceiptKey' };

/** A whole number of seconds. */
export type Seconds = number & { readonly [brand]: 'Seconds' };

/** Account login: an e-mail or customer id without a colon, and an API token. Sent as HTTP Basic (RFC 7617). */
export interface Credentials {
	readonly username: string;
	readonly token: string;
}

/** A secret to be created. `value` is sent byte for byte as UTF-8. */
export interface NewSecret {
	readonly value: string;
	readonly ttlSeconds: Seconds | undefined;
	readonly passphrase: string | undefined;
}

/** A secret that lives on the server and can be handed on. */
export interface UsableCreation {
	readonly usable: true;
	readonly secretKey: SecretKey;
	readonly receiptKey: ReceiptKey;
	/** `ORIGIN/secret/KEY`. */
	readonly link: string;
	/** The lifetime that the server granted; undefined if it named none. */
	readonly ttlSeconds: Seconds | undefined;
	/** ISO 8601 in UTC: the server's time of creation plus the granted lifetime; undefined if it named neither. */
	readonly expiresAt: string | undefined;
	/** How many creations were sent before without a usable answer: each may have left an unreadable copy. */
	readonly doubts: number;
}

/** The server says that it created something, but no link can be made of its answer. */
export interface UnusableCreation {
	readonly usable: false;
	/** Present if at least the receipt could be read, so that the secret can be burned. */
	readonly receiptKey: ReceiptKey | undefined;
	readonly expiresAt: string | undefined;
	readonly fault: ActionError;
}

/** What became of a creation that the server accepted. */
export type Creation = UsableCreation | UnusableCreation;

/** What the modes can ask of a Onetime Secret server. All methods throw {@link ActionError}. */
export interface SecretService {
	/** Host name, with port if it is not the standard one, for texts. */
	readonly host: string;
	/** Origin of the API and, by default, of the links. */
	readonly origin: string;
	/**
	 * Asks for the service's own word on its state, with the credentials if there are any, and returns it: `nominal` when healthy,
	 * `unrecognised` if it is not 1 to 32 of `a-z_-`.
	 */
	checkStatus(): Promise<string>;
	/** Creates a secret from a value of ours. */
	share(secret: NewSecret): Promise<Creation>;
}
