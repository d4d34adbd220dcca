// Reads foreign JSON without trusting it: every field is checked once, here, and is of its type afterwards.

import type { ReceiptKey, Seconds, SecretKey } from './types.ts';

/** A JSON object whose fields are unknown. */
export type JsonObject = Readonly<Record<string, unknown>>;

// Keys have 31 characters up to release v0.23 and 62 from v0.24; both from a-z and 0-9. The rest is room for later servers.
const KEY = /^[A-Za-z0-9_-]{20,256}$/;

// A receipt lives twice as long as its secret and the longest ttl is a year: larger numbers are nonsense.
const MAX_TTL_SECONDS = 10 * 365 * 86_400;

// No server of the service is older than 2011; far in the other direction lies the end of what a Date can hold (ECMA-262, time values).
const MIN_DATE_SECONDS = 1_300_000_000;
const MAX_DATE_SECONDS = 8.64e12;

/** The JSON object in a body, or undefined if the body is anything else (not JSON, null, an array, a bare value). */
export function parseObject(body: string): JsonObject | undefined {
	let parsed: unknown;
	try {
		parsed = JSON.parse(body);
	} catch {
		return undefined;
	}
	return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
		? (parsed as JsonObject)
		: undefined;
}

/** A text field; empty if it is absent or not a text. */
export function textField(object: JsonObject, name: string): string {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return typeof value === 'string' ? value : '';
}

/** A field that holds a text or a list of texts; what is neither is left out. */
export function textsField(object: JsonObject, name: string): readonly string[] {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	const list: readonly unknown[] = Array.isArray(value) ? value : [value];
	return list.filter((item) => typeof item === 'string');
}

/** Reads a text as the key of a secret, by itself or at the end of a link; undefined if it cannot be one. */
export function parseSecretKey(text: string): SecretKey | undefined {
	return KEY.test(text) ? (text as SecretKey) : undefined;
}

/** Reads a text as the key of a receipt; undefined if it cannot be one. */
export function parseReceiptKey(text: string): ReceiptKey | undefined {
	return KEY.test(text) ? (text as ReceiptKey) : undefined;
}

/** A field that holds the key of a secret; undefined if it is absent or could mean anything but one path segment. */
export function secretKeyField(object: JsonObject, name: string): SecretKey | undefined {
	return parseSecretKey(textField(object, name));
}

/** A field that holds the key of a receipt, checked as {@link secretKeyField} does. */
export function receiptKeyField(object: JsonObject, name: string): ReceiptKey | undefined {
	return parseReceiptKey(textField(object, name));
}

/** A lifetime in seconds, as a number or as digits; undefined if it is not a whole number above zero. */
export function ttlField(object: JsonObject, name: string): Seconds | undefined {
	const number = numberField(object, name);
	return number !== undefined && Number.isInteger(number) && number > 0 && number <= MAX_TTL_SECONDS
		? (number as Seconds)
		: undefined;
}

/** A Unix time in seconds, whole or not. Undefined if missing, or so large that adding a ttl would overflow Date. */
export function timeField(object: JsonObject, name: string): number | undefined {
	const number = numberField(object, name);
	const isDate =
		number !== undefined && number >= MIN_DATE_SECONDS && number <= MAX_DATE_SECONDS - MAX_TTL_SECONDS;
	return isDate ? number : undefined;
}

/** A number of seconds to wait, rounded up; undefined if missing, negative or nonsense. */
export function secondsField(object: JsonObject, name: string): number | undefined {
	const number = numberField(object, name);
	return number !== undefined && number >= 0 && number <= MAX_TTL_SECONDS ? Math.ceil(number) : undefined;
}

/** True or false; undefined if the field is missing or anything else. */
export function booleanField(object: JsonObject, name: string): boolean | undefined {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return typeof value === 'boolean' ? value : undefined;
}

/** An object inside an object; an empty one if the field is missing or anything else. */
export function objectField(object: JsonObject, name: string): JsonObject {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return isObject(value) ? value : {};
}

/** A number, or a text of digits: servers up to v0.23 and the published examples give numbers as strings. */
function numberField(object: JsonObject, name: string): number | undefined {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	if (typeof value === 'string') return /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
	return typeof value === 'number' ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
