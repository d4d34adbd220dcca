// Runs `deliver` with recorded effects. Burns go to a separate service, so tests can tell them from other
// requests.

import { deliver } from '../../../src/modes/delivery.ts';
import type { Creation } from '../../../src/onetimesecret/types.ts';
import {
	modeDeps,
	type RecordedEffects,
	recordEffects,
	type ServiceScript,
	scriptService,
} from '../../support/recording-effects.ts';
import { burnResult, shareRequest, usableCreation } from '../../support/sample-secrets.ts';

/** What differs from an ordinary delivery. */
export interface DeliveryCase {
	readonly creation?: Creation;
	readonly options?: Parameters<typeof shareRequest>[0];
	readonly script?: ServiceScript;
	/** The result of burning an undelivered secret. An error is thrown. */
	readonly burn?: unknown;
	readonly effects?: RecordedEffects;
	readonly cancel?: AbortSignal;
}

/** Delivers a creation of API v2. Unless the case says otherwise, a burn succeeds. */
export function deliverCreation({
	creation = usableCreation(),
	options = {},
	script = {},
	effects = recordEffects(),
	...more
}: DeliveryCase) {
	const { service, calls } = scriptService(script, { apiVersion: 'v2' });
	const cleanup = scriptService({ burn: [more.burn ?? burnResult('burned')] });
	const { deps, cleanupLimits } = modeDeps(service, effects, {
		cleanup: cleanup.service,
		...(more.cancel && { cancel: more.cancel }),
	});
	const result = deliver(creation, {
		service,
		options: shareRequest(options),
		deps,
		maskAdvice: 'Use a file.',
		publishValue: (value) => effects.output('value', value),
	});
	return { result, effects, calls, cleanupCalls: cleanup.calls, cleanupLimits };
}
