// The embedded server in a process of its own, so that its work is not mistaken for that of the step. Started by share.ts with a channel.

import { startServer } from '../__tests__/support/server/index.ts';

/** What the server says when it listens. */
export interface Listening {
	readonly origin: string;
	readonly username: string;
	readonly token: string;
}

/** What it has counted since its start; sent for each message that it gets. */
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
