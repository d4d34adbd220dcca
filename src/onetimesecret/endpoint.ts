// Which server is meant: the regions, and what may be given as a domain.

/** The regions of the hosted service. Each keeps its own accounts and secrets; nothing is shared between them. */
export const REGIONS = ['us', 'eu', 'ca', 'nz', 'uk'] as const;

/** One of {@link REGIONS}. */
export type Region = (typeof REGIONS)[number];

/** An API server. */
export interface Endpoint {
	/** Scheme, host and port, without a trailing slash; the API's paths begin with `/api` below it. */
	readonly origin: string;
	/** Host name, and port if it is not the scheme's own, for texts. */
	readonly host: string;
	/** Host name in lower case without port. */
	readonly hostname: string;
	/** True if it is one of the hosted regions, where a value may have 10,000 bytes at most. */
	readonly isRegion: boolean;
	/** Only a {@link Complaint} has one. */
	readonly complaint?: undefined;
}

/** What is wrong with a text, as the end of a sentence that begins with the name of the input. */
export interface Complaint {
	readonly complaint: string;
}

const FORM =
	'give a host name such as `secrets.example.com`, `secrets.example.com:8443` or `https://secrets.example.com`';
const HOST_NAME =
	/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** True for the hosts of the company's website, which keep no data in a known region. */
export function isWebsite(hostname: string): boolean {
	return hostname === 'onetimesecret.com' || hostname === 'www.onetimesecret.com';
}

/** The region that a host name belongs to; undefined if it is none of them. */
export function regionOf(hostname: string): Region | undefined {
	return REGIONS.find((region) => hostname === `${region}.onetimesecret.com`);
}

/** True for a host name with at least one dot, in lower case and ASCII (punycode for other scripts). */
export function isHostName(text: string): boolean {
	return HOST_NAME.test(text);
}

/** The API server of a hosted region. */
export function regionEndpoint(region: Region): Endpoint {
	return describe(new URL(`https://${region}.onetimesecret.com`));
}

/**
 * Reads a custom domain or self-hosted server. Returns the endpoint, or what is wrong with the text. The text itself is
 * never part of the complaint, because it may hold a password.
 */
export function parseDomain(text: string): Endpoint | Complaint {
	const url = parseHttpUrl(text);
	if (url === undefined) return { complaint: `is not a host; ${FORM}` };
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return { complaint: `has a scheme other than https; ${FORM}` };
	}
	if (url.username !== '' || url.password !== '') {
		return { complaint: 'contains a user part; give credentials as `username` and `token`' };
	}
	if (url.pathname !== '/' || /[?#]/.test(text)) {
		return { complaint: `contains a path, query or fragment; ${FORM}` };
	}
	// Judged on the name as given: resolvers look `localhost.` up elsewhere, and a proxy would be used for it.
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return { complaint: 'asks for plain http, which is possible for loopback hosts only; use https' };
	}
	const endpoint = describe(url);
	if (isWebsite(endpoint.hostname)) {
		return {
			complaint: `names the company's website, which is no API server; set \`region\` (${REGIONS.join(', ')})`,
		};
	}
	return endpoint;
}

/**
 * Reads the domain that a link is to have: a host name without scheme, port or path. Returns it in lower case, in
 * punycode where needed, or what is wrong with the text.
 */
export function parseShareDomain(
	text: string,
): { readonly shareDomain: string; readonly complaint?: undefined } | Complaint {
	const form = 'give a host name such as `secrets.example.com`';
	const url = parseHttpUrl(text);
	if (url === undefined) return { complaint: `is not a host name; ${form}` };
	const shareDomain = withoutTrailingDot(url.hostname);
	if (!isHostName(shareDomain)) return { complaint: `is not a host name with a dot in it; ${form}` };
	const isBare = url.pathname === '/' && url.port === '' && url.username === '' && !/[/?#@:]/.test(text);
	if (!isBare) {
		return { complaint: `is more than a host name; give \`${shareDomain}\`, without scheme, port and path` };
	}
	return { shareDomain };
}

function parseHttpUrl(text: string): URL | undefined {
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	return /[\s\\]/.test(text) || !URL.canParse(withScheme) ? undefined : new URL(withScheme);
}

function describe(url: URL): Endpoint {
	const hostname = withoutTrailingDot(url.hostname);
	const host = url.port === '' ? hostname : `${hostname}:${url.port}`;
	return { origin: `${url.protocol}//${host}`, host, hostname, isRegion: regionOf(hostname) !== undefined };
}

/** A trailing dot names the same host in DNS, but no certificate and no server knows the name with it. */
function withoutTrailingDot(hostname: string): string {
	return hostname.replace(/\.$/, '');
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
