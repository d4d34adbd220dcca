// The inputs of the modes that create a secret: its value, lifetime and recipient, and the handling of its
// link.

import type { BurnOn, DeliveryOptions } from '../../modes/delivery-options.ts';
import type { Endpoint } from '../../onetimesecret/endpoint.ts';
import { isMailAddress } from '../../onetimesecret/recipient.ts';
import type { InputReader } from './input-reader.ts';
import { BURN_ON_VALUES } from './input-table.ts';
import { readPassphrase } from './key-inputs.ts';
import { checkSize, checkText, readSecretFile } from './secret-value.ts';
import { readShareDomain } from './server-inputs.ts';

const MIN_TTL_SECONDS = 60;
const MAX_TTL_SECONDS = 365 * 86_400;

/** Reads the inputs that share and generate have in common. */
export function readDeliveryOptions(reader: InputReader): DeliveryOptions {
	const ttl = reader.duration('ttl', MIN_TTL_SECONDS, MAX_TTL_SECONDS);
	const passphrase = readPassphrase(reader);
	const recipient = readRecipient(reader);
	const shareDomain = readShareDomain(reader);
	const burnOn = readBurnOn(reader, recipient !== undefined);
	const maskLink = reader.flag('mask-link');
	if (!maskLink && passphrase === undefined && !reader.isFaulty('passphrase')) {
		reader.faults.push(
			'`mask-link` is `false`, so everybody who reads the log of the next job sees the link. Set a `passphrase` as well.',
		);
	}
	if (!maskLink && burnOn === 'always') {
		reader.faults.push(
			'`mask-link: false` and `burn-on: always` exclude each other: the link would be burned before another job can use it.',
		);
	}
	return {
		ttlSeconds: ttl?.seconds,
		ttlUnit: ttl?.unit,
		passphrase,
		recipient,
		shareDomain,
		maskLink,
		burnOn,
	};
}

function readBurnOn(reader: InputReader, hasRecipient: boolean): BurnOn {
	const burnOn = reader.choice('burn-on', BURN_ON_VALUES, guessBurnOn) ?? 'never';
	const jobStatus = reader.texts['job-status'].toLowerCase();
	if (burnOn === 'always' && hasRecipient) {
		reader.faults.push(
			'`recipient` and `burn-on: always` exclude each other: the mailed link would be burned before anybody can open it.',
		);
	}
	if (burnOn === 'failure' && (jobStatus === 'failure' || jobStatus === 'cancelled')) {
		const end = jobStatus === 'failure' ? 'failed' : 'been cancelled';
		reader.faults.push(
			`\`burn-on: failure\` in a job that has already ${end}: the link would be burned at once. Leave out \`burn-on\` in this step.`,
		);
	}
	return burnOn;
}

/** Suggests `failure` for words such as `cancelled` and `error`, because `failure` includes a cancelled job. */
function guessBurnOn(text: string): BurnOn | undefined {
	return /^cancel|^fail|^error/.test(text) ? 'failure' : undefined;
}

function readRecipient({ texts, faults, show, isFaulty }: InputReader): string | undefined {
	const { recipient, username } = texts;
	if (recipient === undefined) return undefined;
	if (!isMailAddress(recipient)) faults.push(explainRecipient(recipient, show));
	if (username === undefined && !isFaulty('username')) {
		faults.push('`recipient` needs an account. Set `username` and `token`, or send the link yourself.');
	}
	return recipient;
}

function explainRecipient(text: string, show: (text: string) => string): string {
	// Only quotation marks around an address are removed: the apostrophe in `o'brien@…` belongs to the address.
	const addresses = text.match(/[^\s<>,;"]+@[^\s<>,;"]+/g) ?? [];
	const [only, ...others] = addresses.map((address) => address.replace(/^'|'$/g, ''));
	if (others.length > 0) {
		return '`recipient` holds several addresses. A link opens once: use one step for each recipient.';
	}
	if (only !== undefined && only !== text && isMailAddress(only)) {
		return `\`recipient\` is more than an e-mail address. Did you mean \`${show(only)}\`?`;
	}
	return '`recipient` is not a plain e-mail address: letters, digits and `._%+-` before the @, a host name after it. Old servers would mail somebody else, or nobody.';
}

/** Reads the value to share from `secret` or `secret-file`. Exactly one of them must be given. */
export function readSharedValue(reader: InputReader, endpoint: Endpoint | undefined): string | undefined {
	const { texts, faults, isFaulty } = reader;
	const [text, path] = [texts.secret, texts['secret-file']];
	if (isFaulty('secret') || isFaulty('secret-file')) return undefined;
	if (text !== undefined && path !== undefined) {
		faults.push('`secret` and `secret-file` are both given. Use exactly one.');
		return undefined;
	}
	if (text !== undefined) return checkValue(reader, 'secret', text, endpoint);
	if (path === undefined) {
		faults.push('The value to share is missing. Set `secret` or `secret-file`.');
		return undefined;
	}
	const reading = readSecretFile(path);
	if (reading.value !== undefined) return checkValue(reader, 'secret-file', reading.value, endpoint);
	faults.push(`\`secret-file\`: \`${reader.show(path)}\` ${reading.problem}.`);
	return undefined;
}

function checkValue(
	reader: InputReader,
	name: 'secret' | 'secret-file',
	value: string,
	endpoint: Endpoint | undefined,
): string {
	const { faults, warnings, sensitive } = reader;
	const size = checkSize(name, value, endpoint?.isRegion === true);
	// A value that is too large is not sent and hardly a secret, and masking all its lines would make every log
	// unreadable.
	if (size.faults.length === 0) sensitive.set(name, value);
	faults.push(...checkText(name, value, name === 'secret-file'), ...size.faults);
	warnings.push(...size.warnings);
	return value;
}
