// Decides what the server takes the Host header for: its own (canonical) name, a custom domain of an account,
// or something it can't place.

/** The custom domain that the embedded account owns where none is named (captures). */
export const CUSTOM_DOMAIN = 'secrets.example.com';

/** What the server knows about its own address. */
export interface Site {
	/** `http://` or `https://`, as the server writes it into its URLs. */
	readonly scheme: 'http://' | 'https://';
	/** Its own host as written into URLs: `127.0.0.1:PORT` or the canonical name. */
	readonly authority: string;
	/** Its own name, if it has one. */
	readonly canonicalHost: string | undefined;
	/** Whether the Host header decides anything; not so on a server whose own host is an address. */
	readonly tellsHostsApart: boolean;
	/** The custom domain of the account, without a port. */
	readonly customDomain: string;
	/** Whether the homepage of the custom domain is open to guests. */
	readonly publicHomepage: boolean;
}

/** One request's host as the server classed it; two of the fields appear as headers in every response. */
export interface HostClass {
	/** Header `o-domain-strategy`. */
	readonly strategy: 'canonical' | 'custom' | 'invalid';
	/** Header `o-display-domain`. */
	readonly displayDomain: string;
	/** The custom domain that the call came in on, if hosts are told apart and it is one. */
	readonly customDomain: string | undefined;
}

/**
 * Whether `host` could be a registrable public domain: at least two labels, the last one a word, no port.
 * Anything else in `share_domain` is dropped in silence (server release v0.26.6, captures `v1 share_domain
 * malformed`, `… own host`).
 */
export function isPublicDomain(host: string): boolean {
	return host.length <= 253 && /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(host);
}

/**
 * Classes a Host header. On a server whose own host is an address, every host is `invalid` and none is told
 * apart; an address in the Host header shows the server's own host (server release v0.26.6, captures v0.26.6
 * and v0.26.6-hosts).
 */
export function classifyHost(site: Site, hostHeader: string | undefined): HostClass {
	const name = (hostHeader ?? '').replace(/:\d+$/, '').toLowerCase();
	if (!isPublicDomain(name)) {
		return { strategy: 'invalid', displayDomain: site.authority, customDomain: undefined };
	}
	if (!site.tellsHostsApart) {
		return { strategy: 'invalid', displayDomain: name, customDomain: undefined };
	}
	if (name === site.canonicalHost) {
		return { strategy: 'canonical', displayDomain: name, customDomain: undefined };
	}
	if (name === site.customDomain) {
		return { strategy: 'custom', displayDomain: name, customDomain: name };
	}
	return { strategy: 'invalid', displayDomain: name, customDomain: undefined };
}
