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
	/** Whether it is one of the hosted regions, where a value may have 10,000 bytes at most. */
	readonly isRegion: boolean;
}

const WEBSITE_HOSTS = ['onetimesecret.com', 'www.onetimesecret.com'];
const FORM =
	'a host name such as `secrets.example.com`, `secrets.example.com:8443` or `https://secrets.example.com`';

/** The API server of a hosted region. */
export function regionEndpoint(region: Region): Endpoint {
	return describe(new URL(`https://${region}.onetimesecret.com`));
}

/**
 * Reads a custom domain or self-hosted server. Returns the endpoint, or what is wrong with the text as the end of a sentence that begins
 * with the input's name. The text itself is never part of the complaint, because it may hold a password.
 */
export function parseDomain(text: string): Endpoint | { readonly complaint: string } {
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	if (/[\s\\]/.test(text) || !URL.canParse(withScheme)) return { complaint: `is not a host; give ${FORM}` };
	const url = new URL(withScheme);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return { complaint: `has a scheme other than https; give ${FORM}` };
	}
	if (url.username !== '' || url.password !== '') {
		return { complaint: 'contains a user part; give credentials as `username` and `token`' };
	}
	if (url.pathname !== '/' || /[?#]/.test(text)) {
		return { complaint: `contains a path, query or fragment; give ${FORM}` };
	}
	const endpoint = describe(url);
	if (url.protocol === 'http:' && !isLoopback(endpoint.hostname)) {
		return { complaint: 'asks for plain http, which is possible for loopback hosts only; use https' };
	}
	if (WEBSITE_HOSTS.includes(endpoint.hostname)) {
		return {
			complaint: `is the company's website, which keeps no data in a known place; choose a \`region\` (${REGIONS.join(', ')})`,
		};
	}
	return endpoint;
}

function describe(url: URL): Endpoint {
	const hostname = url.hostname.replace(/\.$/, '');
	const isRegion = REGIONS.some((region) => hostname === `${region}.onetimesecret.com`);
	return { origin: url.origin, host: url.host, hostname, isRegion };
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
