// A client without opinions: plain requests over node:http, and raw bytes over node:net for responses that
// are
// no HTTP.
import { type Agent, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ApiVersion, EmbeddedServer } from './index.ts';

/** A whole response; `json` is undefined where the body is none. */
export interface PlainResponse {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly text: string;
	readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** What to send; a body makes it a POST of a form, or of JSON to API v2. */
export interface PlainRequest {
	/** Default `v1`. */
	readonly api?: ApiVersion;
	readonly method?: string;
	readonly body?: string | Buffer;
	readonly headers?: Readonly<Record<string, string>>;
	readonly agent?: Agent;
}

const TYPES = { v1: 'application/x-www-form-urlencoded', v2: 'application/json' } as const;

/** The Authorization header of the server's account. */
export function authorize(server: EmbeddedServer): { authorization: string } {
	const { username, token } = server.account;
	return { authorization: `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}` };
}

function readJson(text: string): PlainResponse['json'] {
	try {
		return JSON.parse(text) as PlainResponse['json'];
	} catch {
		return undefined;
	}
}

/**
 * Sends a request to `path` below `/api/v1` (or v2) and returns the response as soon as its head is there.
 */
export async function open(
	server: EmbeddedServer,
	path: string,
	options: PlainRequest = {},
): Promise<IncomingMessage> {
	const { api = 'v1', body, agent, method = body === undefined ? 'GET' : 'POST' } = options;
	const headers = {
		...(body !== undefined && { 'content-type': TYPES[api] }),
		...options.headers,
	};
	return new Promise((resolve, reject) => {
		const outgoing = request(`${server.origin}/api/${api}${path}`, {
			method,
			headers,
			...(agent !== undefined && { agent }),
		});
		outgoing.once('response', resolve).once('error', reject).end(body);
	});
}

/** Sends a request to `path` below `/api/v1` (or v2) and reads the whole response. */
export async function ask(
	server: EmbeddedServer,
	path: string,
	options: PlainRequest = {},
): Promise<PlainResponse> {
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

/** Posts JSON to `path` below `/api/v2`, as the account where told. */
export async function post(
	server: EmbeddedServer,
	path: string,
	json: object,
	headers: Readonly<Record<string, string>> = {},
): Promise<PlainResponse> {
	return ask(server, path, { api: 'v2', body: JSON.stringify(json), headers });
}

/** Reads a field of a field (`record.secret.identifier`) of a response; undefined where there is none. */
export function dig(response: PlainResponse, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) =>
				typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined,
			response.json,
		);
}

/** Conceals `hello` through API v2 and returns both keys. */
export async function conceal(
	server: EmbeddedServer,
	fields: object = {},
): Promise<{ secretKey: string; receiptKey: string }> {
	const made = await post(server, '/secret/conceal', { secret: { secret: 'hello', ttl: 300, ...fields } });
	return {
		secretKey: String(dig(made, 'record.secret.identifier')),
		receiptKey: String(dig(made, 'record.metadata.identifier')),
	};
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
		`POST /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${type}\r\n` +
			`content-length: ${body.length}\r\n\r\n${body}`,
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

/** Status line, headers and body of the bytes of one response; the headers as text. */
export function splitResponse(bytes: Buffer): { head: string; body: Buffer } {
	const end = bytes.indexOf('\r\n\r\n');
	return { head: bytes.subarray(0, end).toString(), body: bytes.subarray(end + 4) };
}
