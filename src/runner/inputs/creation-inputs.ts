// The inputs of the modes that create a secret: its value, lifetime, recipient, and how its link is treated.

import type { Endpoint } from '../../onetimesecret/endpoint.ts';
import { isMailAddress } from '../../onetimesecret/recipient.ts';
import type { Seconds } from '../../onetimesecret/types.ts';
import { readPassphrase } from './common-inputs.ts';
import type { Duration } from './duration.ts';
import type { InputReader } from './input-reader.ts';
import { type Environment, misspeltInputs } from './input-table.ts';
import { checkSize, checkText, readSecretFile } from './secret-value.ts';

/** When the end of the job burns what the step has made. */
export const BURN_TIMES = ['never', 'failure', 'always'] as const;

/** What share and generate have in common. */
export interface CreationInputs {
	readonly ttlSeconds: Seconds | undefined;
	/** The unit in which the lifetime was written. */
	readonly ttlUnit: Duration['unit'] | undefined;
	readonly passphrase: string | undefined;
	readonly recipient: string | undefined;
	/** False if the link is to pass as a job output. */
	readonly maskLink: boolean;
	/** When the end of the job burns the link, by a word of {@link BURN_TIMES}. */
	readonly burnOn: string;
}

const TTL_RANGE_SECONDS = [60, 365 * 86_400] as const;

/** Reads what share and generate have in common. */
export function readCreationInputs(reader: InputReader): CreationInputs {
	const ttl = reader.duration('ttl', ...TTL_RANGE_SECONDS);
	const passphrase = readPassphrase(reader);
	const recipient = readRecipient(reader);
	const burnOn = reader.word('burn-on', BURN_TIMES);
	const maskLink = reader.flag('mask-link');
	if (!maskLink && passphrase === undefined) {
		reader.faults.push(
			'`mask-link` is `false`, so that everybody who reads the logs of the next job sees the link; give a `passphrase` as well.',
		);
	}
	if (!maskLink && burnOn === 'always') {
		reader.faults.push(
			'`mask-link` is `false`, but with `burn-on: always` the link is burned before another job can use it; change one of them.',
		);
	}
	return {
		ttlSeconds: ttl?.seconds,
		ttlUnit: ttl?.unit,
		passphrase,
		recipient,
		maskLink,
		burnOn: String(burnOn),
	};
}

function readRecipient({ texts, faults }: InputReader): string | undefined {
	const { recipient, username } = texts;
	if (recipient === undefined) return undefined;
	if (!isMailAddress(recipient)) {
		faults.push(
			'`recipient` is not exactly one plain e-mail address: letters, digits and `._%+-` before the @, a host name after it. Servers would mail ' +
				'somebody else, or nobody.',
		);
	}
	if (username === undefined) {
		faults.push('`recipient` needs an account: give `username` and `token`, or send the link yourself.');
	}
	return recipient;
}

/** The value to share, from exactly one of `secret` and `secret-file`. */
export function readSharedValue(
	reader: InputReader,
	env: Environment,
	endpoint: Endpoint | undefined,
): string | undefined {
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

function checkValue(
	reader: InputReader,
	name: 'secret' | 'secret-file',
	value: string,
	endpoint: Endpoint | undefined,
): string {
	const { faults, concerns, sensitive } = reader;
	const size = checkSize(name, value, endpoint?.isRegion === true);
	// A file that is far too large is hardly a secret: masking all its lines would ruin every log of the job.
	if (size.faults.length === 0) sensitive.set(name, value);
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
