// Stand-ins for the runner and the service that write down every effect of a mode in order.

import { ActionError } from '../../src/errors.ts';
import type { ModeDeps, StepEffects } from '../../src/modes/ports.ts';
import type { SecretService } from '../../src/onetimesecret/types.ts';

/** Effects that are only recorded, as one readable line each. */
export interface RecordedEffects extends StepEffects {
	readonly log: string[];
	/** The lines of the log that begin with a word, without it. */
	logged(word: string): string[];
}

/** Records effects. `masked` are texts that count as masked already; `isCancelled` is asked whenever a mode could stop. */
export function recordEffects(
	masked: readonly string[] = [],
	isCancelled: () => boolean = () => false,
): RecordedEffects {
	const log: string[] = [];
	const masks = [...masked];
	const note =
		(word: string) =>
		(text: string): void =>
			void log.push(`${word} ${text}`);
	return {
		log,
		logged: (word) =>
			log.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1)),
		mask(name, value, advice = '') {
			masks.push(value);
			log.push(`mask ${name}: ${value}${advice === '' ? '' : ` (${advice})`}`);
		},
		withholdEchoesOf: note('withhold'),
		masks: () => masks,
		echoes: (text) => masks.some((mask) => text.includes(mask)),
		rememberMail: () => void log.push('remember mail'),
		rememberReceipt({ receiptKey, apiVersion, ttlSeconds, expiresAt }) {
			log.push(`remember ${receiptKey} of ${apiVersion} for ${ttlSeconds} s until ${expiresAt}`);
		},
		rememberDelivery: () => void log.push('remember delivery'),
		forgetReceipt: () => void log.push('forget receipt'),
		createFile(path) {
			log.push(`create file ${path}`);
			return {
				write: (value) => void log.push(`write ${path}: ${value}`),
				remove: () => void log.push(`remove ${path}`),
			};
		},
		output: (name, value) => void log.push(`output ${name}=${value}`),
		info: note('info'),
		warn: note('warn'),
		outputExpression: (output) => `<${output}>`,
		isCancelled,
		stopIfCancelled(leftBehind) {
			if (isCancelled()) throw new ActionError('cancelled', 'The step was cancelled.', { leftBehind });
		},
	};
}

/** What a scripted service responds, by method: each call takes the next entry, the last one stays; errors are thrown. */
export type ServiceScript = { readonly [Method in keyof SecretService]?: readonly unknown[] };

/** A service that responds from a script and writes down its calls with their texts. `traits` replace its fixed properties. */
export function scriptService(
	script: ServiceScript,
	traits: Partial<Pick<SecretService, 'host' | 'origin' | 'isGuest' | 'apiVersion'>> = {},
): { readonly service: SecretService; readonly calls: string[] } {
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
			return (typeof entry === 'function' ? entry() : entry) as never;
		};
	const service: SecretService = {
		host: 'host',
		origin: 'https://host',
		isGuest: true,
		apiVersion: 'v1',
		...traits,
		checkStatus: play('checkStatus'),
		share: play('share'),
		generate: play('generate'),
		readGeneratedValue: play('readGeneratedValue'),
		reveal: play('reveal'),
		lookUp: play('lookUp'),
		burn: play('burn'),
	};
	return { service, calls };
}

/** What the dependencies of a mode can be given besides service and effects. */
export interface ModeDepsOptions {
	/** Takes secrets back; the service itself if absent. */
	readonly cleanup?: SecretService;
	/** Told the new time in milliseconds whenever the mode has slept. */
	readonly onSleep?: (nowMs: number) => void;
	readonly cancel?: AbortSignal;
}

/** Dependencies of a mode, with a clock that moves only when the mode sleeps. */
export function modeDeps(service: SecretService, effects: StepEffects, options: ModeDepsOptions = {}) {
	let nowMs = 0;
	const limits: (number | undefined)[] = [];
	const cleanupLimits: number[] = [];
	const deps: ModeDeps = {
		connect(limitMs) {
			limits.push(limitMs);
			return service;
		},
		connectForCleanup(limitMs) {
			cleanupLimits.push(limitMs);
			return options.cleanup ?? service;
		},
		effects,
		clock: {
			monotonicMs: () => nowMs,
			wallMs: () => nowMs,
			async sleep(ms) {
				nowMs += ms;
				options.onSleep?.(nowMs);
			},
			random: () => 0,
		},
		cancel: options.cancel ?? new AbortController().signal,
	};
	return { deps, limits, cleanupLimits, now: () => nowMs };
}
