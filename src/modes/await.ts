// Mode `await`: wait until the recipient has opened the link.

import { ActionError } from '../errors.ts';
import type { ReceiptKey, SecretState } from '../onetimesecret/types.ts';
import type { Facts, ModeParts, StepEffects } from './ports.ts';
import { beginWait, isFinal, seconds } from './waiting.ts';

/** Which link is waited for, and how long. */
export interface AwaitRequest {
	readonly receipt: ReceiptKey;
	readonly waitMs: number;
}

/** A receipt still says that its secret lives for a moment after the end, by the rounding of both clocks. */
const AFTERLIFE_MS = 2_000;

/** Sets the output `state`, then returns if the link was opened. Throws `not-opened` otherwise, or what the last look met. */
export async function awaitOpening(
	{ receipt, waitMs }: AwaitRequest,
	{ connect, effects, clock }: ModeParts,
): Promise<Facts> {
	const wait = beginWait('for the recipient to open the link', waitMs, clock, effects);
	let state: SecretState | undefined;
	let lifeEndMs = Number.POSITIVE_INFINITY;
	for (;;) {
		const service = connect(wait.lookLimitMs());
		let failure: ActionError | undefined;
		try {
			const look = await service.lookUp(receipt);
			for (const value of look.spilledValues) effects.hide('value', value);
			state = look.state;
			if (state === 'opened') return succeed(service.host, wait.passedMs(), effects);
			if (look.secretTtlSeconds !== undefined) {
				const leftMs = look.secretTtlSeconds * 1_000 + AFTERLIFE_MS;
				lifeEndMs = Math.min(lifeEndMs, clock.monotonicMs() + leftMs);
				wait.shorten(leftMs);
			}
		} catch (error) {
			if (!(error instanceof ActionError)) throw error;
			failure = error;
		}
		if (failure === undefined && state !== 'new') {
			throw fail(state, `await: ${closed(state, service.host)}`, effects);
		}
		if ((failure !== undefined && isFinal(failure)) || !(await wait.next())) {
			if (failure !== undefined) throw fail(state, failure, effects);
			const isOver = clock.monotonicMs() >= lifeEndMs;
			const why = isOver
				? 'the lifetime of the link is over, and nobody opened it'
				: `nobody opened the link within ${seconds(waitMs)}`;
			throw fail(isOver ? 'expired' : state, `await: ${why} (${service.host}).`, effects);
		}
		if (effects.isCancelled() && state !== undefined) effects.output('state', state);
		effects.stopIfCancelled('The link may still work.');
	}
}

function succeed(host: string, passedMs: number, effects: StepEffects): Facts {
	effects.output('state', 'opened');
	effects.line(`The link was opened at ${host}; seen after ${seconds(passedMs)}.`);
	return [['State', 'opened']];
}

/** `state` stays unset if no look succeeded. */
function fail(state: SecretState | undefined, reason: unknown, effects: StepEffects): unknown {
	if (state !== undefined) effects.output('state', state);
	if (typeof reason !== 'string') return reason;
	const alive = state === 'new' ? 'The link still works.' : '';
	return new ActionError('not-opened', reason, { alive });
}

function closed(state: SecretState | undefined, host: string): string {
	if (state === 'unknown') {
		return `${host} knows no such receipt: it belongs to another region or server, was mistyped, or is forgotten by now.`;
	}
	return `the link was ${state === 'burned' ? 'burned' : 'not opened before it expired'} at ${host}.`;
}
