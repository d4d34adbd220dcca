// Turns a response of the API into bytes and headers: which headers it carries on which release, in the order
// of the wire (captures).
import type { HostClass } from './hosts.ts';
import { drawFormToken, drawRequestId, drawSession, drawShrimp } from './keys.ts';
import type { ReleaseTraits } from './release-traits.ts';
import type { ApiResponse, HeaderLayout } from './service.ts';

type Header = readonly [name: string, value: string];

/** A response ready to be sent: header names and values in order. */
export interface RenderedResponse {
	readonly status: number;
	readonly headers: readonly Header[];
	readonly body: Buffer;
}

const GUARDS: readonly Header[] = [
	['x-content-type-options', 'nosniff'],
	['x-xss-protection', '1; mode=block'],
	['referrer-policy', 'strict-origin-when-cross-origin'],
];

const DAY_MS = 86_400_000;
const SESSION_OF_V0_23_MS = 1_200_000;

function chooseType(layout: HeaderLayout, isThin: boolean): string {
	if (layout === 'page') return 'text/html';
	const hasCharset = layout === 'v1' || layout === 'v1-status' || (isThin && layout !== 'router');
	return `application/json${hasCharset ? '; charset=utf-8' : ''}`;
}

/** The headers of thin, which v0.23 runs on. */
function renderThinHeaders(response: ApiResponse, length: string, nowMs: number): Header[] {
	const expires = new Date(nowMs + SESSION_OF_V0_23_MS).toUTCString();
	return [
		['Content-Type', chooseType(response.layout, true)],
		...(response.layout === 'v2-status'
			? [['Set-Cookie', `sess=${drawShrimp()}; path=/; expires=${expires}`] as const]
			: []),
		['Content-Length', length],
		['Connection', 'keep-alive'],
		['Server', 'thin'],
	];
}

/**
 * The headers of puma, which v0.24 and later run on; the order differs between success, failure and the
 * router.
 */
function renderPumaHeaders(
	response: ApiResponse,
	length: string,
	host: HostClass,
	withSession: boolean,
	nowMs: number,
): Header[] {
	const { layout, intendedStatus, retryAfterSeconds } = response;
	const type: Header = ['content-type', chooseType(layout, false)];
	const isBare = layout === 'router' || layout === 'page';
	const isStatus = layout === 'v1-status' || layout === 'v2-status';
	const headers: Header[] = isBare ? [type] : layout === 'v2-error' ? [type, ...GUARDS] : [...GUARDS, type];
	if (intendedStatus !== undefined) headers.push(['x-ots-intended-status', String(intendedStatus)]);
	if (retryAfterSeconds !== undefined) headers.push(['retry-after', String(retryAfterSeconds)]);
	if (!withSession) headers.push(['strict-transport-security', 'max-age=31536000']);
	if (withSession || !isStatus) headers.push(['x-csrf-token', drawFormToken()]);
	headers.push(['o-domain-strategy', host.strategy], ['o-display-domain', host.displayDomain]);
	if (withSession) {
		const expires = new Date(nowMs + DAY_MS).toUTCString();
		headers.push([
			'set-cookie',
			`onetime.session=${drawSession()}; path=/; expires=${expires}; httponly; samesite=lax`,
		]);
	}
	return [...headers, ['x-request-id', drawRequestId()], ['Content-Length', length]];
}

/** Renders the response to a request that came in on `host`. */
export function renderResponse(
	response: ApiResponse,
	release: ReleaseTraits,
	host: HostClass,
	nowMs: number,
): RenderedResponse {
	const { body: content } = response;
	const text = typeof content === 'string' ? content : (JSON.stringify(content) ?? '');
	const body = Buffer.from(text);
	const length = String(body.length);
	const headers =
		release.wire === 'thin'
			? renderThinHeaders(response, length, nowMs)
			: renderPumaHeaders(response, length, host, release.wire === 'puma-with-session', nowMs);
	return { status: response.status, headers, body };
}
