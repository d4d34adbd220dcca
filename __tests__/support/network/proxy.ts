// A forward proxy as companies have them, for tests: it knows CONNECT only and leads every host to a port of this machine.
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificates.ts';

/** What the proxy does with a CONNECT that it has read and whose credentials are right. */
export type ProxyConduct =
	/** Connects to the local port. */
	| { readonly kind: 'connects' }
	/** As `connects`, but only once `release()` has been called. */
	| { readonly kind: 'holds' }
	/** Answers with this status and nothing else. */
	| { readonly kind: 'answers'; readonly status: number }
	/** Reads the request and never answers. */
	| { readonly kind: 'silent' }
	/** Ends the connection without an answer. */
	| { readonly kind: 'hangs-up' }
	/** Answers with bytes that are not HTTP. */
	| { readonly kind: 'babbles' };

/** How a proxy is to behave. */
export interface ProxyOptions {
	/** The local port behind `host:port` of a CONNECT; one number leads all hosts there. A host without a port is answered 502. */
	readonly routes: number | Readonly<Record<string, number>>;
	/** Default: connects. */
	readonly conduct?: ProxyConduct;
	/** Must be given by the client, else it is answered 407. */
	readonly credentials?: { readonly username: string; readonly password: string };
	/** The proxy itself is reached over TLS. */
	readonly tls?: Certificate;
}

/** One CONNECT as it arrived. */
export interface RecordedConnect {
	/** `host:port`. */
	readonly target: string;
	readonly authorization: string | undefined;
	/** What it was answered; undefined if it was not (yet). */
	readonly status: number | undefined;
}

/** A running proxy. */
export interface TestProxy {
	readonly port: number;
	/** For HTTPS_PROXY, without credentials. */
	readonly url: string;
	/** For HTTPS_PROXY, with the credentials that it demands; the same as `url` if it demands none. */
	readonly urlWithCredentials: string;
	/** CONNECT requests in order of arrival. */
	readonly connects: readonly RecordedConnect[];
	/** Client connections that are open now. */
	readonly open: number;
	/** Settles when the number of CONNECT requests so far is at least `count`. */
	asked(count: number): Promise<void>;
	/** Settles when no client connection is open (any more). */
	idle(): Promise<void>;
	/** Lets what `holds` keeps waiting go on, now and from now on. */
	release(): void;
	close(): Promise<void>;
}

type Note = (status: number) => void;

/** Answers a CONNECT with a status and ends the connection. */
function refuse(client: Duplex, status: number, note: Note): void {
	note(status);
	const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="test"\r\n' : '';
	client.end(`HTTP/1.1 ${status} Refused\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

/** Leads a client to a local port; answers 502 where there is none or nobody listens. */
function tunnel(client: Duplex, port: number | undefined, note: Note): void {
	if (port === undefined) {
		refuse(client, 502, note);
		return;
	}
	const upstream = connect(port, '127.0.0.1');
	const onError = (): void => refuse(client, 502, note);
	upstream.once('error', onError);
	upstream.once('connect', () => {
		upstream.off('error', onError);
		upstream.on('error', () => client.destroy());
		note(200);
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		upstream.pipe(client).pipe(upstream);
		upstream.once('close', () => client.destroy());
	});
	client.once('close', () => upstream.destroy());
}

function conductOf(
	conduct: ProxyConduct,
	released: Promise<void>,
): (client: Duplex, port: number | undefined, note: Note) => void {
	switch (conduct.kind) {
		case 'connects':
			return tunnel;
		case 'holds':
			return (client, port, note) => void released.then(() => tunnel(client, port, note));
		case 'answers':
			return (client, _port, note) => refuse(client, conduct.status, note);
		case 'silent':
			return () => {};
		case 'hangs-up':
			return (client) => client.end();
		case 'babbles':
			return (client) => client.end('220 mail.example.com ESMTP\r\n');
	}
}

function basic({ username, password }: { username: string; password: string }): string {
	return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Starts a proxy; it is listening when the promise settles. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
	const { routes, conduct = { kind: 'connects' }, credentials, tls } = options;
	const connects: RecordedConnect[] = [];
	const sockets = new Set<Socket>();
	const changes = new EventEmitter().setMaxListeners(0);
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	const proceed = conductOf(conduct, released);

	const server = tls === undefined ? createServer() : createTlsServer(tls);
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => {
			sockets.delete(socket);
			changes.emit('change');
		});
	});
	server.on('connect', (request: IncomingMessage, client: Duplex) => {
		const target = request.url ?? '';
		const authorization = request.headers['proxy-authorization'];
		const at = connects.push({ target, authorization, status: undefined }) - 1;
		const note: Note = (status) => {
			connects[at] = { target, authorization, status };
		};
		changes.emit('change');
		client.on('error', () => client.destroy());
		if (credentials !== undefined && authorization !== basic(credentials)) refuse(client, 407, note);
		else proceed(client, typeof routes === 'number' ? routes : routes[target], note);
	});
	server.on('clientError', (_error, socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
	const { port } = address;
	const until = (holds: () => boolean): Promise<void> =>
		new Promise((resolve) => {
			const look = (): void => {
				if (!holds()) return;
				changes.off('change', look);
				resolve();
			};
			changes.on('change', look);
			look();
		});
	const scheme = tls === undefined ? 'http' : 'https';
	const user =
		credentials === undefined
			? ''
			: `${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@`;

	return {
		port,
		url: `${scheme}://127.0.0.1:${port}`,
		urlWithCredentials: `${scheme}://${user}127.0.0.1:${port}`,
		connects,
		get open() {
			return sockets.size;
		},
		asked: (count) => until(() => connects.length >= count),
		idle: () => until(() => sockets.size === 0),
		release,
		close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			return closed;
		},
	};
}
