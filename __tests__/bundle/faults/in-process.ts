// Runs a mode inside the test process, with real sockets and without a runner: time runs faster than real
// time, and waits between two attempts take none.

import { performance } from 'node:perf_hooks';
import { ActionError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/http/clock.ts';
import { createSender } from '../../../src/http/retrying.ts';
import { openTransport, type Transport } from '../../../src/http/transport.ts';
import { type ModeRequest, runMode } from '../../../src/modes/index.ts';
import type { OutputName, StepEffects } from '../../../src/modes/ports.ts';
import type { Api } from '../../../src/onetimesecret/api.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import type { Endpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { Credentials, SecretService } from '../../../src/onetimesecret/types.ts';
import { v1 } from '../../../src/onetimesecret/v1/index.ts';
import { v2 } from '../../../src/onetimesecret/v2/index.ts';

/** What a mode is run with. */
export interface InProcessOptions {
	readonly endpoint: Endpoint;
	readonly api: 'auto' | 'v1' | 'v2';
	readonly credentials?: Credentials | undefined;
	readonly timeoutMs: number;
	/** How many times faster time runs. */
	readonly timeFactor: number;
	readonly cancel: AbortSignal;
}

/** What came of it. */
export interface InProcessRun {
	/** What the mode threw; undefined if it returned. */
	readonly error: ActionError | undefined;
	readonly outputs: ReadonlyMap<OutputName, string>;
	readonly warnings: readonly string[];
	/** Texts that were masked. */
	readonly masks: readonly string[];
	/** The receipt that the end of the job would find; empty if there is none. */
	readonly receipt: string;
}

const APIS: Readonly<Record<InProcessOptions['api'], readonly [Api, ...Api[]]>> = {
	auto: [v1, v2],
	v1: [v1],
	v2: [v2],
};

/** Real time, `factor` times as fast, in which a wait is over at once. */
function createFastClock(factor: number): Clock {
	let skippedMs = 0;
	return {
		monotonicMs: () => performance.now() * factor + skippedMs,
		wallMs: () => Date.now() + skippedMs,
		async sleep(ms) {
			skippedMs += ms;
		},
		random: () => 0.5,
	};
}

/** The same transport, whose time runs as fast as the clock's. */
function speedUp(transport: Transport, factor: number): Transport {
	return {
		send: (request, limits) =>
			transport.send(request, {
				...limits,
				timeoutMs: limits.timeoutMs / factor,
				graceMs: limits.graceMs / factor,
			}),
		close: () => transport.close(),
	};
}

interface RecordedStep extends Omit<InProcessRun, 'error'> {
	readonly effects: StepEffects;
}

function recordStep(cancel: AbortSignal): RecordedStep {
	const outputs = new Map<OutputName, string>();
	const warnings: string[] = [];
	const masks: string[] = [];
	let receipt = '';
	const nothing = (): void => undefined;
	const effects: StepEffects = {
		mask: (_name, value) => void masks.push(value),
		withholdEchoesOf: nothing,
		masks: () => masks,
		echoes: (text) => masks.some((mask) => text.includes(mask)),
		rememberMail: nothing,
		rememberReceipt(secret) {
			receipt = secret.receiptKey;
		},
		rememberDelivery: nothing,
		forgetReceipt() {
			receipt = '';
		},
		output: (name, value) => void outputs.set(name, value),
		createFile: () => ({ write: nothing, remove: nothing }),
		info: nothing,
		warn: (text) => void warnings.push(text),
		outputExpression: () => undefined,
		isCancelled: () => cancel.aborted,
		stopIfCancelled(leftBehind) {
			if (cancel.aborted) throw new ActionError('cancelled', 'The step was cancelled.', { leftBehind });
		},
	};
	return {
		effects,
		outputs,
		warnings,
		masks,
		get receipt() {
			return receipt;
		},
	};
}

/**
 * Runs a mode as the main phase does, over a connection of its own. Rethrows what no mode throws on purpose.
 */
export async function runInProcess(request: ModeRequest, options: InProcessOptions): Promise<InProcessRun> {
	const { endpoint, credentials, timeFactor, cancel } = options;
	const transport = openTransport(endpoint.origin);
	const clock = createFastClock(timeFactor);
	let apis = APIS[options.api];

	function client(timeoutMs: number, signal: AbortSignal): SecretService {
		const sender = createSender({
			...{ transport: speedUp(transport, timeFactor), clock, timeoutMs, cancel: signal },
			onAttempt: () => undefined,
		});
		const onApi = (api: Api): void => {
			apis = [api];
		};
		const userAgent = 'ots-action/test';
		return createClient({ apis, onApi, endpoint, credentials, headers: {}, sender, userAgent });
	}

	const step = recordStep(cancel);
	let error: ActionError | undefined;
	try {
		await runMode(request, {
			connect: (limitMs = Number.POSITIVE_INFINITY) => client(Math.min(options.timeoutMs, limitMs), cancel),
			connectForCleanup: (limitMs) => client(limitMs, new AbortController().signal),
			effects: step.effects,
			clock,
			cancel,
		});
	} catch (thrown) {
		if (!(thrown instanceof ActionError)) throw thrown;
		error = thrown;
	} finally {
		transport.close();
	}
	const { outputs, warnings, masks, receipt } = step;
	return { error, outputs, warnings, masks, receipt };
}
