// What a path gets that no API of this server has: below a mounted version, below one that is not mounted,
// and elsewhere.
import type { ApiVersion, ReleaseTraits } from './release-traits.ts';
import type { ApiResponse } from './service.ts';

const PAGE_BYTES = 12_000;

/** A page of the web site in the size of a real one, 10 to 16 kB (seen on running servers). */
function renderPage(): string {
	const start =
		'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Onetime Secret</title>';
	const end = '</head>\n<body><div id="app"></div></body>\n</html>\n';
	return `${start}<style>${' '.repeat(PAGE_BYTES)}</style>${end}`;
}

/**
 * The response to a path below `/api` whose version is not mounted: a page to GET, with a status that differs
 * by release, and nine bytes to any other method (seen on running servers).
 */
export function respondUnmounted(release: ReleaseTraits, method: string): ApiResponse {
	if (method !== 'GET') return { status: 404, body: 'Not Found', layout: 'page' };
	return { status: release.unmountedStatus, body: renderPage(), layout: 'page' };
}

/** The response to an unknown path below a mounted version, or outside of the API. */
export function respondUnknownRoute(release: ReleaseTraits, api: ApiVersion | undefined): ApiResponse {
	const isTyped = api === 'v2' && release.v2 === 'error-and-request-id';
	const body = { error: 'Not Found', ...(isTyped && { error_type: 'NotFound' }) };
	return { status: 404, body, layout: 'router' };
}
