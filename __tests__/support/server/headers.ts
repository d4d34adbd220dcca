// Turns an answer of the API into bytes and headers: which headers an answer carries, in the order of the wire (server release v0.26.6, captures).
import type { HostClass } from './hosts.ts';
import { drawFormToken, drawRequestId } from './keys.ts';

/** What a route decided to say. */
export interface Answer {
	readonly status: number;
	/** Undefined for an empty body. */
	readonly json: unknown;
	/** What the status would be if API v1 did not answer 404 to nearly every failure; becomes `x-ots-intended-status`. */
	readonly intendedStatus?: 400 | 401;
	/** An unknown route is answered by the router, before the API's own headers are added; `status` carries no form token. */
	readonly source: 'api' | 'status' | 'router';
}

/** An answer ready to be sent: header names and values in order, `content-length` last. */
export interface RenderedAnswer {
	readonly status: number;
	readonly headers: readonly (readonly [name: string, value: string])[];
	readonly body: Buffer;
}

/** Renders an answer for a request that came in on `host`. */
export function renderAnswer(answer: Answer, host: HostClass): RenderedAnswer {
	const body = Buffer.from(answer.json === undefined ? '' : JSON.stringify(answer.json));
	const headers: (readonly [string, string])[] = [];
	if (answer.source === 'router') {
		headers.push(['content-type', 'application/json']);
	} else {
		headers.push(['x-content-type-options', 'nosniff'], ['x-xss-protection', '1; mode=block']);
		headers.push(
			['referrer-policy', 'strict-origin-when-cross-origin'],
			['content-type', 'application/json; charset=utf-8'],
		);
	}
	if (answer.intendedStatus !== undefined) {
		headers.push(['x-ots-intended-status', String(answer.intendedStatus)]);
	}
	headers.push(['strict-transport-security', 'max-age=31536000']);
	if (answer.source !== 'status') {
		headers.push(['x-csrf-token', drawFormToken()]);
	}
	headers.push(['o-domain-strategy', host.strategy], ['o-display-domain', host.displayDomain]);
	headers.push(['x-request-id', drawRequestId()], ['content-length', String(body.length)]);
	return { status: answer.status, headers, body };
}
