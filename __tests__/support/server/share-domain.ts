// Decides which domain a new link is for, from `share_domain`, the host of the request, the caller and the
// release.
import type { AcceptedCaller } from './callers.ts';
import { type HostClass, isPublicDomain, type Site } from './hosts.ts';
import type { Refusal } from './refusals.ts';
import type { ApiVersion, ReleaseTraits } from './release-traits.ts';

/** Who asks for which domain, where. */
export interface DomainRequest {
	readonly api: ApiVersion;
	readonly host: HostClass;
	readonly caller: AcceptedCaller;
	/** `share_domain` as sent, or empty. */
	readonly asked: string;
}

/** The chosen domain (empty: none) or the refusal. */
export type DomainChoice = { readonly domain: string } | Refusal;

const unknownDomain = (domain: string): Refusal => ({
	code: 'unknown-domain',
	text: `Unknown domain: ${domain}`,
});
const notPermitted = (domain: string): Refusal => ({
	code: 'domain-permission',
	text: `You do not have permission to use domain: ${domain}`,
});
const notPublic = (domain: string): Refusal => ({
	code: 'domain-not-public',
	text: `Public sharing disabled for domain: ${domain}`,
});

/** v0.23: whoever calls may use any domain that is registered; the host of the request decides nothing. */
function chooseForAnybody(site: Site, requested: string): DomainChoice {
	return requested === '' || requested === site.customDomain
		? { domain: requested }
		: unknownDomain(requested);
}

/**
 * v0.24: a custom host decides alone, and only if its homepage is public; elsewhere the owner may name the
 * domain.
 */
function chooseForOwner(site: Site, { host, caller }: DomainRequest, requested: string): DomainChoice {
	const { customDomain } = host;
	if (customDomain !== undefined) {
		return site.publicHomepage ? { domain: customDomain } : notPublic(customDomain);
	}
	if (requested === '') return { domain: '' };
	if (requested !== site.customDomain) return unknownDomain(requested);
	return caller.kind === 'account' ? { domain: requested } : notPermitted(requested);
}

/**
 * v0.26: a custom host decides, but for API v2, where an account's own choice wins; guests need a public
 * homepage.
 */
function chooseForMember(site: Site, request: DomainRequest, requested: string): DomainChoice {
	const { api, host, caller } = request;
	if (caller.kind === 'anonymous' && requested !== '' && requested !== host.customDomain) {
		return notPermitted(requested);
	}
	const domain = api === 'v2' && requested !== '' ? requested : (host.customDomain ?? requested);
	if (domain === '') return { domain };
	if (domain !== site.customDomain) return unknownDomain(domain);
	return caller.kind === 'account' || site.publicHomepage ? { domain } : notPublic(domain);
}

/**
 * Chooses the domain. The server's own host and what is no public domain are ignored in silence (captures,
 * all three releases).
 */
export function chooseShareDomain(site: Site, release: ReleaseTraits, request: DomainRequest): DomainChoice {
	const { asked } = request;
	const requested = isPublicDomain(asked) && asked !== site.canonicalHost ? asked : '';
	switch (release.domains) {
		case 'anybody':
			return chooseForAnybody(site, requested);
		case 'owner-if-public':
			return chooseForOwner(site, request, requested);
		case 'members':
			return chooseForMember(site, request, requested);
	}
}
