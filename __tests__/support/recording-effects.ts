// A stand-in for the runner that writes down every effect of a mode in order.

import { ActionError } from '../../src/errors.ts';
import type { StepEffects } from '../../src/modes/ports.ts';

/** Effects that are only recorded, as one readable line each. */
export interface RecordedEffects extends StepEffects {
	readonly log: string[];
}

/** Records effects. `masked` are texts that count as masked already; `isCancelled` is asked whenever a mode could stop. */
export function recordEffects(masked: readonly string[] = [], isCancelled: () => boolean = () => false): RecordedEffects {
	const log: string[] = [];
	const masks = [...masked];
	return {
		log,
		hide(name, value) {
			masks.push(value);
			log.push(`hide ${name}: ${value}`);
		},
		masks: () => masks,
		rememberReceipt: (receipt, expiresAt) => log.push(`remember ${receipt} until ${expiresAt}`),
		rememberHandedOn: () => log.push('remember handed on'),
		output: (name, value) => log.push(`output ${name}=${value}`),
		line: (text) => log.push(`line ${text}`),
		warn: (text) => log.push(`warn ${text}`),
		expressionOf: (output) => `<${output}>`,
		stopIfCancelled(alive) {
			if (isCancelled()) throw new ActionError('cancelled', 'told to stop', { alive });
		},
	};
}
