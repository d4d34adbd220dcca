// Collects the body of one response up to a size, and knows at any time what has arrived so far.

import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from './exchange.ts';

/** How a response ends. Exactly one of these is called, or none if the connection hangs. */
export interface BodyEvents {
	onEnd(response: HttpResponse): void;
	onError(error: unknown): void;
	onTooLarge(): void;
}

/** Collects one response. */
export interface BodyCollector {
	/** Begins to read the body of a response. */
	collect(message: IncomingMessage, events: BodyEvents): void;
	/** Ends the collection. Returns what has arrived, without a body that is too large; undefined before the headers. */
	partial(): HttpResponse | undefined;
}

/** Makes a collector for one response of at most `maxBytes` bytes. */
export function createBodyCollector(maxBytes: number): BodyCollector {
	const chunks: Buffer[] = [];
	let sizeBytes = 0;
	let message: IncomingMessage | undefined;
	function take(chunk: Buffer): void {
		sizeBytes += chunk.length;
		chunks.push(chunk);
	}
	return {
		collect(incoming, { onEnd, onError, onTooLarge }) {
			message = incoming;
			incoming.on('data', (chunk: Buffer) => {
				take(chunk);
				if (sizeBytes > maxBytes) onTooLarge();
			});
			incoming.on('error', onError);
			incoming.on('end', () => onEnd(responseOf(incoming, chunks)));
		},
		partial() {
			if (message === undefined) return undefined;
			// Bytes that came together with the headers, or with what broke the framing, may not have been emitted yet.
			message.removeAllListeners('data');
			for (let chunk = message.read(); chunk !== null; chunk = message.read()) take(chunk);
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
