// Broken exchanges on real sockets: which failure the transport returns, and whether the request may have been sent.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findClosedPort, startBareServer } from '../../support/network/sockets.ts';
import { answerLookups, useProxy } from '../../support/network/trust.ts';
import type { Fault } from '../../support/server/index.ts';
import { closeLater, GET_STATUS, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

beforeEach(() => useProxy(undefined));

afterEach(() => vi.restoreAllMocks());

describe('An exchange that breaks off', () => {
	it.each<[string, Fault, object, number]>([
		[
			'before the request was carried out',
			{ kind: 'reset-before' },
			{ kind: 'reset', detail: expect.stringContaining('ECONNRESET') },
			0,
		],
		[
			'after the request was carried out',
			{ kind: 'reset-after' },
			{ kind: 'reset', detail: expect.stringContaining('ECONNRESET') },
			1,
		],
		[
			'in the middle of the body',
			{ kind: 'half-body' },
			{ kind: 'reset', detail: expect.stringContaining('ECONNRESET') },
			1,
		],
		[
			'with bytes that are not HTTP',
			{ kind: 'garbage', acts: true },
			{ kind: 'garbled', detail: expect.stringContaining('HPE_') },
			1,
		],
		['with no bytes at all', { kind: 'garbage', bytes: '' }, { kind: 'reset' }, 0],
		['within a status line', { kind: 'garbage', bytes: 'HTTP/1.1 2' }, { kind: 'reset' }, 0],
	])('%s leaves open whether the request arrived', async (_when, act, failure, created) => {
		const server = await startTestServer();
		server.fault({ route: 'share', act });
		const exchange = await open(server.origin).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { mayBeSent: true, ...failure } });
		expect(server.created).toBe(created);
	});

	it('on a reused connection leaves open whether the request arrived', async () => {
		const server = await startTestServer();
		server.fault({ route: 'share', act: { kind: 'reset-before' } });
		const transport = open(server.origin);
		await transport.send(GET_STATUS, limits());
		expect(await transport.send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'reset', mayBeSent: true },
		});
		expect(server.connections).toBe(1);
	});

	it('with another protocol is not HTTP', async () => {
		const bytes = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n';
		const bare = closeLater(await startBareServer((socket) => void socket.write(bytes)));
		const exchange = await open(`http://127.0.0.1:${bare.port}`).send(GET_STATUS, limits());
		expect(exchange).toMatchObject({
			ok: false,
			failure: { kind: 'garbled', mayBeSent: true, detail: expect.stringContaining('another protocol') },
		});
	});

	it.each([
		['two different lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
		['a length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'],
		['chunks of no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}'],
		['a header without a colon', 'HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}'],
		['headers of a hundred kilobytes', `HTTP/1.1 200 OK\r\nX-Large: ${'a'.repeat(100_000)}\r\n\r\n{}`],
	])('with %s is not HTTP', async (_what, bytes) => {
		const bare = closeLater(await startBareServer((socket) => void socket.end(bytes)));
		const exchange = await open(`http://127.0.0.1:${bare.port}`).send(GET_STATUS, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'garbled', mayBeSent: true } });
	});

	it('leaves the transport usable', async () => {
		const server = await startTestServer();
		server.fault({ route: 'status', act: { kind: 'half-body' } });
		const transport = open(server.origin);
		expect(await transport.send(GET_STATUS, limits())).toMatchObject({ ok: false });
		expect(await transport.send(GET_STATUS, limits())).toMatchObject({ ok: true, response: { status: 200 } });
	});
});

describe('An exchange without a connection', () => {
	it('says that nothing was sent where the port is closed', async () => {
		const exchange = await open(`http://127.0.0.1:${await findClosedPort()}`).send(POST_SHARE, limits());
		expect(exchange).toEqual({
			ok: false,
			failure: {
				kind: 'no-connection',
				mayBeSent: false,
				detail: 'the connection was refused (ECONNREFUSED)',
			},
		});
	});

	it.each([
		['ENOTFOUND', 'name-not-found', 'DNS does not know the host (ENOTFOUND)'],
		['EAI_AGAIN', 'no-connection', 'DNS gave no response (EAI_AGAIN)'],
	])('says that nothing was sent where DNS fails with %s', async (code, kind, detail) => {
		answerLookups((callback) => callback(Object.assign(new Error('lookup failed'), { code })));
		const exchange = await open('https://secrets.example.com').send(POST_SHARE, limits());
		expect(exchange).toEqual({ ok: false, failure: { kind, mayBeSent: false, detail } });
	});

	it('times out with nothing sent where DNS does not respond', async () => {
		answerLookups(() => undefined);
		const exchange = await open('https://secrets.example.com').send(POST_SHARE, limits({ timeoutMs: 50 }));
		expect(exchange).toEqual({ ok: false, failure: { kind: 'timed-out', mayBeSent: false, detail: '' } });
	});
});
