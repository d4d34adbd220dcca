// What the status code of a response means before anybody has read its body. The only place that says so.

import type { HttpResponse } from './exchange.ts';

/** What a status code alone can say about a response that is not a success. */
export type StatusFailure =
	| 'redirected'
	| 'rate-limited'
	/** The server says that it has not acted: 503 with `Retry-After` (RFC 9110, section 15.6.4). */
	| 'not-ready'
	/** 408 or 5xx. */
	| 'server-fault'
	/** Something in front of the service turned the request away. */
	| 'forbidden'
	/** Nothing here knows the path. */
	| 'no-api'
	/** Not a response of the API. */
	| 'unusable';

/** True for 2xx. */
export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** What the status says whatever the body holds; undefined if the body decides. */
export function failureOfStatus(
	response: Pick<HttpResponse, 'status' | 'header'>,
): StatusFailure | undefined {
	const { status } = response;
	if (status >= 300 && status < 400) return 'redirected';
	if (status === 429) return 'rate-limited';
	if (status === 503 && response.header('retry-after') !== undefined) return 'not-ready';
	return status === 408 || status >= 500 ? 'server-fault' : undefined;
}

/**
 * What a body that is not the API's JSON means. It comes from something else than the API: 401 and 403 from a login
 * page or an edge network, 404, 405 and 410 from a server that does not know the path.
 */
export function failureOfPage(status: number): StatusFailure {
	if (status === 401 || status === 403) return 'forbidden';
	return status === 404 || status === 405 || status === 410 ? 'no-api' : 'unusable';
}
