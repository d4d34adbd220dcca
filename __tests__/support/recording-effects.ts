// Stand-ins for the runner and the service that write down every effect of a mode in order.

import { ActionError } from '../../src/errors.ts';
import type { ModeParts, StepEffects } from '../../src/modes/ports.ts';
import type { SecretService } from '../../src/onetimesecret/types.ts';

/** Effects that are only recorded, as one readable line each. */
export interface RecordedEffects extends StepEffects {
	readonly log: string[];
}

/** Records effects. `masked` are texts that count as masked already; `isCancelled` is asked whenever a mode could stop. */
export function recordEffects(
	masked: readonly string[] = [],
	isCancelled: () => boolean = () => false,
): RecordedEffects {
	const log: string[] = [];
	const masks = [...masked];
	return {
		log,
		hide(name, value) {
			masks.push(value);
			log.push(`hide ${name}: ${value}`);
		},
		masks: () => masks,
		echoes: (text) => masks.some((mask) => text.includes(mask)),
		rememberReceipt: (receipt, expiresAt) => log.push(`remember ${receipt} until ${expiresAt}`),
		rememberHandedOn: () => log.push('remember handed on'),
		forgetReceipt: () => log.push('forget receipt'),
		claimFile(path) {
			log.push(`claim ${path}`);
			return {
				write: (value) => log.push(`write ${path}: ${value}`),
				remove: () => log.push(`remove ${path}`),
			};
		},
		output: (name, value) => log.push(`output ${name}=${value}`),
		line: (text) => log.push(`line ${text}`),
		warn: (text) => log.push(`warn ${text}`),
		expressionOf: (output) => `<${output}>`,
		isCancelled,
		stopIfCancelled(alive) {
			if (isCancelled()) throw new ActionError('cancelled', 'told to stop', { alive });
		},
	};
}

/** A service that answers from a script: each call takes the next entry of its method and records itself; errors are thrown. */
export function scriptService(script: { readonly [Method in keyof SecretService]?: readonly unknown[] }): {
	service: SecretService;
	calls: string[];
} {
	const calls: string[] = [];
	const taken = new Map<string, number>();
	const play =
		(method: keyof SecretService) =>
		async (...given: unknown[]): Promise<never> => {
			calls.push([method, ...given.filter((one) => typeof one === 'string')].join(' '));
			const at = taken.get(method) ?? 0;
			taken.set(method, at + 1);
			const entries = script[method] ?? [];
			const entry: unknown = entries[Math.min(at, entries.length - 1)];
			if (entry instanceof Error) throw entry;
			return entry as never;
		};
	const service: SecretService = {
		host: 'host',
		origin: 'https://host',
		checkStatus: play('checkStatus'),
		share: play('share'),
		generate: play('generate'),
		reveal: play('reveal'),
		lookUp: play('lookUp'),
		burn: play('burn'),
	};
	return { service, calls };
}

/** Parts for a mode, with a clock that moves only when the mode sleeps. `onSleep` is told the new time in milliseconds. */
export function modeParts(
	service: SecretService,
	effects: StepEffects,
	onSleep: (nowMs: number) => void = () => undefined,
) {
	let nowMs = 0;
	const limits: (number | undefined)[] = [];
	const parts: ModeParts = {
		connect(limitMs) {
			limits.push(limitMs);
			return service;
		},
		effects,
		clock: {
			monotonicMs: () => nowMs,
			async sleep(ms) {
				nowMs += ms;
				onSleep(nowMs);
			},
			random: () => 0,
		},
	};
	return { parts, limits, now: () => nowMs };
}
