// From the inputs of a step to one typed request, or to all faults at once. Nothing is sent before this has succeeded.

import type { Endpoint } from '../../onetimesecret/endpoint.ts';
import type { Credentials, ReceiptKey, SecretKey } from '../../onetimesecret/types.ts';
import { readCredentials, readEndpoint, readPassphrase, readReceipt } from './common-inputs.ts';
import { type CreationInputs, readCreationInputs, readSharedValue } from './creation-inputs.ts';
import { createInputReader, type InputReader } from './input-reader.ts';
import {
	type Environment,
	type Fault,
	type InputTexts,
	MODES,
	type Mode,
	unusedInputs,
} from './input-table.ts';
import { readLink } from './link-input.ts';

/** What every mode needs. */
export interface CommonInputs {
	readonly endpoint: Endpoint;
	/** Undefined for a guest. */
	readonly credentials: Credentials | undefined;
	/** Deadline for all requests of the step together; in the modes that wait, for each look. */
	readonly timeoutMs: number;
	/** Whether a job summary is wanted. */
	readonly summary: boolean;
}

/** The inputs that only one mode has. */
export type ModeInputs =
	| ({ readonly mode: 'share'; readonly value: string } & CreationInputs)
	| ({
			readonly mode: 'generate';
			readonly length: number | undefined;
			readonly valueFile: string | undefined;
	  } & CreationInputs)
	| { readonly mode: 'status'; readonly waitMs: number }
	| {
			readonly mode: 'reveal';
			readonly key: SecretKey;
			readonly passphrase: string | undefined;
			readonly valueFile: string | undefined;
	  }
	| { readonly mode: 'await'; readonly receipt: ReceiptKey; readonly waitMs: number }
	| { readonly mode: 'burn'; readonly receipt: ReceiptKey; readonly passphrase: string | undefined };

/** The inputs of a step: what every mode needs, and the request to its mode. */
export interface Inputs extends CommonInputs {
	readonly request: ModeInputs;
}

/** What reading the inputs gave. Sensitive values are there in any case, because they are masked before anything is said. */
export interface InputReading {
	/** Undefined if and only if there are faults. */
	readonly inputs: Inputs | undefined;
	readonly faults: readonly Fault[];
	/** Doubtful but possible things, as full sentences. */
	readonly concerns: readonly string[];
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
	/** Whether a step without `id` would lose what it is there for; known as soon as the mode is. */
	readonly outputsAreThePoint: boolean;
}

const TIMEOUT_RANGE_SECONDS = [1, 3_600] as const;
/** A runner ends a job after six hours, hosted ones at least. */
const WAIT_RANGE_SECONDS = [0, 6 * 3_600] as const;
const LENGTH_RANGE = [8, 128] as const;
const DEFAULT_WAIT_MS = { status: 0, await: 600_000 } as const;

/** Reads and checks all inputs, and the file that `secret-file` names. Never throws. */
export function readInputs(env: Environment): InputReading {
	const reader = createInputReader(env);
	const { texts, faults, concerns, sensitive } = reader;
	const mode = reader.word('mode', MODES);
	const endpoint = readEndpoint(reader);
	const credentials = readCredentials(reader);
	const timeout = reader.duration('timeout', ...TIMEOUT_RANGE_SECONDS);
	const summary = reader.flag('summary');
	const request = mode === undefined ? undefined : readModeInputs(mode, reader, env, endpoint);
	if (mode !== undefined) faults.push(...unusedInputs(mode, texts));
	const outputsAreThePoint = isOutputThePoint(mode, texts);
	if (faults.length > 0 || endpoint === undefined || timeout === undefined || request === undefined) {
		return { inputs: undefined, faults, concerns, sensitive, outputsAreThePoint };
	}
	const inputs = { endpoint, credentials, timeoutMs: timeout.seconds * 1_000, summary, request };
	return { inputs, faults, concerns, sensitive, outputsAreThePoint };
}

function isOutputThePoint(mode: Mode | undefined, texts: InputTexts): boolean {
	if (mode === 'share' || mode === 'generate') return texts.recipient === undefined;
	return mode === 'reveal' && texts['value-file'] === undefined;
}

function readModeInputs(
	mode: Mode,
	reader: InputReader,
	env: Environment,
	endpoint: Endpoint | undefined,
): ModeInputs | undefined {
	const valueFile = reader.texts['value-file'];
	switch (mode) {
		case 'share': {
			const value = readSharedValue(reader, env, endpoint);
			const creation = readCreationInputs(reader);
			return value === undefined ? undefined : { mode, value, ...creation };
		}
		case 'generate':
			return {
				mode,
				length: reader.count('length', ...LENGTH_RANGE),
				valueFile,
				...readCreationInputs(reader),
			};
		case 'status':
			return { mode, waitMs: readWaitMs(mode, reader) };
		case 'reveal': {
			const key = readLink(reader, endpoint);
			const passphrase = readPassphrase(reader);
			return key === undefined ? undefined : { mode, key, passphrase, valueFile };
		}
		case 'await': {
			const [receipt, waitMs] = [readReceipt(reader), readWaitMs(mode, reader)];
			return receipt === undefined ? undefined : { mode, receipt, waitMs };
		}
		case 'burn': {
			const [receipt, passphrase] = [readReceipt(reader), readPassphrase(reader)];
			return receipt === undefined ? undefined : { mode, receipt, passphrase };
		}
	}
}

function readWaitMs(mode: 'status' | 'await', reader: InputReader): number {
	const wait = reader.duration('wait', ...WAIT_RANGE_SECONDS);
	return wait === undefined ? DEFAULT_WAIT_MS[mode] : wait.seconds * 1_000;
}
