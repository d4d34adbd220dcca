// Delivers one creation with recorded effects; secrets are taken back by a service of their own.

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

/** What is particular about a delivery. */
export interface DeliveryCase {
	readonly creation?: Creation;
	readonly options?: Parameters<typeof shareRequest>[0];
	readonly script?: ServiceScript;
	/** What the burn of an undelivered secret comes to; an error is thrown. */
	readonly burn?: unknown;
	readonly effects?: RecordedEffects;
	readonly cancel?: AbortSignal;
}

/** Delivers; the secret is on API v2 and is burned without trouble unless the case says otherwise. */
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
