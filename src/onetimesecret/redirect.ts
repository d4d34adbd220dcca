// Where a redirect leads, and whether it is safe to advise following it. A wrong advice would carry credentials astray.

import type { Endpoint } from './endpoint.ts';

/** A redirect, judged. */
export interface RedirectTarget {
	/** Host of the target, for a text; undefined if it names none of its own. */
	readonly host: string | undefined;
	/** True if the service itself has moved there, so that the host may be advised as `domain`. */
	readonly isMovedServer: boolean;
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
	if (!URL.canParse(location)) return { host: undefined, isMovedServer: false };
	const url = new URL(location);
	if (url.origin === 'null') return { host: undefined, isMovedServer: false };
	const isSameRequest = url.protocol === 'https:' && `${url.pathname}${url.search}${url.hash}` === path;
	const isSameHost = withoutWww(url.hostname) === withoutWww(hostname);
	const isAnonymous = url.username === '' && url.password === '';
	return {
		host: url.host,
		isMovedServer: isSameRequest && isSameHost && isAnonymous && url.origin !== origin,
	};
}

function withoutWww(hostname: string): string {
	return hostname.replace(/^www\./, '');
}
