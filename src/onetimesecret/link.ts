// How a one-time link is made from a creation response. Never from a reveal response: servers name other hosts there.

import { type Endpoint, isHostName } from './endpoint.ts';
import type { SecretKey } from './types.ts';

/** A link and the host that it is on. */
export interface Link {
	/** `ORIGIN/secret/KEY`, the same on every release. */
	readonly link: string;
	/** Host name, and port if it is not the standard one. */
	readonly linkHost: string;
}

/**
 * Makes the link. It is on the origin that the API was called on, unless the creation response names another host in
 * `share_domain` (a bare host name in the releases v0.18.5 to v0.26.6). Undefined if that text is not a host name.
 */
export function makeLink(endpoint: Endpoint, shareDomain: string, key: SecretKey): Link | undefined {
	const domain = shareDomain.toLowerCase();
	const isOurs = domain === '' || domain === endpoint.hostname;
	if (!isOurs && !isHostName(domain)) return undefined;
	const origin = isOurs ? endpoint.origin : `https://${domain}`;
	return { link: `${origin}/secret/${key}`, linkHost: isOurs ? endpoint.host : domain };
}
