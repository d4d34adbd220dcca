// What both phases share: how transport, retries, API versions, clock and deadline become a client.

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

/** What a phase is given. */
export interface PhaseDeps {
	readonly env: Environment;
	readonly reporter: Reporter;
	/** Fires when the step is told to stop. */
	readonly cancel: AbortSignal;
}

/** All API versions, in the order in which `auto` tries them. */
const APIS: readonly [Api, ...Api[]] = [v1, v2];

/** What a connection is made of. */
export interface ConnectionOptions {
	readonly endpoint: Endpoint;
	/** One version; `auto`, or any other text, means that all are tried. */
	readonly apiVersion: string;
	readonly credentials: Credentials | undefined;
	readonly headers: Readonly<Record<string, string>>;
	/** Milliseconds of each client, counted from its first request. */
	readonly timeoutMs: number;
	readonly cancel: AbortSignal;
	readonly reporter: Reporter;
	/** False if the API version was settled before, so that it is no news. */
	readonly announcesApi: boolean;
}

/** A connection to one server, from which clients are taken. */
export interface Connection {
	/** A client with a deadline of its own, of at most `limitMs` milliseconds. */
	connect(limitMs?: number): SecretService;
	/** A client for taking a secret back: its deadline is `limitMs`, and it does not stop with the step. */
	connectForCleanup(limitMs: number): SecretService;
	/** Closes the sockets. */
	close(): void;
}

/** Opens a connection. Nothing is sent before a client is asked for something. */
export function openConnection(options: ConnectionOptions): Connection {
	const { endpoint, credentials, headers, reporter } = options;
	const transport = openTransport(endpoint.origin);
	const chosen = APIS.find(({ version }) => version === options.apiVersion);
	let apis = chosen === undefined ? APIS : ([chosen] as const);
	let isKnown = false;

	function onApi(api: Api): void {
		if (options.announcesApi && !isKnown && api.version !== 'v1') {
			const [first] = apis;
			const why = api === first ? '' : `${endpoint.host} does not have API ${first.version}. `;
			reporter.info(`${why}Using API ${api.version}.`);
		}
		isKnown = true;
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
