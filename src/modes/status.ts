// Mode `status`: check once, or poll until the server is nominal.

import { describeSeconds } from '../onetimesecret/durations.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { checkStatus } from './status-check.ts';
import { startWait } from './waiting.ts';

/** How long to wait for the server to become nominal. */
export interface StatusRequest {
	readonly mode: 'status';
	/** Maximum wait in milliseconds; 0 means a single check. */
	readonly waitMs: number;
}

/**
 * Sets the output `status`, and returns the summary rows once it is `nominal`. Throws the error of the last
 * check if the wait ends first, and `cancelled`.
 */
export async function status({ waitMs }: StatusRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const wait = startWait('for the service to become nominal', waitMs, deps);
	for (;;) {
		const service = connect(wait.pollLimitMs());
		const check = await checkStatus(service, effects);
		if (check.error === undefined) {
			effects.output('status', check.status);
			const after = waitMs > 0 ? ` after ${describeSeconds(wait.elapsedMs() / 1_000)}` : '';
			const account = service.isGuest ? '' : ' and accepts the credentials';
			effects.info(`${service.host} is up (status: nominal)${account}${after}.`);
			return [['Status', check.status]];
		}
		const next = await wait.next(check.error);
		if (next.isOver) {
			effects.output('status', check.status);
			throw next.error;
		}
		if (effects.isCancelled()) effects.output('status', check.status);
		effects.stopIfCancelled('');
	}
}
