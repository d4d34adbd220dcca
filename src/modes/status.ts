// Mode `status`: the gate. One check, or checks until the service is nominal.

import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { checkStatus } from './status-check.ts';
import { startWait } from './waiting.ts';

/** How long the gate may stay closed before it fails. */
export interface StatusRequest {
	readonly mode: 'status';
	readonly waitMs: number;
}

/** Sets the output `status` to the last word, then returns if it is `nominal`. Throws otherwise, after the wait. */
export async function status({ waitMs }: StatusRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const wait = startWait('for the service to become nominal', waitMs, deps);
	for (;;) {
		const service = connect(wait.lookLimitMs());
		const { word, error } = await checkStatus(service, effects);
		if (error === undefined) {
			effects.output('status', word);
			const after = waitMs > 0 ? ` after ${describeSeconds(wait.passedMs() / 1_000)}` : '';
			const account = service.isGuest ? '' : ' and accepts the credentials';
			effects.info(`${service.host} is up (status: nominal)${account}${after}.`);
			return [['Status', word]];
		}
		const next = await wait.next(error);
		if (next.isOver) {
			effects.output('status', word);
			throw next.error;
		}
		if (effects.isCancelled()) effects.output('status', word);
		effects.stopIfCancelled('');
	}
}
