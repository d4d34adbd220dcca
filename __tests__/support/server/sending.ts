// Puts an answer on the wire as puma does: no date, no connection header, and the connection stays open (server release v0.26.6, captures).
import type { ServerResponse } from 'node:http';
import type { RenderedAnswer } from './headers.ts';

/** Header names and values in the order of the wire. */
export type Headers = RenderedAnswer['headers'];

/** Sends status and headers, nothing more; they leave with the first byte of a body. */
export function startAnswer(
	response: ServerResponse,
	answer: Pick<RenderedAnswer, 'status' | 'headers'>,
): void {
	response.sendDate = false;
	// Taking the header away keeps Node from adding one of its own; the connection stays open all the same.
	response.removeHeader('connection');
	response.writeHead(answer.status, answer.headers.flat());
}

/** Sends a whole answer. */
export function endAnswer(response: ServerResponse, answer: RenderedAnswer): void {
	startAnswer(response, answer);
	response.end(answer.body);
}
