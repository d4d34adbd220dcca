// Decides which domain a new link is for, from `share_domain`, the host of the call and the caller (server release v0.26.6, captures).
import type { Caller } from './callers.ts';
import { CUSTOM_DOMAIN, type HostClass, isPublicDomain, type Site } from './hosts.ts';

/** The chosen domain (empty: none) or the message of the refusal. */
export type DomainChoice = { domain: string } | { message: string };

/**
 * Chooses the domain. On a custom host the link is always for that host, whatever an account asked for; the server's own host and what is
 * no public domain are ignored in silence; a caller without an account may not name a domain, nor create on a custom host.
 */
export function chooseShareDomain(site: Site, host: HostClass, caller: Caller, asked: string): DomainChoice {
	const requested = isPublicDomain(asked) && asked !== site.canonicalHost ? asked : '';
	if (caller.kind === 'anonymous' && requested !== '' && requested !== host.customDomain) {
		return { message: `You do not have permission to use domain: ${requested}` };
	}
	const domain = host.customDomain ?? requested;
	if (domain === '') {
		return { domain };
	}
	if (domain !== CUSTOM_DOMAIN) {
		return { message: `Unknown domain: ${domain}` };
	}
	return caller.kind === 'account'
		? { domain }
		: { message: `Public sharing disabled for domain: ${domain}` };
}
