// Reads what a request to API v2 carries: JSON by its type, and nothing from anything else.
import type { V2Call } from '../service.ts';

/** An object of JSON; anything else is empty. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

/** The fields of the body: none where its type is not JSON. Undefined where it says JSON and is not. */
export function readBody(
	contentType: string | undefined,
	body: Buffer,
): Readonly<Record<string, unknown>> | undefined {
	const media = (contentType ?? '').split(';', 1).join('').trim().toLowerCase();
	if (media !== 'application/json' || body.length === 0) return {};
	try {
		return asObject(JSON.parse(body.toString())) ?? {};
	} catch {
		return undefined;
	}
}

/** A field as text; numbers as their digits, and undefined for whatever is neither. */
export function readText(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = fields[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The passphrase of a reveal or a burn, as bytes. */
export function readPassphrase(call: V2Call): Buffer {
	return Buffer.from(readText(call.body, 'passphrase') ?? '');
}
