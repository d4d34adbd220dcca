// Burns a secret and confirms it with the receipt. The response to a burn proves nothing: API v2 reports
// success for any request, and API v1 returns the receipt as it was before the burn.

import { ActionError } from '../errors.ts';
import type { RefusalKind } from './failure-catalog.ts';
import { BURN } from './operations.ts';
import type { Refusal } from './refusal.ts';
import type { CallResult, Requester } from './requester.ts';
import type { BurnResult, ReceiptKey, ReceiptLook } from './types.ts';

/** Refusals after which only the receipt shows what became of the secret. */
const JUDGED_BY_RECEIPT: readonly RefusalKind[] = [
	'gone',
	'refused',
	'not-permitted',
	'rate-limited',
	'unexpected-error',
	'server-fault',
	'unusable',
];

/** What a burn needs. */
export interface BurnDeps {
	/** Host of the API, for errors. */
	readonly host: string;
	readonly requester: Requester;
	/** Looks up the receipt; throws if that fails. */
	lookUp(receipt: ReceiptKey): Promise<ReceiptLook>;
}

/**
 * Burns a secret and returns its state according to the receipt. If that state cannot be determined, throws
 * an {@link ActionError} that says which request failed and why.
 */
export async function burnAndConfirm(
	{ host, requester, lookUp }: BurnDeps,
	receipt: ReceiptKey,
	passphrase: string | undefined,
): Promise<BurnResult> {
	const burn = await requester.attempt({
		operation: BURN,
		request: (api) => api.burnRequest(receipt, passphrase),
		read: () => undefined,
	});
	if (!isJudgedByReceipt(burn)) throw requester.explain(burn);
	const look = await lookUp(receipt).catch((error: unknown) => {
		// If the burn got no response either, its failure came first and explains more.
		throw hasNoResponse(burn) ? requester.explain(burn) : error;
	});
	const { state, openedAt, plaintext } = look;
	if (state === 'unknown')
		return { state, openedAt, plaintext, error: unknownReceiptError('secret-gone', host) };
	if (state !== 'new') return { state, openedAt, plaintext, error: undefined };
	const error = hasNoResponse(burn)
		? requester.explain(burn)
		: explainRefusedBurn(host, burn, passphrase !== undefined, look.needsPassphrase === true);
	return { state, openedAt, plaintext, error };
}

function refusalOf({ outcome }: CallResult<unknown>): Refusal | undefined {
	return outcome.ok ? undefined : outcome.refusal;
}

function hasNoResponse({ outcome }: CallResult<unknown>): boolean {
	return !outcome.ok && outcome.refusal === undefined;
}

/**
 * True if the receipt decides whether the burn worked. That includes a burn without a response that may have
 * arrived.
 */
function isJudgedByReceipt({ outcome }: CallResult<unknown>): boolean {
	if (outcome.ok) return true;
	const { refusal, failure, end } = outcome;
	if (refusal !== undefined) return JUDGED_BY_RECEIPT.includes(refusal.kind);
	return failure?.mayBeSent === true && end !== 'cancelled';
}

/** The error for a receipt that the server does not know. `code` depends on the mode. */
export function unknownReceiptError(code: 'secret-gone' | 'not-opened', host: string): ActionError {
	return new ActionError(code, `${host} knows no such receipt.`, {
		advice:
			'The receipt belongs to another region or server, was mistyped, or is so old that the server has forgotten it.',
	});
}

/** Explains why the link still works although the server responded to the burn. */
function explainRefusedBurn(
	host: string,
	burn: CallResult<unknown>,
	isPassphraseSent: boolean,
	needsPassphrase: boolean,
): ActionError {
	const refusal = refusalOf(burn);
	const details = { leftBehind: 'The link still works.', foreignText: refusal?.serverText };
	if (refusal === undefined) {
		return new ActionError('refused-by-server', `${host} says that it burned the link, but it still works.`, {
			advice: 'Tell the operator of the server, and replace the credential.',
		});
	}
	if (refusal.kind === 'refused' && isPassphraseSent) {
		return new ActionError(
			'wrong-passphrase',
			`${host} did not burn the link: the passphrase is wrong.`,
			details,
		);
	}
	if (refusal.kind === 'refused' && needsPassphrase) {
		const message = `${host} needs the passphrase of the link to burn it.`;
		return new ActionError('wrong-passphrase', message, {
			...details,
			advice: 'Set `passphrase` as when the link was made.',
		});
	}
	if (refusal.kind === 'rate-limited') {
		const message = `${host} did not burn the link because of too many requests.`;
		return new ActionError('rate-limited', message, details);
	}
	if (isPassphraseSent && burn.api.passphraseLockKinds.includes(refusal.kind)) {
		const message = `${host} did not burn the link: the passphrase is wrong, or locked after wrong guesses.`;
		return new ActionError('wrong-passphrase', message, details);
	}
	return new ActionError('refused-by-server', `${host} did not burn the link.`, details);
}
