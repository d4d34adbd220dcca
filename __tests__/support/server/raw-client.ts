// A client without opinions: plain requests over node:http, and raw bytes over node:net for answers that are no HTTP.
import { type Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { EmbeddedServer } from './index.ts';

/** A whole answer; `json` is undefined where the body is none. */
export interface PlainAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** What to send; a body makes it a POST of a form. */
export interface PlainRequest {
	readonly method?: string;
	readonly body?: string | Buffer;
	readonly headers?: Readonly<Record<string, string>>;
	readonly agent?: Agent;
}

/** The Authorization header of the server's account. */
export function authorize(server: EmbeddedServer): { authorization: string } {
	const { username, token } = server.account;
	return { authorization: `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}` };
}

function readJson(text: string): PlainAnswer['json'] {
	try {
		return JSON.parse(text) as PlainAnswer['json'];
	} catch {
		return undefined;
	}
}

/** Sends a request to `path` below `/api/v1` and returns the answer as soon as its head is there. */
export async function open(
	server: EmbeddedServer,
	path: string,
	options: PlainRequest = {},
): Promise<IncomingMessage> {
	const { body, agent, method = body === undefined ? 'GET' : 'POST' } = options;
	const headers = {
		...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
		...options.headers,
	};
	return new Promise((resolve, reject) => {
		const outgoing = request(`${server.origin}/api/v1${path}`, {
			method,
			headers,
			...(agent !== undefined && { agent }),
		});
		outgoing.once('response', resolve).once('error', reject).end(body);
	});
}

/** Sends a request to `path` below `/api/v1` and reads the whole answer. */
export async function ask(
	server: EmbeddedServer,
	path: string,
	options: PlainRequest = {},
): Promise<PlainAnswer> {
	const response = await open(server, path, options);
	const text = (await buffer(response)).toString();
	return { status: response.statusCode ?? 0, headers: response.headers, text, json: readJson(text) };
}

/** Shares `hello` and returns both keys. */
export async function share(
	server: EmbeddedServer,
	fields = 'secret=hello&ttl=300',
): Promise<{ secretKey: string; receiptKey: string }> {
	const { json } = await ask(server, '/share', { body: fields });
	return { secretKey: String(json?.['secret_key']), receiptKey: String(json?.['metadata_key']) };
}

/** A conversation in raw bytes. */
export interface Conversation {
	readonly socket: Socket;
	/** Bytes so far. */
	received(): Buffer;
	/** Settles when at least `count` bytes are there. */
	until(count: number): Promise<void>;
	/** Settles when the connection is closed; with the error's code if it broke, else undefined. */
	readonly closed: Promise<string | undefined>;
}

/** Sends a POST of `body` to `path` below `/api/v1` on a connection of its own. */
export function converse(server: EmbeddedServer, path: string, body: string): Conversation {
	const socket = connect(server.port, '127.0.0.1');
	let bytes = Buffer.alloc(0);
	let code: string | undefined;
	socket.on('data', (chunk: Buffer) => {
		bytes = Buffer.concat([bytes, chunk]);
		socket.emit('more');
	});
	socket.on('error', (error: NodeJS.ErrnoException) => {
		code = error.code;
	});
	const closed = new Promise<string | undefined>((resolve) => socket.once('close', () => resolve(code)));
	const type = 'content-type: application/x-www-form-urlencoded';
	socket.write(
		`POST /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
	);
	return {
		socket,
		closed,
		received: () => bytes,
		until: (count) =>
			new Promise((resolve) => {
				const look = (): void => {
					if (bytes.length >= count) {
						socket.off('more', look);
						resolve();
					}
				};
				socket.on('more', look);
				look();
			}),
	};
}

/** Status line, headers and body of the bytes of one answer; the headers as text. */
export function splitAnswer(bytes: Buffer): { head: string; body: Buffer } {
	const end = bytes.indexOf('\r\n\r\n');
	return { head: bytes.subarray(0, end).toString(), body: bytes.subarray(end + 4) };
}
