// Short words for what a server does in the tables.
import type { AnswerBody, AnswerFault, Fault, FaultPlan, FaultRoute } from '../../support/server/index.ts';

/** The fault hits every request to the route. */
export function always(route: FaultRoute, act: Fault): readonly FaultPlan[] {
	return [{ route, on: 'every', act }];
}

/** The fault hits the first request to the route. */
export function once(route: FaultRoute, act: Fault): readonly FaultPlan[] {
	return [{ route, act }];
}

/** This answer, without carrying the request out unless told. */
export function says(status: number, body: AnswerBody, changes: Partial<AnswerFault> = {}): AnswerFault {
	return { kind: 'answer', status, body, ...changes };
}

/** A page for people, as gateways, portals and edges show it. */
export function page(status: number, changes: Partial<AnswerFault> = {}): AnswerFault {
	return says(status, '<!doctype html><title>Portal</title>', {
		headers: { 'content-type': 'text/html' },
		...changes,
	});
}

/** Carries the request out and changes the answer. */
export function alters(change: (real: Readonly<Record<string, unknown>>) => unknown): AnswerFault {
	return { kind: 'answer', body: change };
}
