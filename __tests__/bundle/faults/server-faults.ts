// Short words for what a server does in the tables.

import type {
	Fault,
	FaultPlan,
	FaultRoute,
	ResponseBody,
	ResponseFault,
} from '../../support/server/index.ts';

/** The fault hits every request to the route. */
export function always(route: FaultRoute, act: Fault): readonly FaultPlan[] {
	return [{ route, on: 'every', act }];
}

/** The fault hits the first request to the route. */
export function once(route: FaultRoute, act: Fault): readonly FaultPlan[] {
	return [{ route, act }];
}

/** This response, without carrying the request out unless the changes say so. */
export function responds(
	status: number,
	body: ResponseBody,
	changes: Partial<ResponseFault> = {},
): ResponseFault {
	return { kind: 'answer', status, body, ...changes };
}

/** A page for people, as gateways, portals and edge networks show it. */
export function page(status: number, changes: Partial<ResponseFault> = {}): ResponseFault {
	return responds(status, '<!doctype html><title>Portal</title>', {
		headers: { 'content-type': 'text/html' },
		...changes,
	});
}

/** Carries the request out and changes the response. */
export function alters(change: (real: Readonly<Record<string, unknown>>) => unknown): ResponseFault {
	return { kind: 'answer', body: change };
}

/** A redirect to there. */
export function redirects(status: number, location: string): Fault {
	return { kind: 'redirect', status, location };
}
