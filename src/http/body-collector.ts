// Collects the body of one response up to a size limit, and can tell at any time what has arrived so far.

import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from './exchange.ts';

/** How a response can end. None of these is called if the connection hangs. */
export interface BodyEvents {
	/** The body is complete. */
	onEnd(response: HttpResponse): void;
	/** The connection broke before the body was complete. */
	onError(error: unknown): void;
	/** The body exceeds the size limit. It keeps arriving until the caller closes the connection. */
	onTooLarge(): void;
}

/** Collects the body of one response. */
export interface BodyCollector {
	/** Begins to read the body of a response. */
	collect(message: IncomingMessage, events: BodyEvents): void;
	/**
	 * Stops collecting and returns what has arrived, with an empty body if it is too large. Undefined if not
	 * even the headers have arrived.
	 */
	partial(): HttpResponse | undefined;
}

/** Creates a collector for a response body of at most `maxBytes` bytes. */
export function createBodyCollector(maxBytes: number): BodyCollector {
	const chunks: Buffer[] = [];
	let sizeBytes = 0;
	let message: IncomingMessage | undefined;
	function append(chunk: Buffer): void {
		sizeBytes += chunk.length;
		chunks.push(chunk);
	}
	return {
		collect(incoming, { onEnd, onError, onTooLarge }) {
			message = incoming;
			incoming.on('data', (chunk: Buffer) => {
				append(chunk);
				if (sizeBytes > maxBytes) onTooLarge();
			});
			incoming.on('error', onError);
			incoming.on('end', () => onEnd(responseOf(incoming, chunks)));
		},
		partial() {
			if (message === undefined) return undefined;
			// Bytes that arrived in one packet with the headers, or with the bytes that broke the framing, may
			// still be in the stream's buffer.
			message.removeAllListeners('data');
			for (let chunk = message.read(); chunk !== null; chunk = message.read()) append(chunk);
			return responseOf(message, sizeBytes > maxBytes ? [] : chunks);
		},
	};
}

function responseOf(message: IncomingMessage, chunks: readonly Buffer[]): HttpResponse {
	return {
		status: Number(message.statusCode),
		header: (name) => message.headers[name]?.toString(),
		body: Buffer.concat(chunks).toString('utf8'),
	};
}
