// Burns a secret that was created but could not be delivered.

import { ActionError } from '../errors.ts';
import { creationOperation } from '../onetimesecret/operations.ts';
import type { Creation, SecretOptions } from '../onetimesecret/types.ts';
import type { ModeDeps } from './ports.ts';

/**
 * Burns an undelivered secret within `limitMs` milliseconds and returns what is left behind, as a sentence for
 * the error. Never throws an {@link ActionError}, because the caller already has one to report. The end of the
 * job retries an unconfirmed burn.
 */
export async function burnUndelivered(
	{ receiptKey, expiresAt }: Pick<Creation, 'receiptKey' | 'expiresAt'>,
	{ passphrase, recipient }: SecretOptions,
	{ connectForCleanup, effects }: ModeDeps,
	limitMs: number,
): Promise<string> {
	if (receiptKey === undefined) return creationOperation(recipient !== undefined).ifUnknown;
	const until = expiresAt === undefined ? 'until its lifetime ends' : `until ${expiresAt}`;
	const stillLive = `The secret could not be burned yet and may live ${until}; ${describeExposure(recipient)}. The end of the job tries again.`;
	try {
		const { state, error, plaintext } = await connectForCleanup(limitMs).burn(receiptKey, passphrase);
		for (const value of plaintext) effects.withholdEchoesOf(value);
		if (error !== undefined) return stillLive;
		forgetReceipt(effects);
		return state === 'opened' ? 'The link had already been opened.' : `The secret is ${state}.`;
	} catch (error) {
		if (error instanceof ActionError) return stillLive;
		throw error;
	}
}

/** Who may have the link of an undelivered secret, as a clause for a sentence. */
export function describeExposure(recipient: string | undefined): string {
	return recipient === undefined ? 'nobody has its link' : 'its link may have been mailed';
}

/** Ignores a state file that cannot be written: the only consequence is that the end of the job burns again. */
function forgetReceipt(effects: ModeDeps['effects']): void {
	try {
		effects.forgetReceipt();
	} catch {}
}
