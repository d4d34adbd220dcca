// What can be asked of a creation, and the names under which every API version takes it.

import type { Seconds } from './durations.ts';

/** What can be asked of any creation. */
export interface SecretOptions {
	readonly ttlSeconds: Seconds | undefined;
	readonly passphrase: string | undefined;
	/** The one address to which the server is asked to mail the link. */
	readonly recipient: string | undefined;
	/** Host name in lower case, without port, that the link is to have. */
	readonly shareDomain: string | undefined;
}

/** A secret with a value of ours, sent byte for byte as UTF-8. */
export interface NewSecret extends SecretOptions {
	readonly value: string;
}

/** A secret whose value the server makes. */
export interface NewGeneratedSecret extends SecretOptions {
	/** Characters of the value; undefined leaves it to the server. */
	readonly length: number | undefined;
}

/** The fields of the options, by the names that all API versions share; those that are undefined are left out of a request. */
export function optionFields({ ttlSeconds, passphrase, recipient, shareDomain }: SecretOptions) {
	return { ttl: ttlSeconds, passphrase, recipient, share_domain: shareDomain };
}
