// Runs the embedded server in a separate process, so that its work does not count as work of the step.
// share.ts forks it and talks to it over the IPC channel.

import { startServer } from '../__tests__/support/server/index.ts';

/** The message that the server sends when it listens. */
export interface Listening {
	readonly origin: string;
	readonly username: string;
	readonly token: string;
}

/** The counts since the start of the server, which it sends in reply to each message. */
export interface Counts {
	readonly requests: number;
	readonly connections: number;
}

const server = await startServer();
const { username, token } = server.account;
process.on('message', () =>
	process.send?.({ requests: server.requests.length, connections: server.connections } satisfies Counts),
);
process.once('disconnect', () => void server.close());
process.send?.({ origin: server.origin, username, token } satisfies Listening);
