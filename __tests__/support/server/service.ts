// What the handlers of both API versions share: the state of one server, one call, and the shape of a
// response.
import type { AcceptedCaller, Account } from './callers.ts';
import type { EventCounter } from './event-counter.ts';
import type { HostClass, Site } from './hosts.ts';
import type { Parameters } from './parameters.ts';
import type { createPassphraseJudge } from './passphrase-guesses.ts';
import type { ApiVersion, ReleaseTraits } from './release-traits.ts';
import type { Store } from './store.ts';

/** What a server can be made to lie about. */
export type Lie = 'burn' | 'reveal' | 'status';

/** The state and the settings of one server. */
export interface Service {
	readonly site: Site;
	readonly account: Account;
	readonly release: ReleaseTraits;
	readonly mounted: Readonly<Record<ApiVersion, boolean>>;
	readonly store: Store;
	readonly counter: EventCounter;
	readonly judgePassphrase: ReturnType<typeof createPassphraseJudge>;
	readonly mails: string[];
	readonly nowMs: () => number;
	readonly statusWord: () => string;
	readonly lies: Lie | undefined;
	/** How many requests of one kind a guest may make within 20 minutes. */
	readonly rateLimit: number;
	/** How many secrets guests may make. */
	readonly guestLimit: number;
}

/** One request by somebody who was not refused, below API v1. */
export interface V1Call {
	readonly host: HostClass;
	readonly caller: AcceptedCaller;
	readonly parameters: Parameters;
}

/**
 * One request by somebody who was not refused, below API v2; `body` is the JSON, or empty where there was
 * none.
 */
export interface V2Call {
	readonly host: HostClass;
	readonly caller: AcceptedCaller;
	readonly body: Readonly<Record<string, unknown>>;
}

/** Which headers go with a response, and in which order. */
export type HeaderLayout = 'v1' | 'v1-status' | 'v2' | 'v2-status' | 'v2-error' | 'router' | 'page';

/** What a route decided to say. */
export interface ApiResponse {
	readonly status: number;
	readonly layout: HeaderLayout;
	/** JSON, or a text for the layout `page`; undefined for an empty body. */
	readonly body: unknown;
	/**
	 * What the status would be if API v1 did not response 404 to nearly every failure; becomes
	 * `x-ots-intended-status`.
	 */
	readonly intendedStatus?: 400 | 401;
	/** Becomes `retry-after`. */
	readonly retryAfterSeconds?: number;
}

/** Whether this caller has made more requests of this kind than the server's limit allows. */
export function isRateLimited(
	service: Service,
	api: ApiVersion,
	caller: AcceptedCaller,
	kind: string,
): boolean {
	const isExempt =
		service.release.rateLimits === 'guests-on-v1' && (api === 'v2' || caller.kind === 'account');
	return !isExempt && service.counter.note(`${kind} ${caller.custid}`) > service.rateLimit;
}
