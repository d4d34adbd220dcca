// Requests to a region through a local proxy, as in a company's network. No public host name is looked up.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serverCertificate } from '../../support/network/certificates.ts';
import { startProxy, type TestProxy } from '../../support/network/proxy.ts';
import { answerLookups, trustAuthority, useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import { closeLater, GET_STATUS, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
const TARGET = 'eu.onetimesecret.com:443';
const PLAIN_ORIGIN = 'http://secrets.example.com';
const PLAIN_TARGET = 'secrets.example.com:80';
const credentials = { username: 'us er', password: 'p@ss:word' };

let server: EmbeddedServer;
let distrust: () => void;

beforeEach(async () => {
	distrust = trustAuthority();
	server = await startTestServer({ tls: serverCertificate() });
});

afterEach(() => {
	distrust();
	vi.restoreAllMocks();
});

async function openProxy(options: Partial<Parameters<typeof startProxy>[0]> = {}): Promise<TestProxy> {
	const proxy = closeLater(await startProxy({ routes: { [TARGET]: server.port }, ...options }));
	useProxy(proxy.urlWithCredentials);
	vi.stubEnv('HTTP_PROXY', proxy.urlWithCredentials);
	return proxy;
}

describe('Through a proxy', () => {
	it('the host is reached by its name, and its certificate checked', async () => {
		const proxy = await openProxy();
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: true, response: { status: 200 } });
		expect(proxy.connects).toEqual([{ target: TARGET, authorization: undefined, status: 200 }]);
		expect(server.requests[0]?.headers['host']).toBe('eu.onetimesecret.com');
	});

	it('each request has a tunnel of its own, which is closed after the response', async () => {
		const proxy = await openProxy();
		const transport = open(ORIGIN);
		await transport.send(GET_STATUS, limits());
		await transport.send(POST_SHARE, limits());
		expect(proxy.connects).toHaveLength(2);
		await proxy.idle();
	});

	it.each([
		['https://secrets.example.com', 'secrets.example.com:443'],
		['https://secrets.example.com:8443', 'secrets.example.com:8443'],
		[PLAIN_ORIGIN, PLAIN_TARGET],
	])('the proxy is asked to connect to the port of %s', async (origin, target) => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		const exchange = await open(origin).send(GET_STATUS, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'proxy-refused', mayBeSent: false } });
		expect(proxy.connects).toMatchObject([{ target }]);
	});

	it('credentials go to the proxy, decoded, and to nobody else', async () => {
		const proxy = await openProxy({ credentials });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		const authorization = `Basic ${btoa('us er:p@ss:word')}`;
		expect(proxy.connects).toEqual([{ target: TARGET, authorization, status: 200 }]);
		expect(Object.keys(server.requests[0]?.headers ?? {})).not.toContain('proxy-authorization');
	});

	it('that itself uses TLS, the host is reached as well', async () => {
		const proxy = await openProxy({ tls: serverCertificate() });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		expect(proxy.connects).toHaveLength(1);
	});

	it.each(['https', 'http'])('a request over %s that breaks off may have arrived', async (scheme) => {
		const isPlain = scheme === 'http';
		if (isPlain) server = await startTestServer();
		await openProxy({ routes: { [isPlain ? PLAIN_TARGET : TARGET]: server.port } });
		server.fault({ route: 'share', act: { kind: 'reset-after' } });
		const exchange = await open(isPlain ? PLAIN_ORIGIN : ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'reset', mayBeSent: true } });
		expect(server.created).toBe(1);
	});

	it('a plain request that gets no response in time may have arrived', async () => {
		server = await startTestServer();
		await openProxy({ routes: { [PLAIN_TARGET]: server.port } });
		server.fault({ route: 'share', act: { kind: 'stalled-headers', acts: true } });
		const exchange = await open(PLAIN_ORIGIN).send(POST_SHARE, limits({ timeoutMs: 200 }));
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'timed-out', mayBeSent: true } });
		expect(server.created).toBe(1);
	});
});

describe('The proxy is bypassed', () => {
	it('for the hosts in NO_PROXY', async () => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		vi.stubEnv('NO_PROXY', 'other.example.org, example.com');
		answerLookups((callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]));
		const exchange = await open(`https://secrets.example.com:${server.port}`).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: true });
		expect([proxy.connects.length, server.created]).toEqual([0, 1]);
	});

	it('for loopback hosts', async () => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		expect(proxy.connects).toHaveLength(0);
	});
});
