// Turns the inputs of a step into one typed request, or into a list of all faults. Nothing is sent before this
// succeeds.

import type { Mode, ModeRequest } from '../../modes/index.ts';
import type { Endpoint } from '../../onetimesecret/endpoint.ts';
import type { Credentials } from '../../onetimesecret/types.ts';
import type { Environment, Fault } from '../variables.ts';
import { readDeliveryOptions, readSharedValue } from './creation-inputs.ts';
import { readHeaders } from './headers.ts';
import { createInputReader, type InputReader } from './input-reader.ts';
import { type ApiVersionChoice, MODES } from './input-table.ts';
import { type InputTexts, unusedInputs } from './input-texts.ts';
import { readLink, readPassphrase, readReceipt } from './key-inputs.ts';
import { readApiVersion, readCredentials, readEndpoint, readShareDomain } from './server-inputs.ts';
import { passesWrapperInputs, unknownInputs } from './unknown-inputs.ts';

/** The valid inputs of a step: what every mode needs, and the request for its mode. */
export interface Inputs {
	readonly endpoint: Endpoint;
	readonly apiVersion: ApiVersionChoice;
	/** Undefined for a guest. */
	readonly credentials: Credentials | undefined;
	/** Extra request headers. */
	readonly headers: Readonly<Record<string, string>>;
	/** Time limit in milliseconds for all requests of the step together; in modes that wait, for each poll. */
	readonly timeoutMs: number;
	/** True if the user wants a job summary. */
	readonly wantsSummary: boolean;
	readonly request: ModeRequest;
}

/**
 * The result of reading the inputs. It always includes the sensitive values, because they are masked before any
 * fault is logged.
 */
export interface InputReading {
	/** Undefined if and only if there are faults. */
	readonly inputs: Inputs | undefined;
	/** Undefined if the text is not a mode. */
	readonly mode: Mode | undefined;
	/** The origin of the server. Undefined if the inputs do not determine it. */
	readonly origin: string | undefined;
	readonly faults: readonly Fault[];
	/** What is allowed but probably a mistake, as full sentences. */
	readonly warnings: readonly string[];
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
	/**
	 * True if the step is useless without its outputs, which the runner drops if the step has no `id`. False if
	 * the mode is unknown.
	 */
	readonly needsStepId: boolean;
}

const MIN_TIMEOUT_SECONDS = 1;
const MAX_TIMEOUT_SECONDS = 3_600;
/** GitHub-hosted runners end a job after six hours. */
const MAX_WAIT_SECONDS = 6 * 3_600;
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;
const DEFAULT_WAIT_MS = { status: 0, await: 600_000 } as const;

/** Reads and checks all inputs and the file in `secret-file`. Never throws: what is wrong is in `faults`. */
export function readInputs(env: Environment): InputReading {
	const reader = createInputReader(env);
	const { texts, faults, warnings, sensitive } = reader;
	const unknown = unknownInputs(env);
	if (passesWrapperInputs(env)) warnings.push(...unknown);
	else faults.push(...unknown);
	const mode = reader.choice('mode', MODES);
	const endpoint = readEndpoint(reader);
	const apiVersion = readApiVersion(reader);
	const credentials = readCredentials(reader);
	const headers = readHeaders(reader);
	const timeout = reader.duration('timeout', MIN_TIMEOUT_SECONDS, MAX_TIMEOUT_SECONDS);
	const wantsSummary = reader.flag('summary');
	const request = mode === undefined ? undefined : readRequest(mode, reader, endpoint);
	if (mode !== undefined) faults.push(...unusedInputs(mode, texts));
	const reading = {
		mode,
		origin: endpoint?.origin,
		faults,
		warnings,
		sensitive,
		needsStepId: needsStepId(mode, texts),
	};
	if (faults.length > 0 || endpoint === undefined || timeout === undefined || request === undefined) {
		return { inputs: undefined, ...reading };
	}
	const timeoutMs = timeout.seconds * 1_000;
	return {
		inputs: { endpoint, apiVersion, credentials, headers, timeoutMs, wantsSummary, request },
		...reading,
	};
}

function needsStepId(mode: Mode | undefined, texts: InputTexts): boolean {
	if (mode === 'share' || mode === 'generate') return texts.recipient === undefined;
	return mode === 'reveal' && texts['value-file'] === undefined;
}

function readRequest(
	mode: Mode,
	reader: InputReader,
	endpoint: Endpoint | undefined,
): ModeRequest | undefined {
	const valueFile = reader.texts['value-file'];
	switch (mode) {
		case 'share': {
			const value = readSharedValue(reader, endpoint);
			const options = readDeliveryOptions(reader);
			return value === undefined ? undefined : { mode, value, ...options };
		}
		case 'generate':
			return {
				mode,
				length: reader.integer('length', MIN_LENGTH, MAX_LENGTH),
				valueFile,
				...readDeliveryOptions(reader),
			};
		case 'status':
			return { mode, waitMs: readWaitMs(mode, reader) };
		case 'reveal': {
			const key = readLink(reader, { endpoint, shareDomain: readShareDomain(reader) });
			const passphrase = readPassphrase(reader);
			return key === undefined ? undefined : { mode, key, passphrase, valueFile };
		}
		case 'await': {
			const receipt = readReceipt(reader, { endpoint, shareDomain: undefined });
			const waitMs = readWaitMs(mode, reader);
			return receipt === undefined ? undefined : { mode, receipt, waitMs };
		}
		case 'burn': {
			const receipt = readReceipt(reader, { endpoint, shareDomain: undefined });
			const passphrase = readPassphrase(reader);
			return receipt === undefined ? undefined : { mode, receipt, passphrase };
		}
	}
}

function readWaitMs(mode: 'status' | 'await', reader: InputReader): number {
	const wait = reader.duration('wait', 0, MAX_WAIT_SECONDS);
	return wait === undefined ? DEFAULT_WAIT_MS[mode] : wait.seconds * 1_000;
}
