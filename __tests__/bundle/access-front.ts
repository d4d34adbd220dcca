// An access proxy in front of a server, as Cloudflare Access or oauth2-proxy: lets through only who brings its token.

import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { EmbeddedServer } from '../support/server/index.ts';

/** What a front sends to whoever lacks the token. */
export interface FrontRefusal {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A page of HTML with a status. */
export function htmlPage(status: number): FrontRefusal {
	return { status, headers: { 'content-type': 'text/html' }, body: '<html><body>Log in</body></html>' };
}

/** A redirect to the login. */
export function loginRedirect(location: string): FrontRefusal {
	return { status: 302, headers: { location, 'content-type': 'text/html' }, body: '' };
}

/** A running front. */
export interface AccessFront {
	/** `http://127.0.0.1:PORT`. */
	readonly origin: string;
	/** Headers of the requests that it has turned away. */
	readonly refused: readonly IncomingMessage['headers'][];
}

/** Starts a front that ends with the test. `tokens` are the headers that every request must have. */
export async function startFront(
	server: EmbeddedServer,
	tokens: Readonly<Record<string, string>>,
	refusal: FrontRefusal,
): Promise<AccessFront> {
	const refused: IncomingMessage['headers'][] = [];
	const front = createServer((incoming, response) => {
		const isAllowed = Object.entries(tokens).every(([name, value]) => incoming.headers[name] === value);
		if (isAllowed) {
			pass(incoming, response, server.port);
			return;
		}
		refused.push(incoming.headers);
		response.writeHead(refusal.status, { ...refusal.headers }).end(refusal.body);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		front.closeAllConnections();
		front.close();
	});
	const address = front.address();
	if (address === null || typeof address === 'string') throw new Error('the front has no port');
	return { origin: `http://127.0.0.1:${address.port}`, refused };
}

function pass(incoming: IncomingMessage, response: ServerResponse, port: number): void {
	const { method, url, headers } = incoming;
	const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (passed) => {
		response.writeHead(passed.statusCode ?? 502, passed.headers);
		passed.pipe(response);
	});
	onward.on('error', () => response.destroy());
	incoming.pipe(onward);
}
