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
	/** What has arrived so far; undefined before the headers. */
	partial(): HttpResponse | undefined;
}

/** Makes a collector for one response of at most `maxBytes` bytes. */
export function createBodyCollector(maxBytes: number): BodyCollector {
	const chunks: Buffer[] = [];
	let sizeBytes = 0;
	let message: IncomingMessage | undefined;
	const partial = (): HttpResponse | undefined =>
		message === undefined ? undefined : responseOf(message, chunks);
	return {
		collect(incoming, { onEnd, onError, onTooLarge }) {
			message = incoming;
			incoming.on('data', (chunk: Buffer) => {
				sizeBytes += chunk.length;
				chunks.push(chunk);
				if (sizeBytes > maxBytes) onTooLarge();
			});
			incoming.on('error', onError);
			incoming.on('end', () => onEnd(responseOf(incoming, chunks)));
		},
		partial,
	};
}

function responseOf(message: IncomingMessage, chunks: readonly Buffer[]): HttpResponse {
	return {
		status: Number(message.statusCode),
		header: (name) => message.headers[name]?.toString(),
		body: Buffer.concat(chunks).toString('utf8'),
	};
}
