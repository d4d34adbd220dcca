// Mode `burn`: revoke a link before anybody opens it.

import { ActionError } from '../errors.ts';
import type { ReceiptKey } from '../onetimesecret/types.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';

/** Which secret to burn. */
export interface BurnRequest {
	readonly mode: 'burn';
	readonly receipt: ReceiptKey;
	/** The passphrase of the secret, which servers also require to burn it. Undefined if it has none. */
	readonly passphrase: string | undefined;
}

/**
 * Burns the secret of a receipt, sets the outputs `state` and `opened-at`, and returns the summary rows.
 * Returns if the secret is burned or has expired. Throws `already-opened` if it was opened first, and the error
 * of the burn if it is unknown or still live.
 */
export async function burn(
	{ receipt, passphrase }: BurnRequest,
	{ connect, effects }: ModeDeps,
): Promise<readonly SummaryRow[]> {
	const service = connect();
	const { state, openedAt, plaintext, error } = await service.burn(receipt, passphrase);
	for (const value of plaintext) effects.withholdEchoesOf(value);
	effects.output('state', state);
	if (openedAt !== undefined) effects.output('opened-at', openedAt);
	if (error !== undefined) throw error;
	if (state === 'opened') {
		const when = openedAt === undefined ? '' : ` at ${openedAt}`;
		const message = `The link was opened${when}, before it could be burned (${service.host}).`;
		throw new ActionError('already-opened', message);
	}
	effects.info(`The link is ${state}. ${service.host} confirms that nobody can open it anymore.`);
	return [['State', state]];
}
