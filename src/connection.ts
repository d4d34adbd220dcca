// Creates the clients of both phases from transport, retries, API versions, clock and deadline.

import { realClock } from './http/clock.ts';
import { type AttemptReport, createSender } from './http/retrying.ts';
import { openTransport } from './http/transport.ts';
import type { Api } from './onetimesecret/api.ts';
import { createClient } from './onetimesecret/client.ts';
import type { Endpoint } from './onetimesecret/endpoint.ts';
import type { Credentials, SecretService } from './onetimesecret/types.ts';
import { v1 } from './onetimesecret/v1/index.ts';
import { v2 } from './onetimesecret/v2/index.ts';
import type { Reporter } from './runner/reporter.ts';
import type { Environment } from './runner/variables.ts';
import { VERSION } from './version.ts';

/** What the main phase and the post phase need. */
export interface PhaseDeps {
	readonly env: Environment;
	readonly reporter: Reporter;
	/** Aborted when the step is cancelled. */
	readonly cancel: AbortSignal;
}

/** All API versions, in the order in which `auto` tries them. */
const APIS: readonly [Api, ...Api[]] = [v1, v2];

/** What a connection needs. */
export interface ConnectionOptions {
	readonly endpoint: Endpoint;
	/** The API version to use. `auto`, or any text that is not a version, means to try all of them. */
	readonly apiVersion: string;
	readonly credentials: Credentials | undefined;
	readonly headers: Readonly<Record<string, string>>;
	/** Milliseconds for all requests of one client, counted from its first request. */
	readonly timeoutMs: number;
	/** Aborted when the step is cancelled. */
	readonly cancel: AbortSignal;
	readonly reporter: Reporter;
	/** True if the log names an API version other than v1. Post does not repeat what main has said. */
	readonly announcesApi: boolean;
}

/** A connection to one server. All its clients share the sockets and the API version. */
export interface Connection {
	/**
	 * Creates a client with its own deadline: `timeoutMs`, or `limitMs` if that is less. It stops when the step
	 * is cancelled.
	 */
	connect(limitMs?: number): SecretService;
	/** Creates a client that may burn a secret even after the step is cancelled. Its deadline is `limitMs` alone. */
	connectForCleanup(limitMs: number): SecretService;
	/** Closes the sockets, which would otherwise keep the process alive. */
	close(): void;
}

/** Opens a connection. Nothing is sent until a method of a client is called. */
export function openConnection(options: ConnectionOptions): Connection {
	const { endpoint, credentials, headers, reporter } = options;
	const transport = openTransport(endpoint.origin);
	const chosen = APIS.find(({ version }) => version === options.apiVersion);
	let apis = chosen === undefined ? APIS : ([chosen] as const);
	let isVersionKnown = false;

	function onApi(api: Api): void {
		if (options.announcesApi && !isVersionKnown && api.version !== 'v1') {
			const [first] = apis;
			const why = api === first ? '' : `${endpoint.host} does not have API ${first.version}. `;
			reporter.info(`${why}Using API ${api.version}.`);
		}
		isVersionKnown = true;
		apis = [api];
	}

	function report({ attempt, result, elapsedMs, waitMs }: AttemptReport): void {
		const next = waitMs === undefined ? '' : `, again in ${Math.round(waitMs)} ms`;
		reporter.debug(`Attempt ${attempt}: ${result} after ${Math.round(elapsedMs)} ms${next}`);
	}

	function client(timeoutMs: number, cancel: AbortSignal): SecretService {
		const sender = createSender({ transport, clock: realClock, timeoutMs, cancel, onAttempt: report });
		return createClient({
			apis,
			onApi,
			endpoint,
			credentials,
			headers,
			sender,
			userAgent: `ots-action/${VERSION}`,
		});
	}

	return {
		connect: (limitMs = Number.POSITIVE_INFINITY) =>
			client(Math.min(options.timeoutMs, limitMs), options.cancel),
		connectForCleanup: (limitMs) => client(limitMs, new AbortController().signal),
		close: () => transport.close(),
	};
}
