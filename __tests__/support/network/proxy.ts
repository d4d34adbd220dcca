// A forward proxy as companies have them, for tests: it knows CONNECT only and leads every host to a port of this machine.
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

/** Answers a CONNECT with a status and ends the connection. */
function refuse(client: Duplex, status: number): void {
	const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="test"\r\n' : '';
	client.end(`HTTP/1.1 ${status} Refused\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`);
}

/** Starts a proxy; it is listening when the promise settles. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
	const { routes, conduct = { kind: 'connects' }, credentials, tls } = options;
	const connects: { target: string; authorization: string | undefined; status: number | undefined }[] = [];
	const sockets = new Set<Socket>();
	let openClients = 0;
	let onChange = (): void => {};
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	const expected = credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;

	const server = tls === undefined ? createServer() : createTlsServer(tls);
	const track = (socket: Socket): void => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => sockets.delete(socket));
	};
	server.on('connection', (socket: Socket) => {
		track(socket);
		openClients += 1;
		socket.once('close', () => {
			openClients -= 1;
			onChange();
		});
	});

	function tunnel(client: Duplex, record: { status: number | undefined }, port: number | undefined): void {
		const fail = (): void => {
			record.status = 502;
			refuse(client, 502);
		};
		if (port === undefined) return fail();
		const upstream = connect(port, '127.0.0.1');
		track(upstream);
		upstream.once('error', fail);
		upstream.once('connect', () => {
			upstream.off('error', fail);
			record.status = 200;
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		client.once('close', () => upstream.destroy());
		upstream.once('close', () => client.destroy());
	}

	server.on('connect', (request: IncomingMessage, client: Duplex) => {
		const target = request.url ?? '';
		const record = { target, authorization: request.headers['proxy-authorization'], status: undefined as number | undefined };
		connects.push(record);
		onChange();
		client.on('error', () => client.destroy());
		const port = typeof routes === 'number' ? routes : routes[target];
		if (expected !== undefined && record.authorization !== expected) {
			record.status = 407;
			return refuse(client, 407);
		}
		switch (conduct.kind) {
			case 'connects':
				return tunnel(client, record, port);
			case 'holds':
				return void released.then(() => tunnel(client, record, port));
			case 'answers':
				record.status = conduct.status;
				return refuse(client, conduct.status);
			case 'silent':
				return;
			case 'hangs-up':
				return void client.end();
			case 'babbles':
				return void client.end('220 mail.example.com ESMTP\r\n');
		}
	});
	server.on('clientError', (_error, socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
	const { port } = address;
	const until = (holds: () => boolean): Promise<void> =>
		new Promise((resolve) => {
			const earlier = onChange;
			onChange = () => {
				earlier();
				if (holds()) resolve();
			};
			onChange();
		});
	const scheme = tls === undefined ? 'http' : 'https';
	const user = credentials === undefined ? '' : `${encodeURIComponent(credentials.username)}:${encodeURIComponent(credentials.password)}@`;

	return {
		port,
		url: `${scheme}://127.0.0.1:${port}`,
		urlWithCredentials: `${scheme}://${user}127.0.0.1:${port}`,
		connects,
		get open() {
			return openClients;
		},
		asked: (count) => until(() => connects.length >= count),
		idle: () => until(() => openClients === 0),
		release,
		close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			return closed;
		},
	};
}
