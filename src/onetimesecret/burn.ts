// Takes a secret back. A burn is believed only if a look at the receipt confirms it: v2 answers success to anything,
// and v1 shows the receipt as it was before.

import { ActionError } from '../errors.ts';
import type { RefusalKind } from './failure-catalog.ts';
import { BURN } from './operations.ts';
import type { Refusal } from './refusal.ts';
import type { Requester, StepResult } from './requester.ts';
import type { BurnResult, ReceiptKey, ReceiptLook } from './types.ts';

/** Responses after which only a look at the receipt tells what became of the secret. */
const JUDGED_BY_RECEIPT: readonly RefusalKind[] = [
	'gone',
	'refused',
	'not-permitted',
	'rate-limited',
	'unexpected-error',
	'server-fault',
	'unusable',
];

/** What a burn works with. */
export interface BurnDeps {
	readonly host: string;
	readonly requester: Requester;
	lookUp(receipt: ReceiptKey): Promise<ReceiptLook>;
}

/** Burns a secret and looks at its receipt. Throws what the requests met if its state is not known afterwards. */
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
		// Without a response to the burn, that is what went wrong first.
		throw hasNoResponse(burn) ? requester.explain(burn) : error;
	});
	const { state, openedAt, plaintext } = look;
	if (state === 'unknown') return { state, openedAt, plaintext, error: unknownReceipt('secret-gone', host) };
	if (state !== 'new') return { state, openedAt, plaintext, error: undefined };
	const error = hasNoResponse(burn)
		? requester.explain(burn)
		: explainRefusedBurn(host, burn, passphrase !== undefined, look.needsPassphrase === true);
	return { state, openedAt, plaintext, error };
}

function refusalOf({ outcome }: StepResult<unknown>): Refusal | undefined {
	return outcome.ok ? undefined : outcome.refusal;
}

function hasNoResponse({ outcome }: StepResult<unknown>): boolean {
	return !outcome.ok && outcome.refusal === undefined;
}

/** Also a burn that may have arrived but was not answered. */
function isJudgedByReceipt({ outcome }: StepResult<unknown>): boolean {
	if (outcome.ok) return true;
	const { refusal, failure, end } = outcome;
	if (refusal !== undefined) return JUDGED_BY_RECEIPT.includes(refusal.kind);
	return failure?.mayBeSent === true && end !== 'cancelled';
}

/** The error for a receipt that the server does not know. */
export function unknownReceipt(code: 'secret-gone' | 'not-opened', host: string): ActionError {
	return new ActionError(code, `${host} knows no such receipt.`, {
		advice:
			'The receipt belongs to another region or server, was mistyped, or is so old that the server has forgotten it.',
	});
}

/** Why the secret still lives although the server responded. */
function explainRefusedBurn(
	host: string,
	burn: StepResult<unknown>,
	isPassphraseSent: boolean,
	needsPassphrase: boolean,
): ActionError {
	const refusal = refusalOf(burn);
	const details = { leftBehind: 'The link still works.', foreignText: refusal?.words };
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
