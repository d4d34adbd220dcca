// What both phases are given, and how they put a client together: transport, retries, clock, deadline.

import { realClock } from './http/clock.ts';
import { createSender } from './http/retrying.ts';
import { openTransport } from './http/transport.ts';
import { createClient } from './onetimesecret/client.ts';
import type { Endpoint } from './onetimesecret/endpoint.ts';
import type { Credentials, SecretService } from './onetimesecret/types.ts';
import type { Environment } from './runner/inputs/input-table.ts';
import type { Reporter } from './runner/reporter.ts';
import { VERSION } from './version.ts';

/** What a phase is given. */
export interface PhaseParts {
	readonly env: Environment;
	readonly reporter: Reporter;
	/** Fires when the step is told to stop. */
	readonly cancel: AbortSignal;
}

/** What a connection is made of. */
export interface ConnectionParts {
	readonly endpoint: Endpoint;
	readonly credentials: Credentials | undefined;
	/** Deadline of each client, counted from its first request. */
	readonly timeoutMs: number;
	readonly cancel: AbortSignal;
	readonly reporter: Reporter;
	/** What the step does, for the words of errors. */
	readonly mode: string;
}

/** A connection to one server, from which clients are taken. */
export interface Connection {
	/** A client with a deadline of its own, of so many milliseconds at the most. */
	connect(limitMs?: number): SecretService;
	/** Gives the sockets up. */
	close(): void;
}

/** Opens a connection. Nothing is sent before a client is asked for something. */
export function openConnection({
	endpoint,
	credentials,
	timeoutMs,
	cancel,
	reporter,
	mode,
}: ConnectionParts): Connection {
	const transport = openTransport(endpoint.origin);
	return {
		connect(limitMs = Number.POSITIVE_INFINITY) {
			const send = createSender({
				transport,
				clock: realClock,
				timeoutMs: Math.min(timeoutMs, limitMs),
				cancel,
				onAttempt({ attempt, result, elapsedMs, waitMs }) {
					const next = waitMs === undefined ? '' : `, again in ${Math.round(waitMs)} ms`;
					reporter.detail(`Attempt ${attempt}: ${result} after ${Math.round(elapsedMs)} ms${next}`);
				},
			});
			return createClient({ endpoint, credentials, send, mode, userAgent: `ots-action/${VERSION}` });
		},
		close: () => transport.close(),
	};
}
