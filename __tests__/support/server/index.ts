// A small Onetime Secret in memory: API v1 as release v0.26.6 answers it, on a loopback port, with faults to order.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Account } from './callers.ts';
import { spoil } from './fault-acts.ts';
import { createFaultBoard, type FaultHandle, type FaultPlan } from './faults.ts';
import { renderAnswer } from './headers.ts';
import { classifyHost, type Site } from './hosts.ts';
import { drawApiToken, drawKey } from './keys.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { createConnectionBook, type RecordedRequest, recordRequest } from './recording.ts';
import { findRoute } from './routes.ts';
import { endAnswer } from './sending.ts';
import type { Service } from './service.ts';
import { createStore } from './store.ts';
import { answerRequest } from './v1.ts';

export type { Account } from './callers.ts';
export type { AnswerBody, AnswerFault, Fault, FaultHandle, FaultPlan, FaultRoute } from './faults.ts';
export type { RecordedRequest } from './recording.ts';
export type { RouteName } from './routes.ts';

/** How a server is to behave. */
export interface ServerOptions {
	/** Default 0: any free port. It listens on 127.0.0.1. */
	readonly port?: number;
	/** Key and certificate as PEM; then it speaks https. */
	readonly tls?: { readonly key: string; readonly cert: string };
	/** Its own name, for instance `ots.example.net`; then hosts are told apart by the Host header and its URLs are https (captures v0.26.6-hosts). */
	readonly canonicalHost?: string;
	/** Wall clock in milliseconds; default Date.now. */
	readonly nowMs?: () => number;
	/** As release v0.23.6: a recipient that its pattern does not know (`x@example.technology`) is dropped in silence, others are shown with five stars. */
	readonly dropsRecipients?: boolean;
	/** As releases v0.23.6 and v0.24.7: the first receipt look-up turns the state to `viewed` and returns the plaintext in `value`. */
	readonly showsValueInReceipt?: boolean;
}

/** A running server. */
export interface EmbeddedServer {
	/** `http://127.0.0.1:PORT`, or https. */
	readonly origin: string;
	readonly port: number;
	/** `ci@example.com` with a token that is random per server; it owns the custom domain `secrets.example.com`. */
	readonly account: Account;
	/** Requests in order of arrival. */
	readonly requests: readonly RecordedRequest[];
	/** TCP connections accepted so far. */
	readonly connections: number;
	/** Secrets created so far, also by requests whose answer was lost through a fault. */
	readonly created: number;
	/** Secrets that can still be opened. */
	readonly alive: number;
	/** Addresses that would have been mailed. */
	readonly mails: readonly string[];
	/** What `/api/v1/status` says as `status` from now on; a function is asked each time. */
	setStatus(word: string | (() => string)): void;
	/** Lets something go wrong; plans add up, and where two hit the same request the earlier one counts. */
	fault(plan: FaultPlan): FaultHandle;
	/** Opens a secret as a recipient would, without HTTP; undefined if it can't be opened (any more). */
	reveal(secretKey: string, passphrase?: string): string | undefined;
	/** Ends the server and all its connections. */
	close(): Promise<void>;
}

function tryReadParameters(
	query: string,
	contentType: string | undefined,
	body: Buffer,
): Parameters | undefined {
	try {
		return readParameters(query, contentType, body);
	} catch {
		return undefined;
	}
}

async function readBody(request: IncomingMessage, setBody: (body: Buffer) => void): Promise<boolean> {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	const complete = await new Promise<boolean>((resolve) => {
		request.once('end', () => resolve(true));
		request.once('close', () => resolve(false));
		request.once('error', () => resolve(false));
	});
	setBody(Buffer.concat(chunks));
	return complete;
}

/** Starts a server; it is listening when the promise settles. */
export async function startServer(options: ServerOptions = {}): Promise<EmbeddedServer> {
	const nowMs = options.nowMs ?? Date.now;
	const account = {
		username: 'ci@example.com',
		token: drawApiToken(),
		customerId: `ur${drawKey().slice(0, 25)}`,
	};
	const store = createStore(nowMs);
	const faults = createFaultBoard();
	const connections = createConnectionBook();
	const requests: RecordedRequest[] = [];
	const mails: string[] = [];
	const closing = new AbortController();
	let statusWord = (): string => 'nominal';

	const http = options.tls === undefined ? createServer() : createTlsServer(options.tls);
	http.keepAliveTimeout = 65_000;
	http.on('connection', connections.note);
	await new Promise<void>((resolve, reject) => {
		http.once('error', reject);
		http.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const address = http.address();
	if (address === null || typeof address === 'string') {
		throw new Error('the server has no port');
	}
	const { port } = address;
	const ownScheme = options.tls === undefined ? 'http://' : 'https://';
	const site: Site = {
		scheme: options.canonicalHost === undefined ? ownScheme : 'https://',
		authority: options.canonicalHost ?? `127.0.0.1:${port}`,
		canonicalHost: options.canonicalHost,
	};
	const service: Service = {
		site,
		account,
		store,
		mails,
		nowMs,
		statusWord: () => statusWord(),
		dropsRecipients: options.dropsRecipients ?? false,
		showsValueInReceipt: options.showsValueInReceipt ?? false,
	};

	const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const [path = '', ...query] = (request.url ?? '').split('?');
		const route = findRoute(request.method ?? '', path);
		const connection = connections.find(request);
		const recorded = recordRequest(request, route?.name ?? 'unknown', connection?.number ?? 0);
		requests.push(recorded);
		response.on('error', () => {});
		if (!(await readBody(request, recorded.setBody)) || connection === undefined) {
			return;
		}
		const host = classifyHost(site, request.headers.host);
		const parameters = tryReadParameters(query.join('?'), request.headers['content-type'], recorded.body);
		const call = { route, host, authorization: request.headers.authorization, parameters };
		const act = () => renderAnswer(answerRequest(service, call), host);
		const fault = faults.pick(recorded.route);
		if (fault === undefined) {
			endAnswer(response, act());
		} else {
			await spoil({ response, connection: connection.socket, act, closing: closing.signal }, fault);
		}
	};
	http.on('request', serve);
	http.on('clientError', (_error, socket) => socket.destroy());

	return {
		origin: `${ownScheme}127.0.0.1:${port}`,
		port,
		account,
		requests,
		mails,
		get connections() {
			return connections.accepted;
		},
		get created() {
			return store.created;
		},
		get alive() {
			return store.alive;
		},
		setStatus(word) {
			statusWord = typeof word === 'function' ? word : () => word;
		},
		fault: faults.set,
		reveal(secretKey, passphrase = '') {
			const opened = store.open(secretKey, Buffer.from(passphrase));
			return opened.kind === 'opened' ? opened.value : undefined;
		},
		close() {
			closing.abort();
			const closed = new Promise<void>((resolve) => http.close(() => resolve()));
			connections.destroyAll();
			return closed;
		},
	};
}
