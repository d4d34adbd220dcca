// Reads the captured responses of real servers and restores what was cut from the requests.
import { readFileSync } from 'node:fs';

/** One question to the real server and its response. */
export interface CapturedExchange {
	readonly name: string;
	readonly request: {
		readonly method: string;
		readonly path: string;
		readonly authorization?: 'Basic (right)' | 'Basic (wrong)';
		/** Content-Type and Host, where they were sent. */
		readonly headers?: Readonly<Record<string, string>>;
		readonly body?: string;
	};
	readonly response: { readonly status: number; readonly headerSet: string; readonly json: unknown };
	/** `same` where the value that was revealed is, byte for byte, the one that was sent. */
	readonly roundTrip?: 'same';
}

/** A captures file: one release, its questions in order. */
export interface Captures {
	readonly release: string;
	readonly requestHeaders: Readonly<Record<string, string>>;
	/** Headers by the name of the set, in the order and spelling of the wire, without content-length. */
	readonly headerSets: Readonly<Record<string, readonly (readonly [string, string])[]>>;
	readonly exchanges: readonly CapturedExchange[];
}

/** Reads a captures file of the folder next to this one. */
export function readCaptures(file: string): Captures {
	return JSON.parse(readFileSync(new URL(`captures/${file}`, import.meta.url), 'utf8')) as Captures;
}

/**
 * The whole body of a request whose body was cut (`…...(10015 in all)`): one character over and over, then
 * the end of a form or of JSON. Where whole characters don't fill it up, an `x` does.
 */
export function restoreBody(body: string): string {
	const cut = /^(secret=|\{"secret": \{"secret": ")((?:%C3%A9|.)).*\.\.\.\((\d+) in all\)$/.exec(body);
	if (cut === null) return body;
	const [, start = '', unit = '', total = ''] = cut;
	const end = start.startsWith('{') ? '", "ttl": 300}}' : '&ttl=300';
	const room = Number(total) - start.length - end.length;
	const repeated = unit.repeat(Math.floor(room / unit.length));
	return `${start}${repeated}${'x'.repeat(room - repeated.length)}${end}`;
}

/** An object of JSON as its fields; anything else has none. */
export function asFields(json: unknown): Readonly<Record<string, unknown>> {
	return typeof json === 'object' && json !== null ? { ...json } : {};
}

/** The revealed value of a response of either API version, if it has one. */
export function readValue(json: unknown): unknown {
	const fields = asFields(json);
	return fields['value'] ?? asFields(fields['record'])['secret_value'];
}

/**
 * Unix seconds at which a response was given, if it gives them away: a receipt of API v1 lives twice the ttl
 * from `created` on.
 */
function readSeconds(json: unknown): number | undefined {
	const fields = asFields(json);
	const receipt = { ...fields, ...asFields(fields['state']) } as Record<string, unknown>;
	const { created, ttl, metadata_ttl: left } = receipt;
	if (typeof created === 'number' && typeof ttl === 'number' && typeof left === 'number') {
		return created + 2 * ttl - left;
	}
	const made = asFields(asFields(fields['record'])['metadata'])['created'];
	return typeof made === 'number' ? Math.floor(made) : undefined;
}

/**
 * The wall clock of the real server at each question, in Unix seconds. Where a response says nothing about
 * time, a question to API v1 gets the time of the next that does (its receipts say when something was done
 * before), one to API v2 that of the last.
 */
export function readClock(exchanges: readonly CapturedExchange[]): readonly number[] {
	let latest = 0;
	const past = exchanges.map(({ response }) => {
		latest = Math.max(latest, readSeconds(response.json) ?? 0);
		return latest;
	});
	let next = latest;
	const future = exchanges
		.map(({ response }, index) => (readSeconds(response.json) === undefined ? undefined : past[index]))
		.toReversed()
		.map((seconds) => {
			next = seconds ?? next;
			return next;
		})
		.toReversed();
	return exchanges.map(({ request }, index) => {
		const times = request.path.startsWith('/api/v2') ? past : future;
		return times[index] || (future[index] ?? 0);
	});
}
