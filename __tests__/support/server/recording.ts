// Keeps what arrived: every request with its bytes, and the TCP connection it came on.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { RouteName } from './routes.ts';

/** One request as it arrived. */
export interface RecordedRequest {
	readonly method: string;
	/** As sent, with the query. */
	readonly path: string;
	readonly route: RouteName;
	readonly httpVersion: string;
	/** By lower-case name; repeated headers joined by `, `. */
	readonly headers: Readonly<Record<string, string>>;
	/** Names in the order and spelling of the wire. */
	readonly headerNames: readonly string[];
	/** What has arrived of the body; empty until it is complete or the client has gone. */
	readonly body: Buffer;
	/** Number of the TCP connection, counted from 1. */
	readonly connection: number;
}

/** A TCP connection and its number, counted from 1. */
export interface Connection {
	readonly number: number;
	readonly socket: Socket;
}

/** The TCP connections of one server. */
export interface ConnectionBook {
	readonly accepted: number;
	note(socket: Socket): void;
	/** The connection of a request; under TLS the one beneath, which is known by the client's port. */
	find(request: IncomingMessage): Connection | undefined;
	destroyAll(): void;
}

/** Makes an empty book. */
export function createConnectionBook(): ConnectionBook {
	let accepted = 0;
	const open = new Map<number, Connection>();
	return {
		get accepted() {
			return accepted;
		},
		note(socket) {
			accepted += 1;
			const connection = { number: accepted, socket };
			const port = socket.remotePort;
			if (port === undefined) {
				return;
			}
			open.set(port, connection);
			socket.once('close', () => {
				if (open.get(port) === connection) {
					open.delete(port);
				}
			});
		},
		find: (request) => open.get(request.socket.remotePort ?? 0),
		destroyAll() {
			for (const { socket } of open.values()) {
				socket.destroy();
			}
		},
	};
}

/** Starts the record of a request whose head has arrived; `setBody` completes it. */
export function recordRequest(
	request: IncomingMessage,
	route: RouteName,
	connection: number,
): RecordedRequest & { setBody(body: Buffer): void } {
	let body: Buffer = Buffer.alloc(0);
	const entries = Object.entries(request.headersDistinct).map(([name, values]) => [
		name,
		(values ?? []).join(', '),
	]);
	return {
		method: request.method ?? '',
		path: request.url ?? '',
		route,
		httpVersion: request.httpVersion,
		headers: Object.fromEntries(entries),
		headerNames: request.rawHeaders.filter((_, index) => index % 2 === 0),
		connection,
		get body() {
			return body;
		},
		setBody(bytes) {
			body = bytes;
		},
	};
}
