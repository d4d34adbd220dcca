// Takes back a secret that could not be delivered.

import { ActionError } from '../errors.ts';
import { creationOperation } from '../onetimesecret/operations.ts';
import type { Creation, SecretOptions } from '../onetimesecret/types.ts';
import type { ModeDeps } from './ports.ts';

/**
 * Burns a secret that was not delivered, within `limitMs` milliseconds. Returns what is left behind, as a sentence.
 * Never throws: the caller has an error of its own. A burn that was not confirmed is tried again at the end of the job.
 */
export async function burnUndelivered(
	{ receiptKey, expiresAt }: Pick<Creation, 'receiptKey' | 'expiresAt'>,
	{ passphrase, recipient }: SecretOptions,
	{ connectForCleanup, effects }: ModeDeps,
	limitMs: number,
): Promise<string> {
	if (receiptKey === undefined) return creationOperation(recipient !== undefined).ifUnknown;
	const until = expiresAt === undefined ? 'until its lifetime ends' : `until ${expiresAt}`;
	const lives = `The secret could not be burned yet and may live ${until}; ${describeReach(recipient)}. The end of the job tries again.`;
	try {
		const { state, error, plaintext } = await connectForCleanup(limitMs).burn(receiptKey, passphrase);
		for (const value of plaintext) effects.withholdEchoesOf(value);
		if (error !== undefined) return lives;
		forgetReceipt(effects);
		return state === 'opened' ? 'The link had already been opened.' : `The secret is ${state}.`;
	} catch (error) {
		if (error instanceof ActionError) return lives;
		throw error;
	}
}

/** Who may have the link of a secret that was not delivered, as a clause. */
export function describeReach(recipient: string | undefined): string {
	return recipient === undefined ? 'nobody has its link' : 'its link may have been mailed';
}

/** A state file that cannot be written is the caller's error, not ours: the end of the job then burns once more. */
function forgetReceipt(effects: ModeDeps['effects']): void {
	try {
		effects.forgetReceipt();
	} catch {}
}
