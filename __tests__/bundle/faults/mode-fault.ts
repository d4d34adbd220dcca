// The form of a fault that is met on both API versions: what goes wrong around any mode, and what the step
// must make of it.

import type { ErrorCode } from '../../../src/errors.ts';
import type { ApiVersion, Fault, FaultPlan, FaultRoute } from '../../support/server/index.ts';

/** The same on both API versions, or one for each. */
export type ByVersion<Item> = Item | Readonly<Record<ApiVersion, Item>>;

/**
 * One fault. Except in share and generate, a secret is there before the step begins; for `await` it has been
 * opened.
 */
export interface ModeFault {
	readonly mode: 'share' | 'generate' | 'reveal' | 'await' | 'burn';
	/** What happens to the request, as the end of a sentence. */
	readonly name: string;
	/** API versions on which it can happen; default both. */
	readonly versions?: readonly ApiVersion[];
	/** What the server does; nothing odd by default. */
	readonly plan?: ByVersion<FaultPlan>;
	/** The passphrase of the link, and what the step is given; default: neither. */
	readonly passphrase?: { readonly real: string; readonly given: string | undefined };
	/** Undefined if the step succeeds. */
	readonly code: ByVersion<ErrorCode | undefined>;
	/** Requests on the route of the plan. */
	readonly asked: number;
	/** Secrets that can still be opened afterwards. */
	readonly alive: number;
	/** Texts in the error annotation of the bundle. */
	readonly says?: readonly (string | RegExp)[];
	/** True if the local runner would take seconds for it and the bundle would add nothing. */
	readonly isTooLargeForRunner?: true;
}

/** The item for one API version. */
export function forVersion<Item>(item: ByVersion<Item>, version: ApiVersion): Item {
	const isSplit = typeof item === 'object' && item !== null && 'v1' in item;
	return isSplit ? item[version] : (item as Item);
}

/** The fault hits every request to the route. */
export function every(route: FaultRoute, act: Fault): FaultPlan {
	return { route, on: 'every', act };
}

/** The fault hits the first request to the route. */
export function first(route: FaultRoute, act: Fault): FaultPlan {
	return { route, act };
}

/** A page of a portal that responds in the server's place. */
export const PORTAL: Fault = { kind: 'answer', status: 200, body: '<html>portal</html>' };
/** A server error without words. */
export const BROKEN: Fault = { kind: 'answer', status: 500, body: {} };
/** A redirect to another host. */
export const REDIRECT: Fault = {
	kind: 'redirect',
	status: 302,
	location: 'https://elsewhere.example.com/',
};
/** The page of an edge network that forbids the request. */
export const FORBIDDEN: Fault = { kind: 'answer', status: 403, body: '<html>' };
/** A rate limit for an hour. */
export const RATE_LIMIT: Fault = {
	kind: 'answer',
	status: 429,
	headers: { 'retry-after': '3600' },
	body: {},
};
/** A server that has not booted yet. */
export const STARTING: Fault = { kind: 'answer', status: 503, headers: { 'retry-after': '0' }, body: {} };
/** The words of a server that has crashed, or that has a reason which it does not name. */
export const CRASH: Readonly<Record<ApiVersion, Fault>> = {
	v1: { kind: 'answer', status: 404, body: { message: 'An unexpected error occurred :[' } },
	v2: { kind: 'answer', status: 500, body: { message: 'It broke.', success: false } },
};
/** A refusal in words. */
export const REFUSAL: Readonly<Record<ApiVersion, Fault>> = {
	v1: { kind: 'answer', status: 404, body: { message: 'Not today.' } },
	v2: { kind: 'answer', status: 422, body: { error: 'Not today.' } },
};

/** A fault for each version on the same route. */
export function byVersion(
	plan: (act: Fault) => FaultPlan,
	acts: Readonly<Record<ApiVersion, Fault>>,
): Readonly<Record<ApiVersion, FaultPlan>> {
	return { v1: plan(acts.v1), v2: plan(acts.v2) };
}
