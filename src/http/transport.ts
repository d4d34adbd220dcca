// Sends one request and returns one response or one failure, over a connection that is kept for the next
// request. It is the only file that deals with sockets. It never follows a redirect, keeps a cookie, retries,
// or exceeds its timeout.

import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getProxyUrl, HttpClient } from '@actions/http-client';
import { createBodyCollector } from './body-collector.ts';
import type { Exchange, FailureKind, HttpRequest } from './exchange.ts';
import { classifyFailure, type ProxyUse } from './failure.ts';

/** How long an exchange may take, and how large its response may be. */
export interface ExchangeLimits {
	/** Milliseconds for the whole exchange: DNS, connection, TLS, headers and body. */
	readonly timeoutMs: number;
	/** Ends the exchange early when aborted. */
	readonly cancel: AbortSignal;
	/** Milliseconds to wait for the response after `cancel` if the request may have been sent already. */
	readonly graceMs: number;
	/** A response with a larger body is abandoned. */
	readonly maxResponseBytes: number;
}

/** A connection to one origin. */
export interface Transport {
	/** Sends a request. Never rejects: a failure is returned as a value. */
	send(request: HttpRequest, limits: ExchangeLimits): Promise<Exchange>;
	/**
	 * Closes the connection, which would otherwise keep the process alive. The connection to a proxy that has
	 * not responded yet stays open until the process exits.
	 */
	close(): void;
}

/**
 * Opens a transport to an origin, through the proxy that the environment sets for it. Of the toolkit's client
 * only the agent is used, because it honors the proxy variables. The client's own request method has no
 * deadline for the whole exchange and no size limit.
 */
export function openTransport(origin: string): Transport {
	const client = new HttpClient(undefined, [], { keepAlive: true });
	const agent = client.getAgent(origin);
	// An explicit value overrides NODE_TLS_REJECT_UNAUTHORIZED. It is set on the agent, because behind a proxy
	// the options of a request are ignored.
	Object.assign(Reflect.get(agent, 'options'), { rejectUnauthorized: true });
	const { protocol, hostname, port } = new URL(origin);
	const isSecure = protocol === 'https:';
	const start = isSecure ? httpsRequest : httpRequest;
	// Only a URL has brackets around an IPv6 address.
	const host = hostname.replace(/^\[|\]$/g, '');
	const target = { agent, host, port: port === '' ? (isSecure ? 443 : 80) : Number(port) };
	const route = { isSecure, proxy: proxyUseOf(getProxyUrl(origin)) };
	return {
		async send({ method, path, headers, body }, limits) {
			// A server may close the kept connection right after its response, and a signal may have arrived while
			// the inputs were read. Two turns of the event loop give Node the chance to notice both before anything
			// is sent.
			for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
			const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
			const options = { ...target, method, path, headers: { ...headers, ...length } };
			return exchange(() => start(options), body, limits, route);
		},
		close: () => client.dispose(),
	};
}

function proxyUseOf(proxyUrl: string): ProxyUse {
	if (proxyUrl === '') return 'none';
	return new URL(proxyUrl).username === '' ? 'anonymous' : 'with-user';
}

/** How the origin is reached. This decides what a failure means. */
interface Route {
	readonly isSecure: boolean;
	readonly proxy: ProxyUse;
}

function exchange(
	start: () => ClientRequest,
	body: string | undefined,
	limits: ExchangeLimits,
	{ isSecure, proxy }: Route,
): Promise<Exchange> {
	return new Promise((resolve) => {
		let mayBeSent = false;
		let grace: NodeJS.Timeout | undefined;
		const request = start();
		const collector = createBodyCollector(limits.maxResponseBytes);

		const settle = (result: Exchange): void => {
			clearTimeout(timeout);
			clearTimeout(grace);
			limits.cancel.removeEventListener('abort', onCancel);
			resolve(result);
			if (!result.ok) request.destroy();
		};
		const fail = (error: unknown): void => {
			const failure = classifyFailure(error, { mayBeSent, proxy, isReused: request.reusedSocket });
			settle({ ok: false, failure: { ...failure, partial: collector.partial() } });
		};
		const giveUp = (kind: FailureKind, detail = ''): void =>
			settle({ ok: false, failure: { kind, mayBeSent, detail, partial: collector.partial() } });
		const onCancel = (): void => {
			if (mayBeSent && limits.graceMs > 0) grace = setTimeout(giveUp, limits.graceMs, 'cancelled');
			else giveUp('cancelled');
		};

		const timeout = setTimeout(giveUp, limits.timeoutMs, 'timed-out');
		// This listener is never removed: an abandoned socket can still report an error, which would end the
		// process if nobody listened.
		request.on('error', fail);
		request.on('socket', (socket) => {
			// A proxy's tunnel to a server without TLS is already connected, so it emits no `connect` event.
			if (request.reusedSocket || (!isSecure && !socket.connecting)) mayBeSent = true;
			else socket.once(isSecure ? 'secureConnect' : 'connect', () => (mayBeSent = true));
		});
		request.on('upgrade', (_message, socket) => {
			socket.destroy();
			mayBeSent = true;
			giveUp('garbled', 'it wants to speak another protocol');
		});
		request.on('response', (message) => {
			collector.collect(message, {
				onEnd: (response) => settle({ ok: true, response }),
				onError: fail,
				onTooLarge: () => giveUp('too-large'),
			});
		});
		limits.cancel.addEventListener('abort', onCancel, { once: true });
		if (limits.cancel.aborted) onCancel();
		else request.end(body);
	});
}
