// Readings of the requests that a server has recorded.

import type { EmbeddedServer, RecordedRequest, RouteName } from '../support/server/index.ts';

/** The requests to one route so far. */
export function requestsTo(server: EmbeddedServer, route: RouteName): RecordedRequest[] {
	return server.requests.filter((request) => request.route === route);
}

/** The fields of a form that was sent. */
export function formOf(request: RecordedRequest | undefined): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(request?.body.toString()));
}
