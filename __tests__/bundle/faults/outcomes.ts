// Short words for what must come of a fault once the creation has been asked for.
import type { Expectation } from './fault-table.ts';

/** Success at the first try. */
export const passes: Expectation = { code: undefined, created: 1, asked: [1, 1] };

/** Success after a repetition, with this many secrets in all; told only where there was a doubt. */
export function passesAgain(created: number, repeatIsTold: boolean): Expectation {
	return { code: undefined, created, asked: [1, 2], repeatIsTold };
}

/** Failure where it is certain that nothing was created. */
export function fails(code: Expectation['code'], creations: number): Expectation {
	return { code, created: 0, asked: [1, creations] };
}

/** Failure after which a copy may live on that nobody has the link to. */
export function leaves(code: Expectation['code'], created: number, creations: number): Expectation {
	return { code, created, asked: [1, creations], copyIsTold: true };
}

/** Failure after which the secret lives, but can be burned. */
export function keepsReceipt(code: Expectation['code']): Expectation {
	return { code, created: 1, asked: [1, 1], receiptIsKept: true };
}
