// Mode `status`: the gate. One check, or checks until the service is nominal.

import { ActionError } from '../errors.ts';
import type { Facts, ModeParts } from './ports.ts';
import { askStatus } from './status-check.ts';
import { beginWait, isFinal, seconds } from './waiting.ts';

/** How long the gate may stay closed before it fails. */
export interface StatusRequest {
	readonly waitMs: number;
}

/** Sets the output `status` to the last word that was had, then returns if it is `nominal`. Throws otherwise, after the wait. */
export async function checkGate(
	{ waitMs }: StatusRequest,
	{ connect, effects, clock }: ModeParts,
): Promise<Facts> {
	const wait = beginWait('for the service to become nominal', waitMs, clock, effects);
	for (;;) {
		const service = connect(wait.lookLimitMs());
		const { word, error } = await askStatus(service, effects).then(
			(answered) => ({ word: answered, error: notNominal(service.host, answered) }),
			(thrown: unknown) => {
				if (!(thrown instanceof ActionError)) throw thrown;
				return { word: 'unavailable', error: thrown };
			},
		);
		if (word === 'nominal') {
			effects.output('status', word);
			const after = waitMs > 0 ? ` after ${seconds(wait.passedMs())}` : '';
			effects.line(`${service.host} is nominal${after}.`);
			return [['Status', word]];
		}
		if (isFinal(error) || !(await wait.next())) {
			effects.output('status', word);
			throw error;
		}
		if (effects.isCancelled()) effects.output('status', word);
		effects.stopIfCancelled('');
	}
}

function notNominal(host: string, word: string): ActionError {
	return new ActionError(
		'not-nominal',
		`status: ${host} says that its status is \`${word}\`, not \`nominal\`.`,
	);
}
