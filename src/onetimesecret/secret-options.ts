// The options of a new secret, and their field names in requests.

import type { Seconds } from './durations.ts';

/** The options of a new secret. An undefined option leaves the choice to the server, or is not used. */
export interface SecretOptions {
	/** The requested lifetime. */
	readonly ttlSeconds: Seconds | undefined;
	/** What the recipient must know besides the link. Sensitive. */
	readonly passphrase: string | undefined;
	/** The e-mail address to which the server sends the link. */
	readonly recipient: string | undefined;
	/** The host name for the link, in lower case and without a port. */
	readonly shareDomain: string | undefined;
}

/** A new secret whose value the workflow provides. */
export interface NewSecret extends SecretOptions {
	/** Sent unchanged, as UTF-8. Sensitive. */
	readonly value: string;
}

/** A new secret whose value the server generates. */
export interface NewGeneratedSecret extends SecretOptions {
	/** Length of the value in characters; undefined if the server chooses it. */
	readonly length: number | undefined;
}

/** Maps the options to the field names that all API versions share. Requests leave out undefined fields. */
export function optionFields({ ttlSeconds, passphrase, recipient, shareDomain }: SecretOptions) {
	return { ttl: ttlSeconds, passphrase, recipient, share_domain: shareDomain };
}
