// How a one-time link is made from what the server answered. Never from a reveal answer: servers name other hosts there.

import type { Endpoint } from './endpoint.ts';
import type { SecretKey } from './types.ts';

const HOST_NAME =
	/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/**
 * Origin of the link: where the API was called, unless the creation answer names another host in `share_domain` (a bare host name in the
 * releases v0.18.5 to v0.26.6). Returns undefined if that text is not a host name.
 */
export function linkOrigin(endpoint: Endpoint, shareDomain: string): string | undefined {
	const domain = shareDomain.toLowerCase();
	if (domain === '' || domain === endpoint.hostname) return endpoint.origin;
	return HOST_NAME.test(domain) ? `https://${domain}` : undefined;
}

/** The link that a recipient opens, the same on every release: `ORIGIN/secret/KEY`. */
export function secretLink(origin: string, key: SecretKey): string {
	return `${origin}/secret/${key}`;
}
