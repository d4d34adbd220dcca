// Mode `burn`: take a link back.

import { ActionError } from '../errors.ts';
import type { ReceiptKey } from '../onetimesecret/types.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';

/** Which secret is to be burned. */
export interface BurnRequest {
	readonly mode: 'burn';
	readonly receipt: ReceiptKey;
	/** What the link was made with; servers want it for the burn as well. */
	readonly passphrase: string | undefined;
}

/** Burns by receipt and sets the output `state`. Burned or expired is success; opened, unknown and still alive throw. */
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
