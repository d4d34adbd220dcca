// Mode `await`: poll the receipt until the recipient has opened the link.

import { ActionError } from '../errors.ts';
import { unknownReceiptError } from '../onetimesecret/burn.ts';
import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ReceiptKey, ReceiptLook, SecretService, SecretState } from '../onetimesecret/types.ts';
import type { ModeDeps, StepEffects, SummaryRow } from './ports.ts';
import { startWait, type Wait } from './waiting.ts';

/** Which link to wait for, and for how long. */
export interface AwaitRequest {
	readonly mode: 'await';
	readonly receipt: ReceiptKey;
	/** Maximum wait in milliseconds; 0 means a single check. */
	readonly waitMs: number;
}

/**
 * Server and runner both round times to seconds, so a receipt can report a live secret shortly after it has
 * expired.
 */
const EXPIRY_ROUNDING_MS = 2_000;

/** What the polls so far have shown. */
interface Progress {
	/** The last reported state. Undefined if no poll has succeeded. */
	state: SecretState | undefined;
	/**
	 * When the secret expires, on the monotonic clock in milliseconds; infinite if the server has not said.
	 */
	expiryMs: number;
}

/**
 * Polls until the link is opened, sets the outputs `state` and `opened-at`, and returns the summary rows.
 * Throws `not-opened` if the link expired, was burned, is unknown, or was not opened in time, `cancelled`, or
 * the error of the last poll if that poll failed.
 */
export async function awaitOpened(request: AwaitRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects, clock } = deps;
	const wait = startWait('for the recipient to open the link', request.waitMs, deps);
	const progress: Progress = { state: undefined, expiryMs: Number.POSITIVE_INFINITY };
	for (;;) {
		const service = connect(wait.pollLimitMs());
		const { look, error } = await pollOnce(service, request.receipt, effects);
		if (look !== undefined) recordPoll(look, progress, wait, clock.monotonicMs());
		if (look?.state === 'opened') return succeed(service.host, look, wait, effects);
		if (look !== undefined && look.state !== 'new') {
			throw fail(look.state, errorForEnd(look.state, service.host), effects);
		}
		const next = await wait.next(error);
		if (next.isOver) throw errorAfterWait(next.error, progress, request.waitMs, service.host, deps);
		if (effects.isCancelled() && progress.state !== undefined) effects.output('state', progress.state);
		effects.stopIfCancelled('The link may still work.');
	}
}

/** Keeps the state, and ends the wait with the lifetime of the secret if that comes first. */
function recordPoll(
	{ state, secretTtlSeconds }: ReceiptLook,
	progress: Progress,
	wait: Wait,
	nowMs: number,
): void {
	progress.state = state;
	if (secretTtlSeconds === undefined) return;
	const leftMs = secretTtlSeconds * 1_000 + EXPIRY_ROUNDING_MS;
	progress.expiryMs = Math.min(progress.expiryMs, nowMs + leftMs);
	wait.shorten(leftMs);
}

/**
 * Why the wait ended without success: the last poll failed, the link expired, or nobody opened it in time.
 */
function errorAfterWait(
	error: ActionError | undefined,
	{ state, expiryMs }: Progress,
	waitMs: number,
	host: string,
	{ clock, effects }: ModeDeps,
): ActionError {
	if (error !== undefined) return fail(state, error, effects);
	if (clock.monotonicMs() >= expiryMs) return fail('expired', errorForEnd('expired', host), effects);
	return fail(state, notOpenedInTime(waitMs, host), effects);
}

async function pollOnce(
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
		`${host}: the link was opened${when}; seen after ${describeSeconds(wait.elapsedMs() / 1_000)}.`,
	);
	return [['State', 'opened'], ...(openedAt === undefined ? [] : ([['Opened', openedAt]] as const))];
}

/** Sets the output `state`, unless no poll has succeeded, and returns the error to throw. */
function fail(state: SecretState | undefined, error: ActionError, effects: StepEffects): ActionError {
	if (state !== undefined) effects.output('state', state);
	return error;
}

function notOpenedInTime(waitMs: number, host: string): ActionError {
	const message =
		waitMs === 0
			? `Nobody has opened the link yet (${host}).`
			: `Nobody opened the link within ${describeSeconds(waitMs / 1_000)} (${host}).`;
	return new ActionError('not-opened', message, {
		leftBehind: 'The link still works.',
		advice: 'Remind the recipient and set a longer `wait`, or take the link back with mode `burn`.',
	});
}

function errorForEnd(state: Exclude<SecretState, 'new' | 'opened'>, host: string): ActionError {
	if (state === 'burned') {
		return new ActionError('not-opened', `The link was burned before anybody opened it (${host}).`);
	}
	if (state === 'expired') {
		const advice = 'Make a new link with a longer `ttl`.';
		return new ActionError('not-opened', `The link expired before anybody opened it (${host}).`, { advice });
	}
	return unknownReceiptError('not-opened', host);
}
