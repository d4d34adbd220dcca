// Puts a response on the wire as the release's web server does: no date, no headers of Node's own, and the
// connection stays open (captures).
import type { ServerResponse } from 'node:http';
import type { RenderedResponse } from './headers.ts';

/** Header names and values in the order of the wire. */
export type Headers = RenderedResponse['headers'];

/** Sends status and headers, nothing more; they leave with the first byte of a body. */
export function startResponse(
	response: ServerResponse,
	rendered: Pick<RenderedResponse, 'status' | 'headers'>,
): void {
	response.sendDate = false;
	// Taking the header away keeps Node from adding one of its own; the connection stays open all the same.
	response.removeHeader('connection');
	response.writeHead(rendered.status, rendered.headers.flat());
}

/** Sends a whole response. */
export function sendResponse(response: ServerResponse, rendered: RenderedResponse): void {
	startResponse(response, rendered);
	response.end(rendered.body);
}
