// Where a redirect leads, and whether it is safe to advise following it. A wrong advice would carry credentials astray.

import type { Endpoint } from './endpoint.ts';

/** A redirect, judged. */
export interface RedirectTarget {
	/** Origin of the target, chosen by whoever sent the redirect; empty if it names none. */
	readonly origin: string;
	/** The host to advise as `domain`; undefined unless the service itself has moved there. */
	readonly movedTo: string | undefined;
}

/**
 * Judges a `Location` header. The service has moved if the target is https with the request's own path and query, on
 * another origin, and its host is ours or differs from it by a leading `www.` alone. Everything else, such as
 * `login.` in front of our host, is somebody else's page.
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
