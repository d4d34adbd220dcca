// The one place that says what differs from run to run, and how it is put into words that can be compared:
// keys, times, ids, hosts, values.
import { asFields } from './server-captures-data.ts';

/** Brings the responses of one server, real or embedded, into words that do not differ from run to run. */
export interface Mapping {
	/** Learns the keys and generated values of a response and puts it into words. */
	mapJson(json: unknown, exchange: string): unknown;
	mapHeader(name: string, value: string): string;
	/** The word for a key that was learned. */
	wordFor(key: string): string | undefined;
	/** The key that a word stands for. */
	keyFor(word: string): string | undefined;
}

const KEY = /^(?:[0-9a-z]{31}|[0-9a-z]{62})$/;
// A key that the questions made up (`zzz…`), which must come back as it is.
const MADE_UP = /^(.)\1+$/;

const SHORT_KEYS = new Set(['secret_shortkey', 'shortkey', 'secret_shortid', 'shortid']);
const TIMES = 'created updated received viewed previewed revealed burned since now timestamp'.split(' ');
const LISTS = new Set(['records', 'received', 'notreceived', 'revealed_receipts', 'pending_receipts']);
const ACCOUNT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RANDOM_FIELDS: Readonly<Record<string, RegExp>> = {
	request_id: /^[0-9a-z]{13}$/,
	shrimp: /^[0-9a-z]{50}$/,
};
const RANDOM_HEADERS: Readonly<Record<string, RegExp>> = {
	'x-csrf-token': /^[\w-]{86}==$/,
	'x-request-id': /^[0-9a-z]{1,13}$/,
};

/** Characters above which the captures cut a text. */
const MAX_CHARACTERS = 2000;

function cut(text: string): string {
	const characters = [...text];
	return characters.length > MAX_CHARACTERS
		? `${characters.slice(0, 60).join('')}...(${characters.length} characters)`
		: text;
}

/** A time keeps its type: a whole number, one with a fraction, or a text. */
function nameTime(value: unknown): unknown {
	if (typeof value === 'number') return Number.isInteger(value) ? '(whole time)' : '(time with fraction)';
	return typeof value === 'string' && value !== '' ? '(time as text)' : value;
}

/** Whether a text is a key that the server made. */
function isServerKey(text: string): boolean {
	return KEY.test(text) && !MADE_UP.test(text);
}

/** Whether a field of a response carries the value that the server was asked to generate. */
function isGeneratedValue(exchange: string, name: string): boolean {
	return /generate/.test(exchange) && (name === 'value' || name === 'secret_value');
}

/** A time of API v1 at which a receipt changed, put in relation to its creation; seconds. */
function nameChangeTime(changed: unknown, created: unknown): unknown {
	const passed = Number(changed) - Number(created);
	if (passed < 0) return changed;
	return passed > 1 ? '(whole time, later)' : '(whole time, at creation)';
}

/** Makes a mapping for a server whose own host is `authority`, as its responses write it. */
export function createMapping(authority: string): Mapping {
	const words = new Map<string, string>();
	const keys = new Map<string, string>();

	const learnText = (text: string, place: string, isGenerated: boolean): void => {
		if (words.has(text) || !(isGenerated || isServerKey(text))) return;
		const length = isGenerated ? ` of ${text.length} characters` : '';
		const word = `(first in ${place}${length})`;
		words.set(text, word);
		keys.set(word, text);
	};

	const learn = (json: unknown, exchange: string, path: string): void => {
		for (const [name, value] of Object.entries(asFields(json))) {
			const place = `${path}.${name}`;
			if (typeof value !== 'string') learn(value, exchange, place);
			else learnText(value, `${exchange}${place}`, isGeneratedValue(exchange, name));
		}
	};

	const mapText = (text: string): string => {
		const whole = words.get(text);
		if (whole !== undefined) return whole;
		const named = text
			.replaceAll(authority, '(own host)')
			.replace(/[0-9a-z]{31,62}/g, (key) => words.get(key) ?? key);
		return ACCOUNT_ID.test(text) ? '(account id)' : cut(named);
	};

	const nameShortKey = (text: string): string => {
		const [known] = [...words].filter(([key]) => KEY.test(key) && key.startsWith(text));
		return known === undefined ? text : `(first ${text.length} of ${known[1]})`;
	};

	/** What an account has made before differs; what a receipt in its list looks like does not. */
	const nameList = (value: unknown): unknown =>
		Array.isArray(value) && value.length > 0
			? `receipts with ${Object.keys(asFields(value[0])).join(' ')}`
			: value;

	const mapField = (name: string, value: unknown, siblings: Readonly<Record<string, unknown>>): unknown => {
		if (RANDOM_FIELDS[name]?.test(String(value))) return '(random)';
		if (SHORT_KEYS.has(name) && typeof value === 'string') return nameShortKey(value);
		if (LISTS.has(name) && Array.isArray(value)) return nameList(value);
		if (name === 'count') return typeof value;
		if (name === 'expiration') return `created + ${Number(value) - Math.floor(Number(siblings['created']))}`;
		return TIMES.includes(name) ? nameTime(value) : mapAny(value, true);
	};

	/**
	 * The times of API v1 are compared as they are, because the embedded server's clock follows the captures;
	 * but its second may have ended within a request.
	 */
	const mapFieldOfV1 = (
		name: string,
		value: unknown,
		siblings: Readonly<Record<string, unknown>>,
	): unknown => {
		if (name === 'updated' || name === 'received') return nameChangeTime(value, siblings['created']);
		const isExact = !(name in RANDOM_FIELDS) && !SHORT_KEYS.has(name);
		return isExact ? mapAny(value, false) : mapField(name, value, siblings);
	};

	const mapAny = (value: unknown, hasTimes: boolean): unknown => {
		if (typeof value === 'string') return mapText(value);
		if (Array.isArray(value)) return value.slice(0, 1).map((item) => mapAny(item, hasTimes));
		if (typeof value !== 'object' || value === null) return value;
		const fields = asFields(value);
		const mapOne = hasTimes ? mapField : mapFieldOfV1;
		return Object.fromEntries(
			Object.entries(fields).map(([name, field]) => [name, mapOne(name, field, fields)]),
		);
	};

	return {
		mapJson(json, exchange) {
			learn(json, exchange, '');
			return mapAny(json, exchange.startsWith('v2'));
		},
		mapHeader(name, value) {
			const lower = name.toLowerCase();
			if (RANDOM_HEADERS[lower]?.test(value)) return '(random)';
			return lower === 'set-cookie'
				? value.replace(/=[0-9a-z]{40,}/, '=(random)').replace(/expires=[^;]+/, 'expires=(time)')
				: value.replaceAll(authority, '(own host)');
		},
		wordFor: (key) => words.get(key),
		keyFor: (word) => keys.get(word),
	};
}
