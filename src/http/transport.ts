// One request, one answer or one failure, over a connection that is kept for the next request. The only file that knows sockets.
// It follows no redirect, keeps no cookie, repeats nothing, and always ends by the time it was given.

import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getProxyUrl, HttpClient } from '@actions/http-client';
import { classifyFailure, type Failure } from './failure.ts';

/** No answer of the API comes near this; what is larger is not an answer of the API. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** A request on the transport's origin. */
export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	/** Path below the origin, beginning with a slash. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Sent as UTF-8. */
	readonly body: string | undefined;
}

/** A complete answer, whatever its status. */
export interface HttpAnswer {
	readonly status: number;
	/** A header by its lower-case name; several of the same name are joined by commas. */
	header(name: string): string | undefined;
	/** The whole body, read as UTF-8. */
	readonly body: string;
}

/** What came of a request. */
export type Exchange =
	| { readonly ok: true; readonly answer: HttpAnswer }
	| { readonly ok: false; readonly failure: Failure };

/** How long an exchange may take. */
export interface Limits {
	/** Milliseconds for everything: name, connection, TLS, headers and body. */
	readonly cutMs: number;
	/** Ends the exchange early. */
	readonly cancel: AbortSignal;
	/** Milliseconds that a request which may have been sent still waits for its answer after `cancel`. */
	readonly graceMs: number;
}

/** A connection to one origin. */
export interface Transport {
	/** Sends a request. Never throws: a failure is a value. */
	send(request: HttpRequest, limits: Limits): Promise<Exchange>;
	/** Gives the connection up, so that it cannot keep the process alive. A proxy that has not answered yet keeps its own until the process exits. */
	close(): void;
}

/**
 * Opens a transport to an origin, through the proxy that the environment names for it. The toolkit's client is used for its agents, which
 * know the proxy variables; its own request method knows neither a deadline nor a size limit.
 */
export function openTransport(origin: string): Transport {
	const client = new HttpClient(undefined, [], { keepAlive: true });
	const agent = client.getAgent(origin);
	// An explicit value wins over NODE_TLS_REJECT_UNAUTHORIZED; behind a proxy only the agent's own options reach the TLS connection.
	Object.assign(Reflect.get(agent, 'options'), { rejectUnauthorized: true });
	const { protocol, hostname, port } = new URL(origin);
	const secure = protocol === 'https:';
	const start = secure ? httpsRequest : httpRequest;
	const target = {
		agent,
		// Brackets belong to the URL form of an IPv6 address only.
		host: hostname.replace(/^\[|\]$/g, ''),
		port: port === '' ? (secure ? 443 : 80) : Number(port),
	};
	const readyEvent = secure ? 'secureConnect' : 'connect';
	const proxied = getProxyUrl(origin) !== '';
	return {
		async send({ method, path, headers, body }, limits) {
			// A server may close the kept connection right behind its answer: two turns of the event loop let that be seen before it is used again.
			for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
			return converse(
				() => start({ ...target, method, path, headers: withLength(headers, body) }),
				body,
				limits,
				{ readyEvent, proxied },
			);
		},
		close: () => client.dispose(),
	};
}

function withLength(
	headers: Readonly<Record<string, string>>,
	body: string | undefined,
): Record<string, string> {
	return body === undefined
		? { ...headers }
		: { ...headers, 'content-length': String(Buffer.byteLength(body)) };
}

/** Facts about the connection that tell what a failure means. */
interface Route {
	/** The socket's event from which on the request may have left. */
	readonly readyEvent: 'connect' | 'secureConnect';
	readonly proxied: boolean;
}

function converse(
	start: () => ClientRequest,
	body: string | undefined,
	limits: Limits,
	route: Route,
): Promise<Exchange> {
	return new Promise((resolve) => {
		let mayBeSent = false;
		let grace: NodeJS.Timeout | undefined;
		const request = start();

		const settle = (exchange: Exchange): void => {
			clearTimeout(cut);
			clearTimeout(grace);
			limits.cancel.removeEventListener('abort', onCancel);
			resolve(exchange);
			if (!exchange.ok) request.destroy();
		};
		const fail = (error: unknown): void =>
			settle({ ok: false, failure: classifyFailure(error, { mayBeSent, proxied: route.proxied }) });
		const giveUp = (kind: 'cut' | 'cancelled'): void =>
			settle({ ok: false, failure: { kind, mayBeSent, detail: '' } });
		const onCancel = (): void => {
			if (mayBeSent && limits.graceMs > 0) grace = setTimeout(giveUp, limits.graceMs, 'cancelled');
			else giveUp('cancelled');
		};

		const cut = setTimeout(giveUp, limits.cutMs, 'cut');
		// The listener stays after the end: a socket that is given up can still report an error, which nobody needs any more.
		request.on('error', fail);
		request.on('socket', (socket) => {
			if (request.reusedSocket) mayBeSent = true;
			else socket.once(route.readyEvent, () => (mayBeSent = true));
		});
		request.on('upgrade', (_message, socket) => {
			socket.destroy();
			settle({
				ok: false,
				failure: { kind: 'garbled', mayBeSent: true, detail: 'it wants to speak another protocol' },
			});
		});
		request.on('response', (message) => collect(message, settle, fail));
		limits.cancel.addEventListener('abort', onCancel, { once: true });
		if (limits.cancel.aborted) onCancel();
		else request.end(body);
	});
}

function collect(
	message: IncomingMessage,
	settle: (exchange: Exchange) => void,
	fail: (error: unknown) => void,
): void {
	const chunks: Buffer[] = [];
	let size = 0;
	message.on('data', (chunk: Buffer) => {
		size += chunk.length;
		chunks.push(chunk);
		if (size > MAX_ANSWER_BYTES) {
			settle({ ok: false, failure: { kind: 'too-large', mayBeSent: true, detail: '' } });
		}
	});
	message.on('error', fail);
	message.on('end', () => {
		settle({
			ok: true,
			answer: {
				status: Number(message.statusCode),
				header: (name) => message.headers[name]?.toString(),
				body: Buffer.concat(chunks).toString('utf8'),
			},
		});
	});
}
