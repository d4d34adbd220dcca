// Requests, limits, servers and transports for the tests of the transport. All of them are closed after each test.
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

/** Closes a server, or anything else with `close`, after the test. Returns it. */
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

/** Limits of a minute and a mebibyte, without cancellation and grace period. `changes` replaces some of them. */
export function limits(changes: Partial<ExchangeLimits> = {}): ExchangeLimits {
	return {
		timeoutMs: 60_000,
		cancel: new AbortController().signal,
		graceMs: 0,
		maxResponseBytes: 1_048_576,
		...changes,
	};
}

/** Narrows an exchange to a failed one; throws if it succeeded. */
export function failed(exchange: Exchange): Extract<Exchange, { readonly ok: false }> {
	if (exchange.ok) throw new Error('The exchange did not fail.');
	return exchange;
}
