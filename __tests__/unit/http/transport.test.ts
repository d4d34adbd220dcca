// What is sent and what is received, on real sockets of the loopback interface.
import { beforeEach, describe, expect, it } from 'vitest';
import { startBareServer } from '../../support/network/sockets.ts';
import { useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import {
	closeLater,
	failed,
	GET_STATUS,
	limits,
	open,
	POST_SHARE,
	startTestServer,
} from './transport-requests.ts';

const MIB = 1024 * 1024;

let server: EmbeddedServer;

beforeEach(async () => {
	useProxy(undefined);
	server = await startTestServer();
});

describe('A request', () => {
	it('arrives as given, with its length in bytes and no header of the toolkit', async () => {
		const exchange = await open(server.origin).send({ ...POST_SHARE, body: 'secret=grüße' }, limits());
		expect(exchange).toMatchObject({ ok: true, response: { status: 200 } });
		expect(server.requests).toHaveLength(1);
		const [request] = server.requests;
		expect(request?.body.toString()).toBe('secret=grüße');
		expect(request?.headers).toEqual({
			...POST_SHARE.headers,
			'content-length': '14',
			host: `127.0.0.1:${server.port}`,
			connection: 'keep-alive',
		});
	});

	it('without a body has neither a length nor chunks', async () => {
		await open(server.origin).send(GET_STATUS, limits());
		expect(server.requests[0]?.headerNames.toSorted()).toEqual(['Connection', 'Host', 'accept']);
	});

	it('keeps the connection for the next one', async () => {
		const transport = open(server.origin);
		await transport.send(GET_STATUS, limits());
		await transport.send(POST_SHARE, limits());
		expect(server.requests.map(({ connection }) => connection)).toEqual([1, 1]);
		expect(server.connections).toBe(1);
	});

	it.each(['close-after-answer', 'drop-connection-after'] as const)(
		'gets a new connection after %s',
		async (kind) => {
			const handle = server.fault({ route: 'status', act: { kind } });
			const transport = open(server.origin);
			expect(await transport.send(GET_STATUS, limits())).toMatchObject({ ok: true });
			await handle.gone;
			// When an exchange on another connection is over, Node has also noticed the end of the first connection.
			await open(server.origin).send(GET_STATUS, limits());
			expect(await transport.send(POST_SHARE, limits())).toMatchObject({ ok: true });
			expect(server.requests.map(({ connection }) => connection)).toEqual([1, 2, 3]);
		},
	);

	it('connects to an IPv6 address, whose brackets are not looked up as a name', async () => {
		const exchange = await open('http://[::1]:1').send(GET_STATUS, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'no-connection', mayBeSent: false } });
	});
});

describe('A response', () => {
	it('is returned whole, whatever its status', async () => {
		server.fault({ route: 'status', act: { kind: 'answer', status: 418, body: 'grüße' } });
		const exchange = await open(server.origin).send(GET_STATUS, limits());
		expect(exchange).toMatchObject({ ok: true, response: { status: 418, body: 'grüße' } });
	});

	it('shows headers by their lower-case name, several of one name joined by commas', async () => {
		const headers = { 'X-One': 'a', 'X-Many': ['a', 'b'], 'Set-Cookie': ['c=1', 'd=2'] };
		server.fault({ route: 'status', act: { kind: 'answer', headers } });
		const exchange = await open(server.origin).send(GET_STATUS, limits());
		const names = ['x-one', 'x-many', 'set-cookie', 'x-none'];
		expect(exchange.ok && names.map((name) => exchange.response.header(name))).toEqual([
			'a',
			'a, b',
			'c=1,d=2',
			undefined,
		]);
	});

	it.each([301, 302, 303, 307, 308])(
		'with status %i is returned, and its redirect not followed',
		async (status) => {
			const other = await startTestServer();
			server.fault({
				route: 'share',
				act: { kind: 'redirect', status, location: `${other.origin}/api/v1/share` },
			});
			const exchange = await open(server.origin).send(POST_SHARE, limits());
			expect(exchange).toMatchObject({ ok: true, response: { status } });
			expect([server.requests.length, other.connections]).toEqual([1, 0]);
		},
	);

	it.each([1, 16])('may have %d MiB where that is the limit, and not a byte more', async (size) => {
		const maxResponseBytes = size * MIB;
		const body = (bytes: number) => ({ kind: 'answer', body: Buffer.alloc(bytes, 'a') }) as const;
		server.fault({ route: 'status', act: body(maxResponseBytes) });
		server.fault({ route: 'status', on: 2, act: body(maxResponseBytes + 1) });
		const transport = open(server.origin);
		const whole = await transport.send(GET_STATUS, limits({ maxResponseBytes }));
		expect(whole.ok && whole.response.body.length).toBe(maxResponseBytes);
		const { failure } = failed(await transport.send(GET_STATUS, limits({ maxResponseBytes })));
		expect([failure.kind, failure.mayBeSent, failure.detail]).toEqual(['too-large', true, '']);
	});

	it('that never ends is abandoned as soon as it is too large, and its connection is closed', async () => {
		const handle = server.fault({ route: 'status', act: { kind: 'endless-body' } });
		expect(await open(server.origin).send(GET_STATUS, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'too-large' },
		});
		await handle.gone;
	});

	it.each([
		['that ends with the connection', 'HTTP/1.0 200 OK\r\n\r\n{}', '{}'],
		['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n', '{}'],
		[
			'after an early hint',
			'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
			'{}',
		],
		['without a body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
	])('%s is read to its end', async (_what, bytes, body) => {
		const bare = closeLater(await startBareServer((socket) => void socket.end(bytes)));
		const exchange = await open(`http://127.0.0.1:${bare.port}`).send(GET_STATUS, limits());
		expect(exchange).toMatchObject({ ok: true, response: { body } });
	});
});
