// What the status code of a response means before its body is read. All API versions share these rules.

import type { HttpResponse } from './exchange.ts';

/** Why a response is not a success, as far as its status code tells. */
export type StatusFailure =
	| 'redirected'
	| 'rate-limited'
	/** The server has not acted: status 503 with `Retry-After` (RFC 9110, section 15.6.4). */
	| 'not-ready'
	/** Status 408 or 5xx. */
	| 'server-fault'
	/** A firewall, login page or edge network in front of the service rejected the request. */
	| 'forbidden'
	/** The server does not know the path. */
	| 'no-api'
	/** The response is not one of the API. */
	| 'unusable';

/** True for a 2xx status. */
export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** The failure that a status code means whatever the body says; undefined if the body decides. */
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
 * The failure that a status code means if the body is not JSON. Such a response does not come from the API:
 * 401 and 403 come from a login page or an edge network, and 404, 405 and 410 from a server that does not
 * know the path.
 */
export function failureWithoutJson(status: number): StatusFailure {
	if (status === 401 || status === 403) return 'forbidden';
	return status === 404 || status === 405 || status === 410 ? 'no-api' : 'unusable';
}
