// Builds the response that a fault asks for, from nothing or from the real one.
import type { ResponseFault } from './faults.ts';
import type { RenderedResponse } from './headers.ts';
import type { Headers } from './send-response.ts';

/** The content type of API responses. */
export const JSON_TYPE = 'application/json; charset=utf-8';

function toBytes(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) {
		return body;
	}
	return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

function replaceHeaders(base: Headers, changes: ResponseFault['headers'] & object): Headers {
	const changed = new Set(Object.keys(changes).map((name) => name.toLowerCase()));
	const kept = base.filter(([name]) => !changed.has(name.toLowerCase()));
	const added = Object.entries(changes).flatMap(([name, value]) =>
		(value === null ? [] : typeof value === 'string' ? [value] : value).map((item) => [name, item] as const),
	);
	return [...kept, ...added];
}

/** The response of a fault; `act` carries the request out and renders the real one. */
export function buildResponse(fault: ResponseFault, act: () => RenderedResponse): RenderedResponse {
	const real = (fault.acts ?? typeof fault.body === 'function') ? act() : undefined;
	const wanted =
		typeof fault.body === 'function'
			? fault.body(real === undefined ? {} : JSON.parse(real.body.toString()))
			: fault.body;
	const body = wanted === undefined ? (real?.body ?? Buffer.alloc(0)) : toBytes(wanted);
	const length = ['content-length', String(body.length)] as const;
	const base: Headers = real === undefined ? [['content-type', JSON_TYPE]] : withoutLength(real.headers);
	return {
		status: fault.status ?? real?.status ?? 200,
		headers: replaceHeaders([...base, length], fault.headers ?? {}),
		body,
	};
}

/** The headers without Content-Length. */
export function withoutLength(headers: Headers): Headers {
	return headers.filter(([name]) => name.toLowerCase() !== 'content-length');
}
