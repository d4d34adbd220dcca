// From the inputs of a step to one typed request, or to all faults at once. Nothing is sent before this has succeeded.

import { type Endpoint, parseDomain, REGIONS, regionEndpoint } from '../onetimesecret/endpoint.ts';
import type { Credentials, Seconds } from '../onetimesecret/types.ts';
import type { Duration } from './duration.ts';
import { createInputReader, type InputReader } from './input-reader.ts';
import { type Environment, type Fault, misspeltInputs } from './input-table.ts';
import { checkSize, checkText, readSecretFile } from './secret-value.ts';

/** The modes that exist. */
export const MODES = ['share'] as const;

/** What every mode needs. */
export interface CommonInputs {
	readonly endpoint: Endpoint;
	/** Undefined for a guest. */
	readonly credentials: Credentials | undefined;
	/** Deadline for all requests of the step together. */
	readonly timeoutMs: number;
	/** Whether a job summary is wanted. */
	readonly summary: boolean;
}

/** A request to share a value of ours. */
export interface ShareInputs extends CommonInputs {
	readonly mode: 'share';
	/** Byte for byte as given. */
	readonly value: string;
	readonly ttlSeconds: Seconds | undefined;
	/** The unit in which the lifetime was written. */
	readonly ttlUnit: Duration['unit'] | undefined;
	readonly passphrase: string | undefined;
	/** False if the link is to pass as a job output. */
	readonly maskLink: boolean;
}

/** The inputs of a step, by mode. */
export type Inputs = ShareInputs;

/** What reading the inputs gave. Sensitive values are there in any case, because they are masked before anything is said. */
export interface InputReading {
	/** Undefined if and only if there are faults. */
	readonly inputs: Inputs | undefined;
	readonly faults: readonly Fault[];
	/** Doubtful but possible things, as full sentences. */
	readonly concerns: readonly string[];
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
}

const TTL_RANGE_SECONDS = [60, 365 * 86_400] as const;
const TIMEOUT_RANGE_SECONDS = [1, 3_600] as const;

/** Reads and checks all inputs, and the file that `secret-file` names. Never throws. */
export function readInputs(env: Environment): InputReading {
	const reader = createInputReader(env);
	const { texts, faults, concerns, sensitive } = reader;
	const mode = reader.word('mode', MODES);
	const endpoint = readEndpoint(reader);
	const credentials = readCredentials(reader);
	const ttl = reader.duration('ttl', ...TTL_RANGE_SECONDS);
	const timeout = reader.duration('timeout', ...TIMEOUT_RANGE_SECONDS);
	const summary = reader.flag('summary');
	const value = readValue(reader, env, endpoint);
	const passphrase = texts.passphrase;
	if (passphrase !== undefined) faults.push(...checkText('passphrase', passphrase, false));
	const maskLink = reader.flag('mask-link');
	if (!maskLink && passphrase === undefined) {
		faults.push('`mask-link` is `false`, so that everybody who reads the logs of the next job sees the link; give a `passphrase` as well.');
	}
	if (faults.length > 0 || mode === undefined || endpoint === undefined || timeout === undefined || value === undefined) {
		return { inputs: undefined, faults, concerns, sensitive };
	}
	const common = { endpoint, credentials, timeoutMs: timeout.seconds * 1_000, summary };
	const inputs = { ...common, mode, value, ttlSeconds: ttl?.seconds, ttlUnit: ttl?.unit, passphrase, maskLink };
	return { inputs, faults, concerns, sensitive };
}

function readEndpoint(reader: InputReader): Endpoint | undefined {
	const region = reader.word('region', REGIONS);
	const domain = reader.texts.domain;
	if (domain === undefined) return region === undefined ? undefined : regionEndpoint(region);
	const endpoint = parseDomain(domain);
	if (!('complaint' in endpoint)) return endpoint;
	reader.faults.push(`\`domain\` ${endpoint.complaint}.`);
	return undefined;
}

function readCredentials({ texts, faults, isEmpty }: InputReader): Credentials | undefined {
	const { username, token } = texts;
	// Of a pair with an empty half, the emptiness is the fault.
	if (isEmpty('username') || isEmpty('token')) return undefined;
	if (username === undefined && token === undefined) return undefined;
	if (username === undefined || token === undefined) {
		const [given, missing] = token === undefined ? ['username', 'token'] : ['token', 'username'];
		faults.push(`\`${given}\` is given without \`${missing}\`; give both, or neither to share as a guest.`);
		return undefined;
	}
	// The first colon ends the user name (RFC 7617, section 2).
	if (username.includes(':'))
		faults.push('`username` contains a colon, which HTTP Basic cannot carry; give the e-mail or customer id of the account.');
	for (const [name, text] of Object.entries({ username, token })) {
		if (/\p{Cc}/u.test(text)) faults.push(`\`${name}\` contains control characters; check how it was stored.`);
	}
	return { username, token };
}

function readValue(reader: InputReader, env: Environment, endpoint: Endpoint | undefined): string | undefined {
	const { texts, faults, isEmpty } = reader;
	const [text, path] = [texts.secret, texts['secret-file']];
	if (isEmpty('secret') || isEmpty('secret-file')) return undefined;
	if (text !== undefined && path !== undefined) {
		faults.push('`secret` and `secret-file` are both given; give exactly one.');
		return undefined;
	}
	if (text !== undefined) return checkValue(reader, 'secret', text, endpoint);
	if (path === undefined) {
		faults.push(`The value to share is missing; give \`secret\` or \`secret-file\`.${misspellings(env)}`);
		return undefined;
	}
	const reading = readSecretFile(path);
	if ('value' in reading) return checkValue(reader, 'secret-file', reading.value, endpoint);
	faults.push(reading.fault);
	return undefined;
}

function checkValue(reader: InputReader, name: 'secret' | 'secret-file', value: string, endpoint: Endpoint | undefined): string {
	const { faults, concerns, sensitive } = reader;
	sensitive.set(name, value);
	const size = checkSize(name, value, endpoint?.isRegion === true);
	faults.push(...checkText(name, value, name === 'secret-file'), ...size.faults);
	if (size.concern !== undefined) concerns.push(`\`${name}\` ${size.concern}.`);
	return value;
}

function misspellings(env: Environment): string {
	const words = misspeltInputs(env).map(
		({ given, meant }) => ` The step sets \`${given}\`, which does not exist; did you mean \`${meant}\`?`,
	);
	return words.join('');
}
