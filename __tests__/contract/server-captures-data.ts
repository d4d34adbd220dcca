// Reads the captured answers of a real server and restores what was cut from the questions.
import { readFileSync } from 'node:fs';

/** One question to the real server and its answer. */
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
	readonly response: {
		readonly status: number;
		readonly headerSet: string;
		readonly contentLength: number;
		readonly json: unknown;
	};
	/** `same` where the value that was revealed is, byte for byte, the one that was sent. */
	readonly roundTrip?: 'same';
}

/** A captures file: one release, its questions in order. */
export interface Captures {
	readonly release: string;
	readonly requestHeaders: Readonly<Record<string, string>>;
	/** Headers by the name of the set, in the order of the wire, without content-length. */
	readonly headerSets: Readonly<Record<string, readonly (readonly [string, string])[]>>;
	readonly answers: readonly CapturedExchange[];
}

/** Reads a captures file of the folder next to this one. */
export function readCaptures(file: string): Captures {
	return JSON.parse(readFileSync(new URL(`captures/${file}`, import.meta.url), 'utf8')) as Captures;
}

/**
 * The whole body of a question whose body was cut (`…...(10015 in all)`): one character over and over, then `&ttl=300`. Where whole
 * characters don't fill it up, an `x` does.
 */
export function restoreBody(body: string): string {
	const cut = /^(secret=)((?:%C3%A9|.)).*\.\.\.\((\d+) in all\)$/.exec(body);
	if (cut === null) {
		return body;
	}
	const [, start = '', unit = '', total = ''] = cut;
	const end = '&ttl=300';
	const room = Number(total) - start.length - end.length;
	const repeated = unit.repeat(Math.floor(room / unit.length));
	return `${start}${repeated}${'x'.repeat(room - repeated.length)}${end}`;
}

/** Cuts an answer as the captures are cut: lists to their first item, long texts to 60 characters and their length. */
export function cutJson(json: unknown): unknown {
	if (typeof json === 'string') {
		const characters = [...json];
		return characters.length > 2000
			? `${characters.slice(0, 60).join('')}...(${characters.length} characters)`
			: json;
	}
	if (Array.isArray(json)) {
		return json.slice(0, 1).map(cutJson);
	}
	return typeof json === 'object' && json !== null
		? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, cutJson(value)]))
		: json;
}

/** The `value` of an answer, if it has one. */
export function readValue(json: unknown): unknown {
	return typeof json === 'object' && json !== null && 'value' in json ? json.value : undefined;
}

function readReceipt(json: unknown): { created: number; ttl: number; metadata_ttl: number } | undefined {
	const first: unknown = Array.isArray(json) ? json[0] : json;
	if (typeof first !== 'object' || first === null) {
		return undefined;
	}
	if ('state' in first && typeof first.state === 'object') {
		return readReceipt(first.state);
	}
	return 'metadata_ttl' in first
		? (first as { created: number; ttl: number; metadata_ttl: number })
		: undefined;
}

/**
 * The wall clock of the real server at each question, in Unix seconds, as the answers give it away: a receipt lives twice the ttl from
 * `created` on, and `metadata_ttl` is what is left of that. A question whose answer says nothing about time gets that of the next that does.
 */
export function readClock(answers: readonly CapturedExchange[]): readonly number[] {
	let latest = 0;
	const known = answers.map(({ response }) => {
		const receipt = readReceipt(response.json);
		latest =
			receipt === undefined
				? latest
				: Math.max(latest, receipt.created + 2 * receipt.ttl - receipt.metadata_ttl);
		return receipt === undefined ? undefined : latest;
	});
	let next = latest;
	return known
		.toReversed()
		.map((seconds) => {
			next = seconds ?? next;
			return next;
		})
		.toReversed();
}
