// Where a redirect leads, and whether it is safe to advise the user to call that host. A wrong advice would
// send credentials to a stranger.

import type { Endpoint } from './endpoint.ts';

/** The target of a redirect. */
export interface RedirectTarget {
	/**
	 * Origin of the target; empty if the target is relative. Whoever sent the redirect chose it, so it is not
	 * trusted.
	 */
	readonly origin: string;
	/** The host to advise as `domain`; undefined unless the server itself has moved there. */
	readonly movedTo: string | undefined;
}

/**
 * Judges a `Location` header. The server has moved if the target is https with the path and query of the
 * request, on another origin, and its host is ours, with or without a leading `www.`. Any other target, such
 * as `login.` in front of our host, is somebody else's page.
 */
export function judgeRedirect(
	location: string,
	{ origin, hostname }: Endpoint,
	path: string,
): RedirectTarget {
	const url = URL.canParse(location) ? new URL(location) : undefined;
	if (url === undefined || url.origin === 'null') return { origin: '', movedTo: undefined };
	const isSameRequest = url.protocol === 'https:' && `${url.pathname}${url.search}${url.hash}` === path;
	const isSameHost = withoutWww(url.hostname) === withoutWww(hostname);
	const isAnonymous = url.username === '' && url.password === '';
	const hasMoved = isSameRequest && isSameHost && isAnonymous && url.origin !== origin;
	return { origin: url.origin, movedTo: hasMoved ? url.host : undefined };
}

function withoutWww(hostname: string): string {
	return hostname.replace(/^www\./, '');
}
