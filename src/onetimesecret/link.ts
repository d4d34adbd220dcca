// Builds the one-time link from the response to a creation. The response to a reveal must never be used for
// it, because servers name other hosts there.

import { type Endpoint, isHostName } from './endpoint.ts';
import type { SecretKey } from './types.ts';

/** A one-time link and its host. */
export interface Link {
	/** `ORIGIN/secret/KEY`, the form that all releases share. Sensitive. */
	readonly link: string;
	/** Host name, and port unless it is the default one. */
	readonly linkHost: string;
}

/**
 * Builds the link. It uses the origin of the API, unless `shareDomain` names another host. That is the field
 * `share_domain` of the response, a host name without scheme and port in the releases v0.18.5 to v0.26.6.
 * Undefined if it is not a host name.
 */
export function makeLink(endpoint: Endpoint, shareDomain: string, key: SecretKey): Link | undefined {
	const domain = shareDomain.toLowerCase();
	const isApiHost = domain === '' || domain === endpoint.hostname;
	if (!isApiHost && !isHostName(domain)) return undefined;
	const origin = isApiHost ? endpoint.origin : `https://${domain}`;
	return { link: `${origin}/secret/${key}`, linkHost: isApiHost ? endpoint.host : domain };
}
