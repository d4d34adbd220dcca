// What can be made to go wrong, and which request it hits.
import type { RouteName } from './routes.ts';

/**
 * Routes that a fault can name, the same for both API versions: `reveal` is the route that requests record as
 * `secret`, and `proof` the list of receipts that proves credentials on API v2. `any` is every request, also
 * one to an unknown route.
 */
export type FaultRoute =
	| 'status'
	| 'share'
	| 'generate'
	| 'reveal'
	| 'secret'
	| 'receipt'
	| 'burn'
	| 'proof'
	| 'any';

/**
 * One thing that goes wrong. `acts` says whether the request is carried out (a secret created, revealed,
 * burned) although its response is lost or replaced. Times in milliseconds. Every request is read to its end
 * before its fault sets in.
 */
export type Fault =
	/** Responds after `ms`; carried out before the pause with `actsFirst`, else after it. */
	| { readonly kind: 'delay'; readonly ms: number; readonly actsFirst?: boolean }
	/** As `delay`, until the handle's `release()` or the server's `close()`. */
	| { readonly kind: 'hold'; readonly actsFirst?: boolean }
	/** RST without carrying out the request. */
	| { readonly kind: 'reset-before' }
	/** RST after carrying out the request. */
	| { readonly kind: 'reset-after' }
	/** Acts, then headers with the full content-length, half of the body, and the end of the connection. */
	| { readonly kind: 'half-body' }
	/** Acts, then headers and half of the body, then nothing. */
	| { readonly kind: 'stalled-body' }
	/** Acts, then the whole response, whose Content-Length is one too high, and the end of the connection. */
	| { readonly kind: 'wrong-length' }
	/** Acts, then the whole response in chunks but for the last one, and the end of the connection. */
	| { readonly kind: 'no-last-chunk' }
	/** Never answers; does not act unless told. */
	| { readonly kind: 'stalled-headers'; readonly acts?: boolean }
	/** Acts, then headers at once and every `intervalMs` a part of the body: one of `parts`, or one byte. */
	| { readonly kind: 'drip'; readonly intervalMs: number; readonly parts?: number }
	/** Acts (unless told not to), then blanks for ever in chunks, without content-length. */
	| { readonly kind: 'endless-body'; readonly acts?: boolean }
	/** Raw bytes instead of an HTTP response, then the end of the connection; does not act unless told. */
	| { readonly kind: 'garbage'; readonly bytes?: string | Buffer; readonly acts?: boolean }
	/** Any response at all. */
	| ResponseFault
	/** A redirect; does not act unless told. */
	| { readonly kind: 'redirect'; readonly status: number; readonly location: string; readonly acts?: boolean }
	/** The ordinary response with `connection: close`. */
	| { readonly kind: 'close-after-answer' }
	/** The ordinary response, which promises a connection that is kept, and then the end of the connection. */
	| { readonly kind: 'drop-connection-after' };

/**
 * Text or bytes as they are, JSON, or a function of the real response's JSON (`{}` if the request is not
 * carried out) that returns one of these.
 */
export type ResponseBody =
	| string
	| number
	| boolean
	| null
	| Buffer
	| readonly unknown[]
	| Readonly<Record<string, unknown>>
	| ((json: Record<string, unknown>) => unknown);

/** Any response at all, built from nothing or from the real one. */
export interface ResponseFault {
	readonly kind: 'answer';
	/** Default: the real response's status if it acts, else 200. */
	readonly status?: number;
	/**
	 * Added to the real response's headers if it acts, else to `content-type: application/json; charset=utf-8`;
	 * null takes a header away.
	 */
	readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
	/** Default: the real body if it acts, else none. */
	readonly body?: ResponseBody;
	/** Whether the request is carried out; default: only if `body` is a function. */
	readonly acts?: boolean;
}

/** A fault and when it sets in. */
export interface FaultPlan {
	readonly route: FaultRoute;
	/**
	 * Which requests to that route, counted from 1 since the plan was set; default 1. A function is asked once
	 * for each request.
	 */
	readonly on?: number | readonly number[] | 'every' | (() => boolean);
	readonly act: Fault;
}

/** A plan that has been set. */
export interface FaultHandle {
	/**
	 * Settles when the fault has hit its first request: read to its end, and acted on where the fault acts
	 * first.
	 */
	readonly seen: Promise<void>;
	/** Settles when the connection of the first request that was hit is closed, by whichever side. */
	readonly gone: Promise<void>;
	/** How many requests it has hit. */
	readonly fired: number;
	/** Lets everything that a `hold` keeps waiting go on, now and from now on. */
	release(): void;
}

/** A plan as the server runs it. */
export interface ArmedFault {
	readonly act: Fault;
	readonly released: Promise<void>;
	noteSeen(): void;
	noteGone(): void;
}

/** The plans of one server. */
export interface FaultBoard {
	set(plan: FaultPlan): FaultHandle;
	/** Counts a request for every plan and picks the first plan that it triggers. */
	pick(route: RouteName): ArmedFault | undefined;
}

/** A promise and the function that settles it. */
function makeGate(): { opened: Promise<void>; open: () => void } {
	let open = (): void => {};
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open };
}

function isDue(on: FaultPlan['on'], occurrence: number): boolean {
	if (on === 'every') {
		return true;
	}
	if (typeof on === 'function') return on();
	return typeof on === 'object' ? on.includes(occurrence) : occurrence === (on ?? 1);
}

/** Makes a board without plans. */
export function createFaultBoard(): FaultBoard {
	const plans: { plan: FaultPlan; occurrences: number; fired: number; armed: ArmedFault }[] = [];
	return {
		set(plan) {
			const seen = makeGate();
			const gone = makeGate();
			const released = makeGate();
			const armed = { act: plan.act, released: released.opened, noteSeen: seen.open, noteGone: gone.open };
			const entry = { plan, occurrences: 0, fired: 0, armed };
			plans.push(entry);
			return {
				seen: seen.opened,
				gone: gone.opened,
				get fired() {
					return entry.fired;
				},
				release: released.open,
			};
		},
		pick(route) {
			const due = plans.filter((entry) => {
				const wanted = entry.plan.route === 'reveal' ? 'secret' : entry.plan.route;
				if (wanted !== 'any' && wanted !== route) {
					return false;
				}
				entry.occurrences += 1;
				return isDue(entry.plan.on, entry.occurrences);
			});
			const first = due[0];
			if (first !== undefined) {
				first.fired += 1;
			}
			return first?.armed;
		},
	};
}
