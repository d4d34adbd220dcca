// The form of a fault: what goes wrong around mode `share`, and what the step must make of it. The rows are data; two runners carry them out.
import type { ErrorCode } from '../../../src/errors.ts';
import type { CertificateFlaw } from '../../support/network/certificates.ts';
import type { ProxyConduct } from '../../support/network/proxy.ts';
import type { FaultPlan } from '../../support/server/index.ts';

/** Where the service is, and what stands in the way. */
export type Place =
	/** The embedded server on the loopback. */
	| { readonly kind: 'http' }
	/** The same over TLS. */
	| { readonly kind: 'https'; readonly certificate: CertificateFlaw }
	/** The same by a name instead of an address. */
	| { readonly kind: 'named' }
	/** The region `eu` behind a proxy; default: nothing is wrong with either. */
	| {
			readonly kind: 'region';
			readonly certificate?: CertificateFlaw;
			readonly proxy?: ProxyConduct | { readonly kind: 'dead' } | { readonly kind: 'wants-credentials' };
	  }
	/** A custom domain of an account, `secrets.example.com`, behind a proxy. */
	| { readonly kind: 'custom-domain' }
	/** A port on which nobody listens. */
	| { readonly kind: 'closed-port' }
	/** https is asked for, but the port speaks plain HTTP. */
	| { readonly kind: 'no-tls' }
	/** https is asked for, but the handshake of TLS never ends. */
	| { readonly kind: 'no-handshake' }
	/** The name service gives this code for the host. */
	| { readonly kind: 'no-name'; readonly code: 'ENOTFOUND' | 'EAI_AGAIN' };

/** What must come of it. */
export interface Expectation {
	/** Code of the error; undefined if the step succeeds. */
	readonly code: ErrorCode | undefined;
	/** Secrets that were created on the server. */
	readonly created: number;
	/** How many requests arrived: status checks, creations. `many` is more than one, as many as the deadline allows. */
	readonly asked: readonly [statuses: number | 'many', creations: number];
	/** Output `status`; default: `nominal` if a creation was sent or the step succeeds, else `unavailable`. */
	readonly status?: string;
	/** Whether a warning says that the creation was sent again; default no. */
	readonly repeatIsTold?: boolean;
	/** Whether the receipt is in the state; default: if the step succeeds. */
	readonly receiptIsKept?: boolean;
	/** Whether the error says that a copy may live on; default no. */
	readonly copyIsTold?: boolean;
}

/** One fault. */
export interface ShareFault {
	readonly name: string;
	/** Default: http. */
	readonly place?: Place;
	/** What the server does, by route. */
	readonly plans?: readonly FaultPlan[];
	/** The server's word on itself; default `nominal`. */
	readonly word?: string;
	/** Default: a guest. */
	readonly login?: 'right' | 'wrong';
	readonly passphrase?: string;
	/** Input `timeout`; default 60. */
	readonly timeoutSeconds?: number;
	/** The step is told to stop when the first plan has hit its first request. */
	readonly isStopped?: true;
	/** How many times faster time runs where the bundle is left out, default 1; waits between attempts take no time there in any case. */
	readonly timeFactor?: number;
	/** Whether the bundle must show the same. */
	readonly withBundle?: true;
	readonly expected: Expectation;
	/** After this the step counts as hanging; default 10 s. */
	readonly limitMs?: number;
}

/** Time limit of a row without one. */
export const DEFAULT_LIMIT_MS = 10_000;

/** What one of the runners saw, in the words of {@link Expectation}. */
export interface Observation {
	readonly code: ErrorCode | 'other' | undefined;
	readonly created: number;
	readonly statuses: number;
	readonly creations: number;
	readonly status: string;
	readonly repeatIsTold: boolean;
	readonly receiptIsKept: boolean;
	readonly copyIsTold: boolean;
	readonly linkIsHandedOn: boolean;
}

/** The observation that a row demands, given how many status checks there were. */
export function demandOf({ expected }: ShareFault, statuses: number): Observation {
	const { code, created, asked } = expected;
	const isDone = code === undefined;
	return {
		code,
		created,
		statuses: asked[0] === 'many' ? Math.max(statuses, 2) : asked[0],
		creations: asked[1],
		status: expected.status ?? (isDone || asked[1] > 0 ? 'nominal' : 'unavailable'),
		repeatIsTold: expected.repeatIsTold ?? false,
		receiptIsKept: expected.receiptIsKept ?? isDone,
		copyIsTold: expected.copyIsTold ?? false,
		linkIsHandedOn: isDone,
	};
}
