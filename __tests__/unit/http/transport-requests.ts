// Requests and limits for the tests of the transport, and the servers and transports that are closed after each test.
import { afterEach, vi } from 'vitest';
import type { Exchange } from '../../../src/http/exchange.ts';
import { type ExchangeLimits, openTransport, type Transport } from '../../../src/http/transport.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../../support/server/index.ts';

/** A request that changes nothing. */
export const GET_STATUS = {
	method: 'GET',
	path: '/api/v1/status',
	headers: { accept: 'application/json' },
	body: undefined,
} as const;

/** A request that creates a secret. */
export const POST_SHARE = {
	method: 'POST',
	path: '/api/v1/share',
	headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
	body: 'secret=gr%C3%BC%C3%9Fe&ttl=300',
} as const;

const closers: (() => unknown)[] = [];

afterEach(async () => {
	await Promise.all(closers.splice(0).map((close) => close()));
	vi.unstubAllEnvs();
});

/** Closes a server or anything else after the test. */
export function closeLater<Closable extends { close(): unknown }>(closable: Closable): Closable {
	closers.push(() => closable.close());
	return closable;
}

/** Starts an embedded server for the test. */
export async function startTestServer(options?: ServerOptions): Promise<EmbeddedServer> {
	return closeLater(await startServer(options));
}

/** Opens a transport for the test. */
export function open(origin: string): Transport {
	return closeLater(openTransport(origin));
}

/** A minute, a mebibyte, nobody who cancels and no grace, with changes. */
export function limits(changes: Partial<ExchangeLimits> = {}): ExchangeLimits {
	return {
		timeoutMs: 60_000,
		cancel: new AbortController().signal,
		graceMs: 0,
		maxResponseBytes: 1_048_576,
		...changes,
	};
}

/** The exchange as one that failed; throws if it did not. */
export function failed(exchange: Exchange): Extract<Exchange, { readonly ok: false }> {
	if (exchange.ok) throw new Error('The exchange did not fail.');
	return exchange;
}
