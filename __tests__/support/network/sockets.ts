// Bare TCP for tests: servers that say exactly these bytes, or nothing, and ports where nobody listens.
import { createServer, type Socket } from 'node:net';

/** A running server. */
export interface BareServer {
	readonly port: number;
	/** Everything that clients have sent so far, in order of arrival. */
	received(): string;
	/** Connections accepted so far. */
	readonly connections: number;
	/** Settles when a first client has connected. */
	readonly connected: Promise<void>;
	/** Settles when the first connection is closed, by whichever side. */
	readonly gone: Promise<void>;
	close(): Promise<void>;
}

/** Starts a TCP server on the loopback; `onData` gets the socket with each piece that arrives. Without it, the server is silent for ever. */
export async function startBareServer(
	onData: (socket: Socket, text: string) => void = () => {},
): Promise<BareServer> {
	const sockets = new Set<Socket>();
	const pieces: string[] = [];
	const connected = Promise.withResolvers<void>();
	const gone = Promise.withResolvers<void>();
	let connections = 0;
	const server = createServer((socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.once('close', () => {
			sockets.delete(socket);
			gone.resolve();
		});
		socket.on('data', (bytes: Buffer) => {
			const text = bytes.toString('latin1');
			pieces.push(text);
			onData(socket, text);
		});
		connected.resolve();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the server has no port');
	return {
		port: address.port,
		received: () => pieces.join(''),
		get connections() {
			return connections;
		},
		connected: connected.promise,
		gone: gone.promise,
		close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			return closed;
		},
	};
}

/** A port of the loopback on which nobody listens. */
export async function findClosedPort(): Promise<number> {
	const server = await startBareServer();
	await server.close();
	return server.port;
}
