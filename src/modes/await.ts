// Mode `await`: wait until the recipient has opened the link.

import { ActionError } from '../errors.ts';
import { unknownReceiptError } from '../onetimesecret/burn.ts';
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

/** What has been seen of a link so far. */
interface Sight {
	/** Undefined if no look has succeeded. */
	state: SecretState | undefined;
	/** When the lifetime of the secret ends, on the monotonic clock. */
	lifeEndMs: number;
}

/** Sets `state` and `opened-at`, then returns if the link was opened. Throws `not-opened` otherwise, or what the last look met. */
export async function awaitOpened(request: AwaitRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects, clock } = deps;
	const wait = startWait('for the recipient to open the link', request.waitMs, deps);
	const sight: Sight = { state: undefined, lifeEndMs: Number.POSITIVE_INFINITY };
	for (;;) {
		const service = connect(wait.lookLimitMs());
		const { look, error } = await lookOnce(service, request.receipt, effects);
		if (look !== undefined) takeIn(look, sight, wait, clock.monotonicMs());
		if (look?.state === 'opened') return succeed(service.host, look, wait, effects);
		if (look !== undefined && look.state !== 'new') {
			throw fail(look.state, describeEnd(look.state, service.host), effects);
		}
		const next = await wait.next(error);
		if (next.isOver) throw describeOver(next.error, sight, request.waitMs, service.host, deps);
		if (effects.isCancelled() && sight.state !== undefined) effects.output('state', sight.state);
		effects.stopIfCancelled('The link may still work.');
	}
}

function takeIn({ state, secretTtlSeconds }: ReceiptLook, sight: Sight, wait: Wait, nowMs: number): void {
	sight.state = state;
	if (secretTtlSeconds === undefined) return;
	const leftMs = secretTtlSeconds * 1_000 + AFTERLIFE_MS;
	sight.lifeEndMs = Math.min(sight.lifeEndMs, nowMs + leftMs);
	wait.shorten(leftMs);
}

/** The wait is over: with the error of the last look, with the lifetime of the link, or because nobody came. */
function describeOver(
	error: ActionError | undefined,
	{ state, lifeEndMs }: Sight,
	waitMs: number,
	host: string,
	{ clock, effects }: ModeDeps,
): ActionError {
	if (error !== undefined) return fail(state, error, effects);
	if (clock.monotonicMs() >= lifeEndMs) return fail('expired', describeEnd('expired', host), effects);
	return fail(state, nobodyCame(waitMs, host), effects);
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
	const message =
		waitMs === 0
			? `Nobody has opened the link yet (${host}).`
			: `Nobody opened the link within ${describeSeconds(waitMs / 1_000)} (${host}).`;
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
	return unknownReceiptError('not-opened', host);
}
