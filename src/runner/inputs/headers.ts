// The input `headers`: extra request headers that let a workflow through an access proxy in front of a server.

import type { Fault } from '../variables.ts';
import type { InputReader } from './input-reader.ts';

/** Shorter values are not masked: they occur everywhere. */
const SHORTEST_MASKED = 4;
/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PRINTABLE = /^[\x20-\x7e]+$/;
/** Set by the action or by HTTP itself, or able to change what the request means. */
const OURS = new Set([
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
/** The server chooses its public host by `X-Forwarded-…`. */
const OUR_PREFIXES = ['content-', 'accept', 'proxy-', 'x-forwarded-'];

/** A line of the input, taken apart. Both parts are sensitive, the name only if it is no token. */
interface HeaderLine {
	readonly number: number;
	/** Undefined if the line has no colon. */
	readonly name: string | undefined;
	readonly value: string;
}

/**
 * Reads the extra headers, one `Name: value` a line. All values are sensitive, those of faulty lines as well. Faults give
 * the number of the line and its name, never the value.
 */
export function readHeaders(reader: InputReader): Readonly<Record<string, string>> {
	const { texts, faults, sensitive } = reader;
	if (texts.headers === undefined) return {};
	const lines = parseLines(texts.headers);
	for (const { number, value } of lines) {
		if (value.length >= SHORTEST_MASKED) sensitive.set(`value of header line ${number}`, value);
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
	if (!TOKEN.test(name))
		return 'the name in front of the colon is not the name of a header. Write `Name: value`.';
	const lowerName = name.toLowerCase();
	const shown = `\`${show(name)}\``;
	if (OURS.has(lowerName) || OUR_PREFIXES.some((prefix) => lowerName.startsWith(prefix))) {
		return `${shown} cannot be set, because the action or the server depends on it. Remove the line.`;
	}
	if (earlierNames.has(lowerName)) return `${shown} is there twice. Keep one.`;
	if (value === '') return `${shown} has no value. Is the secret behind it defined and passed on?`;
	if (!PRINTABLE.test(value)) return `the value of ${shown} has characters other than printable ASCII.`;
	return undefined;
}
