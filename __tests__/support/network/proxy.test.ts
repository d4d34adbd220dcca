import { request } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ProxyOptions, startProxy, type TestProxy } from './proxy.ts';
import { findClosedPort, startBareServer } from './sockets.ts';

const TARGET = 'eu.onetimesecret.com:443';
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
	await Promise.all(closers.splice(0).map((close) => close()));
});

async function open(options: ProxyOptions): Promise<TestProxy> {
	const proxy = await startProxy(options);
	closers.push(proxy.close);
	return proxy;
}

/** A service that greets whoever speaks to it. */
async function startGreeter(): Promise<number> {
	const server = await startBareServer((socket, text) => void socket.write(`hello, ${text}`));
	closers.push(server.close);
	return server.port;
}

/** Asks for a tunnel; gives the proxy's status and the tunnel, or the code of the failure. */
async function dial(
	proxy: TestProxy,
	target = TARGET,
	authorization?: string,
): Promise<{ status: number; tunnel: Socket } | string> {
	return new Promise((resolve) => {
		const headers = authorization === undefined ? {} : { 'proxy-authorization': authorization };
		const outgoing = request({
			host: '127.0.0.1',
			port: proxy.port,
			method: 'CONNECT',
			path: target,
			headers,
			agent: false,
		});
		outgoing.once('connect', (response, tunnel: Socket) =>
			resolve({ status: response.statusCode ?? 0, tunnel }),
		);
		outgoing.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
		outgoing.end();
	});
}

async function speak(tunnel: Socket, text: string): Promise<string> {
	const answer = new Promise<string>((resolve) =>
		tunnel.once('data', (bytes: Buffer) => resolve(bytes.toString())),
	);
	tunnel.write(text);
	return answer;
}

describe('The proxy', () => {
	it('leads a host to its local port and keeps what it was asked', async () => {
		const proxy = await open({ routes: { [TARGET]: await startGreeter() } });
		const dialled = await dial(proxy);
		expect(dialled).toMatchObject({ status: 200 });
		expect(typeof dialled === 'object' && (await speak(dialled.tunnel, 'you'))).toBe('hello, you');
		expect(proxy.connects).toEqual([{ target: TARGET, authorization: undefined, status: 200 }]);
	});

	it('leads every host to one port if it is given one number', async () => {
		const proxy = await open({ routes: await startGreeter() });
		expect(await dial(proxy, 'a.example.com:443')).toMatchObject({ status: 200 });
		expect(await dial(proxy, 'b.example.com:8443')).toMatchObject({ status: 200 });
	});

	it('answers 502 for a host without a route and for a port on which nobody listens', async () => {
		const proxy = await open({ routes: { [TARGET]: await findClosedPort() } });
		expect(await dial(proxy)).toMatchObject({ status: 502 });
		expect(await dial(proxy, 'other.example.com:443')).toMatchObject({ status: 502 });
		expect(proxy.connects.map(({ status }) => status)).toEqual([502, 502]);
	});

	it('demands its credentials and takes no others', async () => {
		const proxy = await open({
			routes: await startGreeter(),
			credentials: { username: 'us er', password: 'p@ss' },
		});
		expect(await dial(proxy)).toMatchObject({ status: 407 });
		expect(await dial(proxy, TARGET, `Basic ${btoa('us er:other')}`)).toMatchObject({ status: 407 });
		expect(await dial(proxy, TARGET, `Basic ${btoa('us er:p@ss')}`)).toMatchObject({ status: 200 });
		expect(proxy.urlWithCredentials).toBe(`http://us%20er:p%40ss@127.0.0.1:${proxy.port}`);
		expect(proxy.connects.map(({ status }) => status)).toEqual([407, 407, 200]);
	});

	it.each([403, 502])('answers %i where it is told so', async (status) => {
		const proxy = await open({ routes: await startGreeter(), conduct: { kind: 'answers', status } });
		expect(await dial(proxy)).toMatchObject({ status });
		await proxy.idle();
		expect(proxy.open).toBe(0);
	});

	it.each([
		['hangs-up', 'ECONNRESET'],
		['babbles', 'HPE_INVALID_CONSTANT'],
	] as const)('%s where it is told so', async (kind, code) => {
		const proxy = await open({ routes: 1, conduct: { kind } });
		expect(await dial(proxy)).toBe(code);
		expect(proxy.connects).toMatchObject([{ status: undefined }]);
	});

	it('stays silent where it is told so, until it closes', async () => {
		const proxy = await open({ routes: 1, conduct: { kind: 'silent' } });
		const dialled = dial(proxy);
		await proxy.asked(1);
		expect(proxy.open).toBe(1);
		await proxy.close();
		expect(await dialled).toBe('ECONNRESET');
	});

	it('holds a tunnel back until it is released', async () => {
		const proxy = await open({ routes: await startGreeter(), conduct: { kind: 'holds' } });
		const dialled = dial(proxy);
		await proxy.asked(1);
		expect(proxy.connects).toMatchObject([{ status: undefined }]);
		proxy.release();
		expect(await dialled).toMatchObject({ status: 200 });
	});

	it('ends a tunnel from either side', async () => {
		const service = await startBareServer((socket) => void socket.end());
		closers.push(service.close);
		const proxy = await open({ routes: service.port });
		const [first, second] = [await dial(proxy), await dial(proxy)];
		if (typeof first === 'string' || typeof second === 'string') throw new Error('no tunnel');
		first.tunnel.destroy();
		await service.gone;
		second.tunnel.resume().write('end');
		await proxy.idle();
	});
});

describe('A bare server', () => {
	it('keeps what it was sent and says when its first connection is over', async () => {
		const server = await startBareServer((socket) => void socket.end('bye'));
		const proxy = await open({ routes: server.port });
		const dialled = await dial(proxy);
		expect(typeof dialled === 'object' && (await speak(dialled.tunnel, 'hello'))).toBe('bye');
		await Promise.all([server.connected, server.gone]);
		expect([server.received(), server.connections]).toEqual(['hello', 1]);
		await server.close();
	});
});
