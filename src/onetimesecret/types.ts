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

/** What can be asked of any creation. */
export interface CreationWish {
	readonly ttlSeconds: Seconds | undefined;
	readonly passphrase: string | undefined;
	/** The one address to which the server mails the link. */
	readonly recipient: string | undefined;
}

/** A secret with a value of ours, sent byte for byte as UTF-8. */
export interface NewSecret extends CreationWish {
	readonly value: string;
}

/** A secret whose value the server makes. */
export interface NewGeneratedSecret extends CreationWish {
	/** Characters of the value; undefined leaves it to the server. */
	readonly length: number | undefined;
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
	/** Whether the server confirms that it mails the address that was asked for; true if none was. */
	readonly namesRecipient: boolean;
	/** The value that the server made. Sensitive. Empty if the value was ours. */
	readonly generatedValue: string;
}

/** The server says that it created something, but it cannot be handed on. */
export interface UnusableCreation {
	readonly usable: false;
	/** Present if at least the receipt could be read, so that the secret can be burned. */
	readonly receiptKey: ReceiptKey | undefined;
	readonly expiresAt: string | undefined;
	readonly fault: ActionError;
}

/** What became of a creation that the server accepted. */
export type Creation = UsableCreation | UnusableCreation;

/** What has become of a secret. `unknown`: the server knows no such receipt, or lost the secret. */
export type SecretState = 'new' | 'opened' | 'burned' | 'expired' | 'unknown';

/** What a look at a receipt shows. */
export interface ReceiptLook {
	readonly state: SecretState;
	/** Seconds that the secret still lives, if the server says so. */
	readonly secretTtlSeconds: number | undefined;
	/** Plaintext that old servers put into a receipt. Sensitive; to be masked and dropped. */
	readonly spilledValues: readonly string[];
}

/**
 * How the server answered a burn, or the error for a burn that was sent but not answered. What it did only a look at the receipt can tell.
 */
export type BurnAnswer = 'accepted' | 'gone' | 'refused' | 'rate-limited' | 'unexpected-error' | ActionError;

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
	/** Creates a secret whose value the server makes. */
	generate(secret: NewGeneratedSecret): Promise<Creation>;
	/** Opens a secret, which consumes it, and returns its value. */
	reveal(key: SecretKey, passphrase: string | undefined): Promise<string>;
	/** Looks at a receipt. Changes nothing that matters, though old servers count it as a view. */
	lookUp(receipt: ReceiptKey): Promise<ReceiptLook>;
	/** Asks the server to burn a secret. Throws only if it is certain that nothing was burned. */
	burn(receipt: ReceiptKey, passphrase: string | undefined): Promise<BurnAnswer>;
}
