// One request, one response or one failure, over a connection that is kept for the next request. The only file that
// knows sockets. It follows no redirect, keeps no cookie, retries nothing, and always ends by the time it was given.

import { type ClientRequest, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { getProxyUrl, HttpClient } from '@actions/http-client';
import { createBodyCollector } from './body-collector.ts';
import type { Exchange, FailureKind, HttpRequest } from './exchange.ts';
import { classifyFailure, type ProxyUse } from './failure.ts';

/** How long an exchange may take, and how much may come back. */
export interface Limits {
	/** Milliseconds for everything: name, connection, TLS, headers and body. */
	readonly timeoutMs: number;
	/** Ends the exchange early. */
	readonly cancel: AbortSignal;
	/** Milliseconds that a request which may have been sent still waits for its response after `cancel`. */
	readonly graceMs: number;
	/** A larger response is given up. */
	readonly maxResponseBytes: number;
}

/** A connection to one origin. */
export interface Transport {
	/** Sends a request. Never throws: a failure is a value. */
	send(request: HttpRequest, limits: Limits): Promise<Exchange>;
	/**
	 * Closes the connection, so that it cannot keep the process alive. A proxy that has not responded yet keeps its own
	 * until the process exits.
	 */
	close(): void;
}

/**
 * Opens a transport to an origin, through the proxy that the environment names for it. The toolkit's client is used for
 * its agents, which know the proxy variables; its own request method knows neither a deadline nor a size limit.
 */
export function openTransport(origin: string): Transport {
	const client = new HttpClient(undefined, [], { keepAlive: true });
	const agent = client.getAgent(origin);
	// An explicit value wins over NODE_TLS_REJECT_UNAUTHORIZED; behind a proxy only the agent's own options count.
	Object.assign(Reflect.get(agent, 'options'), { rejectUnauthorized: true });
	const { protocol, hostname, port } = new URL(origin);
	const isSecure = protocol === 'https:';
	const start = isSecure ? httpsRequest : httpRequest;
	// Brackets belong to the URL form of an IPv6 address only.
	const host = hostname.replace(/^\[|\]$/g, '');
	const target = { agent, host, port: port === '' ? (isSecure ? 443 : 80) : Number(port) };
	const route = { isSecure, proxy: proxyUseOf(getProxyUrl(origin)) };
	return {
		async send({ method, path, headers, body }, limits) {
			// A server may close the kept connection right after its response: two turns of the event loop let that be seen
			// before the connection is used again.
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

/** Facts about the connection that decide what a failure means. */
interface Route {
	readonly isSecure: boolean;
	readonly proxy: ProxyUse;
}

function exchange(
	start: () => ClientRequest,
	body: string | undefined,
	limits: Limits,
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
		// The listener stays after the end: a socket that is given up can still report an error, which nobody needs anymore.
		request.on('error', fail);
		request.on('socket', (socket) => {
			// A proxy's tunnel to a plain server is connected already and will not say so again.
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
