// Short words for what must come of a fault.

import type { Expectation } from './fault-table.ts';

/** Success at the first attempt. */
export const succeeds: Expectation = { code: undefined, created: 1, asked: [1, 1] };

/** Success after this many status checks. */
export function succeedsAfterChecks(statuses: number): Expectation {
	return { code: undefined, created: 1, asked: [statuses, 1] };
}

/**
 * Success after the creation was retried, with this many secrets in all; reported only where there was a
 * doubt.
 */
export function succeedsAfterRetry(created: number, retryIsReported: boolean): Expectation {
	return { code: undefined, created, asked: [1, 2], retryIsReported };
}

/** Failure of the status check: nothing was created. `status` is the output, by default `unavailable`. */
export function failsAtStatus(
	code: Expectation['code'],
	statuses: Expectation['asked'][0],
	status?: string,
): Expectation {
	return { code, created: 0, asked: [statuses, 0], ...(status !== undefined && { status }) };
}

/** Failure of the creation where it is certain that nothing was created. */
export function failsUncreated(code: Expectation['code'], creations: number): Expectation {
	return { code, created: 0, asked: [1, creations] };
}

/** Failure after which a copy may live on that nobody has a link to. */
export function leavesCopy(code: Expectation['code'], created: number, creations: number): Expectation {
	return { code, created, asked: [1, creations], copyIsReported: true };
}

/** Failure after which the secret lives until the end of the job burns it. */
export function keepsReceipt(code: Expectation['code']): Expectation {
	return { code, created: 1, asked: [1, 1], receiptIsKept: true };
}

/** Failure after which the step itself has burned the secret. */
export function burnsAtOnce(code: Expectation['code']): Expectation {
	return { code, created: 1, asked: [1, 1], alive: 0 };
}
