// Reads JSON from outside. Each field is validated here, once, so the rest of the code can rely on its type.

import type { ReceiptKey, Seconds, SecretKey } from './types.ts';

/** A JSON object with unknown fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

// Keys have 31 characters up to release v0.23, and 62 from v0.24 on, all of them a-z and 0-9. The pattern
// allows more in case later releases do.
const KEY = /^[A-Za-z0-9_-]{20,256}$/;

// The longest ttl is a year, and a receipt lives twice as long as its secret. Anything above ten years is an error.
const MAX_TTL_SECONDS = 10 * 365 * 86_400;

// The service did not exist before 2011. The upper limit is the largest time that a Date can represent
// (ECMA-262, section "Time Values and Time Range").
const MIN_DATE_SECONDS = 1_300_000_000;
const MAX_DATE_SECONDS = 8.64e12;

/** Parses a body as a JSON object. Undefined if it is anything else, such as an array, a number, null, or not JSON. */
export function parseJsonObject(body: string): JsonObject | undefined {
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

/** Reads a string; empty if the field is missing or not a string. */
export function textField(object: JsonObject, name: string): string {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return typeof value === 'string' ? value : '';
}

/** Reads a string or an array of strings as an array. Everything that is not a string is left out. */
export function textsField(object: JsonObject, name: string): readonly string[] {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	const list: readonly unknown[] = Array.isArray(value) ? value : [value];
	return list.filter((item) => typeof item === 'string');
}

/** Checks that a text can be the key of a secret, without the link around it; undefined if it cannot. */
export function parseSecretKey(text: string): SecretKey | undefined {
	return KEY.test(text) ? (text as SecretKey) : undefined;
}

/** Checks that a text can be the key of a receipt; undefined if it cannot. */
export function parseReceiptKey(text: string): ReceiptKey | undefined {
	return KEY.test(text) ? (text as ReceiptKey) : undefined;
}

/** Reads the key of a secret; undefined if it is missing or could be more than a single path segment. */
export function secretKeyField(object: JsonObject, name: string): SecretKey | undefined {
	return parseSecretKey(textField(object, name));
}

/** Reads the key of a receipt, with the checks of {@link secretKeyField}. */
export function receiptKeyField(object: JsonObject, name: string): ReceiptKey | undefined {
	return parseReceiptKey(textField(object, name));
}

/** Reads a lifetime in seconds; undefined if it is missing, not a whole number above zero, or longer than ten years. */
export function ttlField(object: JsonObject, name: string): Seconds | undefined {
	const number = numberField(object, name);
	return number !== undefined && Number.isInteger(number) && number > 0 && number <= MAX_TTL_SECONDS
		? (number as Seconds)
		: undefined;
}

/**
 * Reads a Unix time in seconds, possibly with a fraction. Undefined if it is missing, earlier than 2011, or
 * so large that adding a ttl would overflow Date.
 */
export function timeField(object: JsonObject, name: string): number | undefined {
	const number = numberField(object, name);
	const isDate =
		number !== undefined && number >= MIN_DATE_SECONDS && number <= MAX_DATE_SECONDS - MAX_TTL_SECONDS;
	return isDate ? number : undefined;
}

/** Reads a number of seconds, rounded up; undefined if it is missing, negative, or more than ten years. */
export function secondsField(object: JsonObject, name: string): number | undefined {
	const number = numberField(object, name);
	return number !== undefined && number >= 0 && number <= MAX_TTL_SECONDS ? Math.ceil(number) : undefined;
}

/** Reads a boolean; undefined if the field is missing or anything else. */
export function booleanField(object: JsonObject, name: string): boolean | undefined {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return typeof value === 'boolean' ? value : undefined;
}

/** Reads a nested object; an empty one if the field is missing or anything else. */
export function objectField(object: JsonObject, name: string): JsonObject {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	return isObject(value) ? value : {};
}

/** Reads a number. Servers up to v0.23 and the published examples of the API send numbers as strings. */
function numberField(object: JsonObject, name: string): number | undefined {
	const value = Object.hasOwn(object, name) ? object[name] : undefined;
	if (typeof value === 'string') return /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
	return typeof value === 'number' ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
