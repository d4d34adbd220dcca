// The input `headers`: extra request headers, for a server behind an access proxy.

import type { Fault } from '../variables.ts';
import type { InputReader } from './input-reader.ts';

/** Shorter values are not masked, because they occur by chance in ordinary log text. */
const MIN_MASKED_LENGTH = 4;
/** A valid header name: a token of RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRINTABLE = /^[\x20-\x7e]+$/;
/** Headers that the action or HTTP itself sets, or that can change the meaning of a request. */
const RESERVED_NAMES = new Set([
	'authorization',
	'host',
	'user-agent',
	'connection',
	'keep-alive',
	'transfer-encoding',
	'te',
	'trailer',
	'upgrade',
	'expect',
	'forwarded',
]);
/** More of the same by prefix. Servers derive the host of a link from `X-Forwarded-…` headers. */
const RESERVED_PREFIXES = ['content-', 'accept', 'proxy-', 'x-forwarded-'];

/** One parsed line of the input. The value is sensitive. */
interface HeaderLine {
	readonly number: number;
	/** Undefined if the line has no colon. */
	readonly name: string | undefined;
	readonly value: string;
}

/**
 * Reads the extra headers, one `Name: value` per line. All values are sensitive, even in faulty lines. Faults
 * contain the line number and the name of the header, never its value.
 */
export function readHeaders(reader: InputReader): Readonly<Record<string, string>> {
	const { texts, faults, sensitive } = reader;
	if (texts.headers === undefined) return {};
	const lines = parseLines(texts.headers);
	for (const { number, value } of lines) {
		if (value.length >= MIN_MASKED_LENGTH) sensitive.set(`value of header line ${number}`, value);
	}
	if (texts.domain === undefined && !reader.isFaulty('domain')) {
		faults.push('`headers` needs `domain`: they are for a server of your own behind an access proxy.');
	}
	const headers = new Map<string, string>();
	const names = new Set<string>();
	for (const line of lines) {
		const fault = faultOf(line, names, reader.show);
		if (fault !== undefined) faults.push(`\`headers\`, line ${line.number}: ${fault}`);
		const { name = '', value } = line;
		names.add(name.toLowerCase());
		headers.set(name, value);
	}
	return Object.fromEntries(headers);
}

function parseLines(text: string): HeaderLine[] {
	return text.split(/\r?\n/).flatMap((line, at): HeaderLine[] => {
		if (line.trim() === '') return [];
		const colon = line.indexOf(':');
		if (colon === -1) return [{ number: at + 1, name: undefined, value: line.trim() }];
		return [{ number: at + 1, name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
	});
}

function faultOf(
	{ name, value }: HeaderLine,
	earlierNames: ReadonlySet<string>,
	show: InputReader['show'],
): Fault | undefined {
	if (name === undefined) return 'there is no colon. Write `Name: value`.';
	if (!HEADER_NAME.test(name))
		return 'the name in front of the colon is not the name of a header. Write `Name: value`.';
	const lowerName = name.toLowerCase();
	const shown = `\`${show(name)}\``;
	if (RESERVED_NAMES.has(lowerName) || RESERVED_PREFIXES.some((prefix) => lowerName.startsWith(prefix))) {
		return `${shown} cannot be set, because the action or the server depends on it. Remove the line.`;
	}
	if (earlierNames.has(lowerName)) return `${shown} is there twice. Keep one.`;
	if (value === '') return `${shown} has no value. Is the secret behind it defined and passed on?`;
	if (!PRINTABLE.test(value)) return `the value of ${shown} has characters other than printable ASCII.`;
	return undefined;
}
