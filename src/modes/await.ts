// Mode `await`: wait until the recipient has opened the link.

import { ActionError } from '../errors.ts';
import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ReceiptKey, ReceiptLook, SecretService, SecretState } from '../onetimesecret/types.ts';
import type { ModeDeps, StepEffects, SummaryRow } from './ports.ts';
import { startWait, type Wait } from './waiting.ts';

/** Which link is waited for, and how long. */
export interface AwaitRequest {
	readonly mode: 'await';
	readonly receipt: ReceiptKey;
	readonly waitMs: number;
}

/** A receipt still says that its secret lives for a moment after the end, by the rounding of both clocks. */
const AFTERLIFE_MS = 2_000;

/** Sets `state` and `opened-at`, then returns if the link was opened. Throws `not-opened` otherwise, or what the last look met. */
export async function awaitOpened(request: AwaitRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects, clock } = deps;
	const wait = startWait('for the recipient to open the link', request.waitMs, deps);
	let state: SecretState | undefined;
	let lifeEndMs = Number.POSITIVE_INFINITY;
	for (;;) {
		const service = connect(wait.lookLimitMs());
		const { look, error } = await lookOnce(service, request.receipt, effects);
		state = look?.state ?? state;
		if (look?.state === 'opened') return succeed(service.host, look, wait, effects);
		if (look !== undefined && look.state !== 'new')
			throw fail(state, describeEnd(look.state, service.host), effects);
		if (look?.secretTtlSeconds !== undefined) {
			const leftMs = look.secretTtlSeconds * 1_000 + AFTERLIFE_MS;
			lifeEndMs = Math.min(lifeEndMs, clock.monotonicMs() + leftMs);
			wait.shorten(leftMs);
		}
		const next = await wait.next(error);
		if (next.isOver) {
			const isExpired = next.error === undefined && clock.monotonicMs() >= lifeEndMs;
			if (isExpired) throw fail('expired', describeEnd('expired', service.host), effects);
			throw fail(state, next.error ?? nobodyCame(request.waitMs, service.host), effects);
		}
		if (effects.isCancelled() && state !== undefined) effects.output('state', state);
		effects.stopIfCancelled('The link may still work.');
	}
}

async function lookOnce(
	service: SecretService,
	receipt: ReceiptKey,
	effects: StepEffects,
): Promise<{ look?: ReceiptLook; error: ActionError | undefined }> {
	try {
		const look = await service.lookUp(receipt);
		for (const value of look.plaintext) effects.withholdEchoesOf(value);
		return { look, error: undefined };
	} catch (error) {
		if (error instanceof ActionError) return { error };
		throw error;
	}
}

function succeed(
	host: string,
	{ openedAt }: ReceiptLook,
	wait: Wait,
	effects: StepEffects,
): readonly SummaryRow[] {
	effects.output('state', 'opened');
	if (openedAt !== undefined) effects.output('opened-at', openedAt);
	const when = openedAt === undefined ? '' : ` at ${openedAt}`;
	effects.info(
		`${host}: the link was opened${when}; seen after ${describeSeconds(wait.passedMs() / 1_000)}.`,
	);
	return [['State', 'opened'], ...(openedAt === undefined ? [] : ([['Opened', openedAt]] as const))];
}

/** `state` stays empty if no look succeeded. */
function fail(state: SecretState | undefined, error: ActionError, effects: StepEffects): ActionError {
	if (state !== undefined) effects.output('state', state);
	return error;
}

function nobodyCame(waitMs: number, host: string): ActionError {
	const message = `Nobody opened the link within ${describeSeconds(waitMs / 1_000)} (${host}).`;
	return new ActionError('not-opened', message, {
		leftBehind: 'The link still works.',
		advice: 'Remind the recipient and set a longer `wait`, or take the link back with mode `burn`.',
	});
}

function describeEnd(state: Exclude<SecretState, 'new' | 'opened'>, host: string): ActionError {
	if (state === 'burned') {
		return new ActionError('not-opened', `The link was burned before anybody opened it (${host}).`);
	}
	if (state === 'expired') {
		const advice = 'Make a new link with a longer `ttl`.';
		return new ActionError('not-opened', `The link expired before anybody opened it (${host}).`, { advice });
	}
	return new ActionError('not-opened', `${host} knows no such receipt.`, {
		advice:
			'It belongs to another region or server, it was mistyped, or it is so old that the server has forgotten it.',
	});
}
