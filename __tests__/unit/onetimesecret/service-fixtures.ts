// Shared by the tests of the client: responses of real servers, and clients that retry without waiting.

import nock from 'nock';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/http/clock.ts';
import type { HttpResponse } from '../../../src/http/exchange.ts';
import { createSender } from '../../../src/http/retrying.ts';
import { openTransport } from '../../../src/http/transport.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import { type Endpoint, parseDomain, regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import { type ClientOptions, createRequester, type Requester } from '../../../src/onetimesecret/requester.ts';
import type {
	ApiVersion,
	BurnResult,
	Credentials,
	ReceiptKey,
	SecretKey,
	SecretOptions,
	SecretService,
} from '../../../src/onetimesecret/types.ts';
import { v1 } from '../../../src/onetimesecret/v1/index.ts';
import { v2 } from '../../../src/onetimesecret/v2/index.ts';
import { readCaptures } from '../../contract/server-captures-data.ts';

/** Origin of the region that the clients of this file call by default. */
export const ORIGIN = 'https://eu.onetimesecret.com';

export const SECRET_KEY = 's'.repeat(62) as SecretKey;
export const RECEIPT_KEY = 'm'.repeat(62) as ReceiptKey;

/** The options of a creation, none of which is used. */
export const NO_OPTIONS: SecretOptions = {
	ttlSeconds: undefined,
	passphrase: undefined,
	recipient: undefined,
	shareDomain: undefined,
};

export const CREDENTIALS: Credentials = { username: 'pét@example.com', token: 'tok:en' };

/** A response. A body that is not a string is encoded as JSON. */
export function httpResponse(
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): HttpResponse {
	return {
		status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		header: (name) => headers[name],
	};
}

const captures = new Map(
	['v0.23.6', 'v0.24.7', 'v0.26.6', 'v0.26.6-hosts'].map((name) => [name, readCaptures(`${name}.json`)]),
);

/** The recorded response of a real server of that release to the request with that name. */
export function captured(release: string, name: string): HttpResponse {
	const file = captures.get(release);
	const found = file?.exchanges.find((exchange) => exchange.name === name)?.response;
	if (file === undefined || found === undefined) throw new Error(`${release} has no capture "${name}".`);
	const headers = file.headerSets[found.headerSet] ?? [];
	return httpResponse(
		found.status,
		found.json ?? '',
		Object.fromEntries(headers.map(([header, value]) => [header.toLowerCase(), value])),
	);
}

/** The JSON object of a captured response. */
export function capturedObject(release: string, name: string): Readonly<Record<string, unknown>> {
	return JSON.parse(captured(release, name).body);
}

/** How a client differs from the default: a guest that calls API v1 at {@link ORIGIN}. */
export interface ServiceOptions {
	readonly versions?: readonly [ApiVersion, ...ApiVersion[]];
	readonly credentials?: Credentials;
	readonly domain?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly cancel?: AbortSignal;
	/** Called with the API version as soon as it is known. */
	readonly onVersion?: (version: ApiVersion) => void;
}

/** A clock that advances a second each time it is read, so retries reach their deadline without waiting. */
function quickClock(): Clock {
	let nowMs = 0;
	return {
		monotonicMs: () => (nowMs += 1_000),
		wallMs: () => 0,
		random: () => 0,
		sleep: async () => undefined,
	};
}

function readEndpoint(domain: string): Endpoint {
	const endpoint = parseDomain(domain);
	if ('complaint' in endpoint) throw new Error(endpoint.complaint);
	return endpoint;
}

function clientOptions(options: ServiceOptions): ClientOptions {
	const { versions = ['v1'], credentials, domain, headers = {}, onVersion = () => undefined } = options;
	const endpoint = domain === undefined ? regionEndpoint('eu') : readEndpoint(domain);
	const [first, ...others] = versions.map((version) => (version === 'v1' ? v1 : v2));
	return {
		apis: [first ?? v1, ...others],
		onApi: (api) => onVersion(api.version),
		endpoint,
		credentials,
		headers,
		sender: createSender({
			transport: openTransport(endpoint.origin),
			clock: quickClock(),
			timeoutMs: 60_000,
			cancel: options.cancel ?? new AbortController().signal,
			onAttempt: () => undefined,
		}),
		userAgent: 'ots-action/9.9.9',
	};
}

/** Creates a client. */
export function makeClient(options: ServiceOptions = {}): SecretService {
	return createClient(clientOptions(options));
}

/** Creates the requester of such a client. */
export function makeRequester(options: ServiceOptions = {}): Requester {
	return createRequester(clientOptions(options));
}

/** Returns the ActionError that a promise rejects with. Throws if it resolves, or rejects with anything else. */
export async function errorOf(promise: Promise<unknown>): Promise<ActionError> {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof ActionError)) throw new Error('There is no ActionError.', { cause: error });
	return error;
}

// nock takes the place of Node's HTTP client as soon as it is imported.
nock.restore();

/** Makes each test of the file fail unless exactly the requests are sent that it has announced to nock. */
export function useNock(): void {
	beforeAll(() => {
		if (!nock.isActive()) nock.activate();
	});
	// The same process then runs files whose requests go through real sockets.
	afterAll(() => nock.restore());
	beforeEach(() => nock.disableNetConnect());
	afterEach(() => {
		const pending = nock.pendingMocks();
		nock.cleanAll();
		nock.enableNetConnect();
		expect(pending).toEqual([]);
	});
}

/** Path of {@link RECEIPT_KEY} in an API version. */
export function receiptPath(version: ApiVersion): string {
	return version === 'v1' ? `/api/v1/private/${RECEIPT_KEY}` : `/api/v2/receipt/${RECEIPT_KEY}`;
}

/** Status and body of a captured response, for nock. */
export function capturedReply(release: string, name: string): readonly [status: number, body: string] {
	const { status, body } = captured(release, name);
	return [status, body];
}

/**
 * Burns {@link RECEIPT_KEY} as a guest. The server sends one reply to the burn and one to the look-up of the
 * receipt.
 */
export function burnWith(
	version: ApiVersion,
	[burnStatus, burnBody]: readonly [status: number, body: nock.Body],
	[lookStatus, lookBody]: readonly [status: number, body: nock.Body],
	passphrase?: string,
): Promise<BurnResult> {
	nock(ORIGIN)
		.post(`${receiptPath(version)}/burn`)
		.reply(burnStatus, burnBody);
	nock(ORIGIN).get(receiptPath(version)).reply(lookStatus, lookBody);
	return makeClient({ versions: [version] }).burn(RECEIPT_KEY, passphrase);
}
