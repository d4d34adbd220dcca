// The form of a fault: what goes wrong around mode `share`, and what the step must make of it. The rows are
// data; two runners carry them out.

import type { ErrorCode } from '../../../src/errors.ts';
import type { FaultPlan } from '../../support/server/index.ts';
import type { NetworkPlan } from './network-setup.ts';

/** What must come of it. */
export interface Expectation {
	/** Code of the error; undefined if the step succeeds. */
	readonly code: ErrorCode | undefined;
	/** Secrets that were created on the server. */
	readonly created: number;
	/**
	 * How many requests arrived: status checks, creations. `many` is more than one, as many as the deadline
	 * allows.
	 */
	readonly asked: readonly [statuses: number | 'many', creations: number];
	/** Secrets that can still be opened at the end of main; default: all that were created. */
	readonly alive?: number;
	/** Output `status`; default: `nominal` if a creation was sent or the step succeeds, else `unavailable`. */
	readonly status?: string;
	/** Whether a warning says that the creation was retried; default no. */
	readonly retryIsReported?: boolean;
	/** Whether the receipt is in the state; default: if the step succeeds. */
	readonly receiptIsKept?: boolean;
	/** Whether the error says that a copy may live on; default no. */
	readonly copyIsReported?: boolean;
}

/** One fault. */
export interface ShareFault {
	readonly name: string;
	/** Default: the embedded server on the loopback. */
	readonly network?: NetworkPlan;
	/** What the server does, by route. */
	readonly plans?: readonly FaultPlan[];
	/** The server's word on itself; default `nominal`. */
	readonly word?: string;
	/** Input `api-version`; default `auto`, which ends on v1 here. */
	readonly api?: 'v1' | 'v2';
	/** Default: a guest. */
	readonly login?: 'right' | 'wrong';
	readonly passphrase?: string;
	readonly recipient?: string;
	/** Input `timeout`; default 60. */
	readonly timeoutSeconds?: number;
	/** The step is told to stop when the first plan has hit its first request. */
	readonly isStopped?: true;
	/**
	 * How many times faster time runs inside the test process, default 1. Waits between attempts take no time
	 * there in any case.
	 */
	readonly timeFactor?: number;
	/** Whether the bundle must show the same. */
	readonly withBundle?: true;
	/** Texts in the error annotation of the bundle. */
	readonly says?: readonly (string | RegExp)[];
	/** Texts that must not be in it. */
	readonly neverSays?: readonly (string | RegExp)[];
	readonly expected: Expectation;
}

/** After this the step counts as hanging. */
export const LIMIT_MS = 20_000;

/** What one of the runners saw, in the words of {@link Expectation}. */
export interface Observation {
	readonly code: ErrorCode | 'other' | undefined;
	readonly created: number;
	readonly alive: number;
	readonly statuses: number;
	readonly creations: number;
	readonly status: string;
	readonly retryIsReported: boolean;
	readonly receiptIsKept: boolean;
	readonly copyIsReported: boolean;
	readonly linkIsDelivered: boolean;
}

/** The observation that a row demands, given how many status checks there were. */
export function demandOf({ expected }: ShareFault, statuses: number): Observation {
	const { code, created, asked } = expected;
	const isDone = code === undefined;
	return {
		code,
		created,
		alive: expected.alive ?? created,
		statuses: asked[0] === 'many' ? Math.max(statuses, 2) : asked[0],
		creations: asked[1],
		status: expected.status ?? (isDone || asked[1] > 0 ? 'nominal' : 'unavailable'),
		retryIsReported: expected.retryIsReported ?? false,
		receiptIsKept: expected.receiptIsKept ?? isDone,
		copyIsReported: expected.copyIsReported ?? false,
		linkIsDelivered: isDone,
	};
}
