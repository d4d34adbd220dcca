// Reads the parameters of a request as bytes, from the query and from a form or JSON body, so that invalid
// UTF-8 survives as it does on the server.
import { isUtf8 } from 'node:buffer';
import type { ReleaseTraits } from './release-traits.ts';

/**
 * Parameters by name; a plain name holds one value (the last), a name sent as `name[]` or as a JSON list
 * holds several.
 */
export type Parameters = ReadonlyMap<string, readonly Buffer[]>;

function decodeFormText(text: string): Buffer {
	const spaced = text.replaceAll('+', ' ');
	return Buffer.from(
		spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
		'latin1',
	);
}

function readForm(text: string, into: Map<string, Buffer[]>): void {
	for (const pair of text.split('&')) {
		if (pair === '') {
			continue;
		}
		const equals = pair.indexOf('=');
		const name = decodeFormText(equals === -1 ? pair : pair.slice(0, equals)).toString();
		const value = decodeFormText(equals === -1 ? '' : pair.slice(equals + 1));
		if (name.endsWith('[]')) {
			into.set(name.slice(0, -2), [...(into.get(name.slice(0, -2)) ?? []), value]);
		} else {
			into.set(name, [value]);
		}
	}
}

function readJson(text: string, into: Map<string, Buffer[]>): void {
	const parsed: unknown = JSON.parse(text);
	if (typeof parsed !== 'object' || parsed === null) {
		return;
	}
	for (const [name, value] of Object.entries(parsed)) {
		const values: unknown[] = Array.isArray(value) ? value : [value];
		into.set(
			name,
			values.filter((item) => item !== null).map((item) => Buffer.from(String(item))),
		);
	}
}

/**
 * `application/json` or a form, by the header or, with `by-look` and where that names neither, by the look of
 * the body (captures).
 */
function classifyBody(
	contentType: string | undefined,
	text: string,
	bodies: ReleaseTraits['bodies'],
): 'json' | 'form' | 'unreadable' {
	const media = (contentType ?? '').split(';', 1).join('').trim().toLowerCase();
	if (media === 'application/x-www-form-urlencoded') return 'form';
	if (media === 'application/json') return bodies === 'form' ? 'unreadable' : 'json';
	if (bodies !== 'by-look') return 'unreadable';
	const start = text.slice(0, 256).trimStart();
	if (start.startsWith('{') || start.startsWith('[')) return 'json';
	return /^[a-z_][\w.\-[\]%+]*=/i.test(start) ? 'form' : 'unreadable';
}

/** Whether a value holds a NUL or is no UTF-8. */
function needsRepair(value: Buffer): boolean {
	return value.includes(0) || !isUtf8(value);
}

/** Drops NULs and puts U+FFFD in the place of every byte beyond ASCII. */
function repair(value: Buffer): Buffer {
	return Buffer.from(
		value
			.toString('latin1')
			.replaceAll('\0', '')
			.replace(/[\x80-\xff]/g, '\ufffd'),
	);
}

/**
 * All parameters of a request, the body's winning over the query's. A JSON body that is not JSON is a
 * SyntaxError.
 */
export function readParameters(
	query: string,
	contentType: string | undefined,
	body: Buffer,
	release: Pick<ReleaseTraits, 'bodies' | 'repairsUtf8'>,
): Parameters {
	const parameters = new Map<string, Buffer[]>();
	readForm(query, parameters);
	const form = body.toString('latin1');
	const kind = classifyBody(contentType, form, release.bodies);
	if (kind === 'json' && body.length > 0) {
		readJson(body.toString(), parameters);
	} else if (kind === 'form') {
		readForm(form, parameters);
	}
	// One bad value spoils all of them, because the server repairs the body as a whole.
	const isSpoiled = release.repairsUtf8 && [...parameters.values()].flat().some(needsRepair);
	return isSpoiled
		? new Map([...parameters].map(([name, values]) => [name, values.map(repair)]))
		: parameters;
}

/** The last value of a parameter, or undefined if it was not sent. */
export function readBytes(parameters: Parameters, name: string): Buffer | undefined {
	return parameters.get(name)?.at(-1);
}

/** The last value of a parameter as text, or undefined if it was not sent. */
export function readText(parameters: Parameters, name: string): string | undefined {
	return readBytes(parameters, name)?.toString();
}
