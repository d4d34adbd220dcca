// A small Onetime Secret in memory: API v1 and v2 as a chosen release speaks them, on a loopback port, with
// faults to order.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Account } from './callers.ts';
import { spoil } from './fault-actions.ts';
import { createFaultBoard, type FaultHandle, type FaultPlan } from './faults.ts';
import { renderResponse } from './headers.ts';
import { classifyHost } from './hosts.ts';
import { createConnectionBook, type RecordedRequest, recordRequest } from './recording.ts';
import type { ReleaseName } from './releases.ts';
import { respond } from './respond.ts';
import { findRoute } from './routes.ts';
import { sendResponse } from './send-response.ts';
import type { ServerOptions } from './server-options.ts';
import { createService } from './service-setup.ts';

export type { Account } from './callers.ts';
export type {
	Fault,
	FaultHandle,
	FaultPlan,
	FaultRoute,
	ResponseBody,
	ResponseBody as AnswerBody,
	ResponseFault,
	ResponseFault as AnswerFault,
} from './faults.ts';
export type { RecordedRequest } from './recording.ts';
export type { ApiVersion } from './release-traits.ts';
export { RELEASES, type ReleaseName } from './releases.ts';
export type { RouteName } from './routes.ts';
export type { ServerOptions } from './server-options.ts';
export type { Lie } from './service.ts';

/** A running server. */
export interface EmbeddedServer {
	/** `http://127.0.0.1:PORT`, or https. */
	readonly origin: string;
	readonly port: number;
	readonly release: ReleaseName;
	/** `ci@example.com` with a token that is random per server; it owns the custom domain. */
	readonly account: Account;
	/** Requests in order of arrival. */
	readonly requests: readonly RecordedRequest[];
	/** TCP connections accepted so far. */
	readonly connections: number;
	/** Secrets created so far, also by requests whose response was lost through a fault. */
	readonly created: number;
	/** Secrets that can still be opened. */
	readonly alive: number;
	/** Addresses that would have been mailed. */
	readonly mails: readonly string[];
	/** What the status of both API versions says from now on; a function is asked each time. */
	setStatus(word: string | (() => string)): void;
	/** Lets something go wrong; plans add up, and where two hit the same request the earlier one counts. */
	fault(plan: FaultPlan): FaultHandle;
	/** Opens a secret as a recipient would, without HTTP; undefined if it can't be opened (any more). */
	reveal(secretKey: string, passphrase?: string): string | undefined;
	/** Ends the server and all its connections. */
	close(): Promise<void>;
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
	const faults = createFaultBoard();
	const connections = createConnectionBook();
	const requests: RecordedRequest[] = [];
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
	const service = createService(options, ownScheme, port, () => statusWord());
	const { site, release, store, account, mails } = service;

	const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const [path = '', ...query] = (request.url ?? '').split('?');
		const method = request.method ?? '';
		const route = findRoute(release, method, path);
		const connection = connections.find(request);
		const recorded = recordRequest(request, route?.name ?? 'unknown', connection?.number ?? 0);
		requests.push(recorded);
		response.on('error', () => {});
		if (!(await readBody(request, recorded.setBody)) || connection === undefined) {
			return;
		}
		const host = classifyHost(site, request.headers.host);
		const arrived = { method, path, query: query.join('?'), headers: request.headers, body: recorded.body };
		const act = () =>
			renderResponse(respond(service, { ...arrived, route, host }), release, host, service.nowMs());
		const fault = faults.pick(recorded.route);
		if (fault === undefined) {
			sendResponse(response, act());
		} else {
			await spoil({ response, connection: connection.socket, act, closing: closing.signal }, fault);
		}
	};
	http.on('request', serve);
	http.on('clientError', (_error, socket) => socket.destroy());

	return {
		origin: `${ownScheme}127.0.0.1:${port}`,
		port,
		release: options.release ?? 'v0.26',
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
			const secret = store.findSecret(secretKey);
			if (secret === undefined) return undefined;
			const guess = {
				passphrase: Buffer.from(passphrase),
				api: 'v1',
				custid: 'anon',
				countsIfEmpty: false,
			} as const;
			return service.judgePassphrase(secret, guess) === 'right' ? store.open(secret) : undefined;
		},
		close() {
			closing.abort();
			const closed = new Promise<void>((resolve) => http.close(() => resolve()));
			connections.destroyAll();
			return closed;
		},
	};
}
