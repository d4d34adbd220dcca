// Which server to call: the regions of the hosted service, and what the input `domain` may contain.

/** The regions of the hosted service. Each has its own accounts and secrets; nothing is shared between them. */
export const REGIONS = ['us', 'eu', 'ca', 'nz', 'uk'] as const;

/** One of {@link REGIONS}. */
export type Region = (typeof REGIONS)[number];

/** A server to call. */
export interface Endpoint {
	/** Scheme, host and port, without a trailing slash. The paths of the API begin with `/api`. */
	readonly origin: string;
	/** Host name, and port unless it is the default one. Used in messages. */
	readonly host: string;
	/** Host name in lower case, without the port. */
	readonly hostname: string;
	/** True for a region of the hosted service. A region accepts values of at most 10,000 bytes. */
	readonly isRegion: boolean;
	/** Never set. It lets callers tell an endpoint from a {@link Complaint}. */
	readonly complaint?: undefined;
}

/** What is wrong with the value of an input, as the end of a sentence that begins with the name of the input. */
export interface Complaint {
	readonly complaint: string;
}

const EXPECTED_FORM =
	'give a host name such as `secrets.example.com`, `secrets.example.com:8443` or `https://secrets.example.com`';
const HOST_NAME =
	/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;

/** True for the host names of the company's website, which do not belong to any region. */
export function isWebsite(hostname: string): boolean {
	return hostname === 'onetimesecret.com' || hostname === 'www.onetimesecret.com';
}

/** The region with this host name; undefined if there is none. */
export function regionOf(hostname: string): Region | undefined {
	return REGIONS.find((region) => hostname === `${region}.onetimesecret.com`);
}

/** True for a host name with at least one dot, in lower case and ASCII (punycode for international names). */
export function isHostName(text: string): boolean {
	return HOST_NAME.test(text);
}

/** The server of a region. */
export function regionEndpoint(region: Region): Endpoint {
	return toEndpoint(new URL(`https://${region}.onetimesecret.com`));
}

/**
 * Parses a custom domain or the address of a self-hosted server. Returns the endpoint, or what is wrong with
 * the text. The complaint never repeats the text, because it may contain a password.
 */
export function parseDomain(text: string): Endpoint | Complaint {
	const url = parseHttpUrl(text);
	if (url === undefined) return { complaint: `is not a host; ${EXPECTED_FORM}` };
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return { complaint: `has a scheme other than https; ${EXPECTED_FORM}` };
	}
	if (url.username !== '' || url.password !== '') {
		return { complaint: 'contains a user name; give credentials as `username` and `token`' };
	}
	if (url.pathname !== '/' || /[?#]/.test(text)) {
		return { complaint: `contains a path, query or fragment; ${EXPECTED_FORM}` };
	}
	// The name is checked before its trailing dot is removed: some resolvers look `localhost.` up in DNS, and a
	// request to it would go through the proxy.
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		return { complaint: 'asks for plain http, which is possible for loopback hosts only; use https' };
	}
	const endpoint = toEndpoint(url);
	if (isWebsite(endpoint.hostname)) {
		return {
			complaint: `names the company's website, which is no API server; set \`region\` (${REGIONS.join(', ')})`,
		};
	}
	return endpoint;
}

/**
 * Parses the domain for the link: a host name without scheme, port or path. Returns it in lower case and in
 * punycode where needed, or what is wrong with the text.
 */
export function parseShareDomain(
	text: string,
): { readonly shareDomain: string; readonly complaint?: undefined } | Complaint {
	const expectedForm = 'give a host name such as `secrets.example.com`';
	const url = parseHttpUrl(text);
	if (url === undefined) return { complaint: `is not a host name; ${expectedForm}` };
	const shareDomain = withoutTrailingDot(url.hostname);
	if (!isHostName(shareDomain)) return { complaint: `is not a host name with a dot in it; ${expectedForm}` };
	const isBare = url.pathname === '/' && !/[/?#@:]/.test(text);
	if (!isBare) {
		return { complaint: `is more than a host name; give \`${shareDomain}\`, without scheme, port and path` };
	}
	return { shareDomain };
}

function parseHttpUrl(text: string): URL | undefined {
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	return /[\s\\]/.test(text) || !URL.canParse(withScheme) ? undefined : new URL(withScheme);
}

function toEndpoint(url: URL): Endpoint {
	const hostname = withoutTrailingDot(url.hostname);
	const host = url.port === '' ? hostname : `${hostname}:${url.port}`;
	return { origin: `${url.protocol}//${host}`, host, hostname, isRegion: regionOf(hostname) !== undefined };
}

/** A trailing dot means the same host in DNS, but certificates and servers only know the name without it. */
function withoutTrailingDot(hostname: string): string {
	return hostname.replace(/\.$/, '');
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
