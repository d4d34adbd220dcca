// Timeout and cancellation of an exchange. No test measures time: each waits for the event that must happen.
import { beforeEach, describe, expect, it } from 'vitest';
import { startBareServer } from '../../support/network/sockets.ts';
import { useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer, Fault } from '../../support/server/index.ts';
import { closeLater, GET_STATUS, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

const TIMED_OUT = { ok: false, failure: { kind: 'timed-out', mayBeSent: true, detail: '' } };
const CANCELLED_UNSENT = { ok: false, failure: { kind: 'cancelled', mayBeSent: false, detail: '' } };
const CANCELLED = { ok: false, failure: { kind: 'cancelled', mayBeSent: true, detail: '' } };
const NEVER_MS = 3_600_000;

let server: EmbeddedServer;

beforeEach(async () => {
	useProxy(undefined);
	server = await startTestServer();
});

describe('The timeout', () => {
	it.each<[string, Fault]>([
		['no response comes', { kind: 'stalled-headers' }],
		['the body stops halfway', { kind: 'stalled-body' }],
		['bytes keep coming, but too slowly', { kind: 'drip', intervalMs: 5 }],
	])('ends an exchange in which %s, and closes the connection', async (_what, act) => {
		const handle = server.fault({ route: 'share', act });
		expect(await open(server.origin).send(POST_SHARE, limits({ timeoutMs: 200 }))).toMatchObject(TIMED_OUT);
		await handle.gone;
	});

	it('says that nothing was sent if the TLS handshake never ends', async () => {
		const silent = closeLater(await startBareServer());
		const transport = open(`https://127.0.0.1:${silent.port}`);
		const exchange = await transport.send(POST_SHARE, limits({ timeoutMs: 200 }));
		expect(exchange).toEqual({ ok: false, failure: { kind: 'timed-out', mayBeSent: false, detail: '' } });
		await silent.gone;
		expect(silent.received()).not.toContain('secret');
	});

	it('of one exchange does not affect the next', async () => {
		server.fault({ route: 'status', act: { kind: 'hold' } });
		const transport = open(server.origin);
		expect(await transport.send(GET_STATUS, limits({ timeoutMs: 50 }))).toEqual(TIMED_OUT);
		expect(await transport.send(GET_STATUS, limits({ timeoutMs: NEVER_MS }))).toMatchObject({ ok: true });
	});
});

describe('A cancellation', () => {
	it.each([0, NEVER_MS])('before the request sends nothing, with %i ms of grace', async (graceMs) => {
		const exchange = await open(server.origin).send(
			POST_SHARE,
			limits({ cancel: AbortSignal.abort(), graceMs }),
		);
		expect(exchange).toEqual(CANCELLED_UNSENT);
		expect(server.requests).toHaveLength(0);
	});

	it('before there is a connection ends the exchange at once, although there is grace', async () => {
		const silent = closeLater(await startBareServer());
		const stop = new AbortController();
		const exchange = open(`https://127.0.0.1:${silent.port}`).send(
			POST_SHARE,
			limits({ cancel: stop.signal, graceMs: NEVER_MS }),
		);
		await silent.connected;
		stop.abort();
		expect(await exchange).toEqual(CANCELLED_UNSENT);
		await silent.gone;
	});

	it('without grace ends a request in flight', async () => {
		const stop = new AbortController();
		const handle = server.fault({ route: 'status', act: { kind: 'hold' } });
		const exchange = open(server.origin).send(GET_STATUS, limits({ cancel: stop.signal }));
		await handle.seen;
		stop.abort();
		expect(await exchange).toEqual(CANCELLED);
		await handle.gone;
	});

	it('with grace keeps the response that still comes', async () => {
		const stop = new AbortController();
		const handle = server.fault({ route: 'share', act: { kind: 'hold', actsFirst: true } });
		const exchange = open(server.origin).send(POST_SHARE, limits({ cancel: stop.signal, graceMs: NEVER_MS }));
		await handle.seen;
		stop.abort();
		handle.release();
		expect(await exchange).toMatchObject({ ok: true, response: { status: 200 } });
		expect(server.created).toBe(1);
	});

	it('with grace keeps it on a reused connection as well', async () => {
		const stop = new AbortController();
		const handle = server.fault({ route: 'share', act: { kind: 'hold', actsFirst: true } });
		const transport = open(server.origin);
		await transport.send(GET_STATUS, limits());
		const exchange = transport.send(POST_SHARE, limits({ cancel: stop.signal, graceMs: NEVER_MS }));
		await handle.seen;
		stop.abort();
		handle.release();
		expect(await exchange).toMatchObject({ ok: true });
		expect(server.connections).toBe(1);
	});

	it('with grace waits no longer than that', async () => {
		const stop = new AbortController();
		const handle = server.fault({ route: 'share', act: { kind: 'hold', actsFirst: true } });
		const exchange = open(server.origin).send(POST_SHARE, limits({ cancel: stop.signal, graceMs: 20 }));
		await handle.seen;
		stop.abort();
		expect(await exchange).toEqual(CANCELLED);
		await handle.gone;
	});

	it('with grace does not move the timeout', async () => {
		const stop = new AbortController();
		const handle = server.fault({ route: 'share', act: { kind: 'hold' } });
		const exchange = open(server.origin).send(
			POST_SHARE,
			limits({ cancel: stop.signal, graceMs: NEVER_MS, timeoutMs: 200 }),
		);
		await handle.seen;
		stop.abort();
		expect(await exchange).toEqual(TIMED_OUT);
	});

	it('after the response changes nothing', async () => {
		const stop = new AbortController();
		const transport = open(server.origin);
		const exchange = await transport.send(GET_STATUS, limits({ cancel: stop.signal }));
		stop.abort();
		expect(exchange).toMatchObject({ ok: true });
		expect(await transport.send(GET_STATUS, limits())).toMatchObject({ ok: true });
		expect(server.connections).toBe(1);
	});
});

describe('Closing', () => {
	it('ends a connection that was kept', async () => {
		const bare = closeLater(
			await startBareServer((socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')),
		);
		const transport = open(`http://127.0.0.1:${bare.port}`);
		expect(await transport.send(GET_STATUS, limits())).toMatchObject({ ok: true });
		transport.close();
		await bare.gone;
	});

	it('ends a connection in use', async () => {
		const handle = server.fault({ route: 'status', act: { kind: 'hold' } });
		const transport = open(server.origin);
		const exchange = transport.send(GET_STATUS, limits());
		await handle.seen;
		transport.close();
		expect(await exchange).toMatchObject({ ok: false, failure: { kind: 'reset', mayBeSent: true } });
		await handle.gone;
	});
});
