// A region's host through a proxy of this machine, as from inside a company's network: no name of the internet is looked up or called.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serverCertificate } from '../../support/network/certificates.ts';
import {
	type ProxyConduct,
	type ProxyOptions,
	startProxy,
	type TestProxy,
} from '../../support/network/proxy.ts';
import { findClosedPort } from '../../support/network/sockets.ts';
import { answerLookups, trustAuthority, useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import { closeLater, GET_STATUS, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
const TARGET = 'eu.onetimesecret.com:443';
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

async function openProxy(options: Partial<ProxyOptions> = {}): Promise<TestProxy> {
	const proxy = closeLater(await startProxy({ routes: { [TARGET]: server.port }, ...options }));
	useProxy(proxy.urlWithCredentials);
	return proxy;
}

describe('Through a proxy', () => {
	it('the host is reached by its name, and its certificate checked', async () => {
		const proxy = await openProxy();
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({
			ok: true,
			answer: { status: 200 },
		});
		expect(proxy.connects).toEqual([{ target: TARGET, authorization: undefined, status: 200 }]);
		expect(server.requests[0]?.headers['host']).toBe('eu.onetimesecret.com');
	});

	it('each request has a tunnel of its own, which is closed after the answer', async () => {
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
		['http://secrets.example.com', 'secrets.example.com:80'],
	])('%s is asked for on its port', async (origin, target) => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		vi.stubEnv('HTTP_PROXY', proxy.url);
		expect(await open(origin).send(GET_STATUS, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'proxy-refused', mayBeSent: false },
		});
		expect(proxy.connects).toMatchObject([{ target }]);
	});

	it('credentials go to the proxy, decoded, and to nobody else', async () => {
		const proxy = await openProxy({ credentials });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		expect(proxy.connects).toEqual([
			{ target: TARGET, authorization: `Basic ${btoa('us er:p@ss:word')}`, status: 200 },
		]);
		expect(Object.keys(server.requests[0]?.headers ?? {})).not.toContain('proxy-authorization');
	});

	it('that itself wants TLS, the host is reached as well', async () => {
		const proxy = await openProxy({ tls: serverCertificate() });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		expect(proxy.connects).toHaveLength(1);
	});

	it.each<[ProxyConduct, object]>([
		[
			{ kind: 'answers', status: 403 },
			{ kind: 'proxy-refused', detail: 'the proxy answered 403 to CONNECT' },
		],
		[
			{ kind: 'answers', status: 502 },
			{ kind: 'no-connection', detail: 'the proxy answered 502 to CONNECT' },
		],
		[
			{ kind: 'hangs-up' },
			{ kind: 'no-connection', detail: 'the proxy is not usable: the connection failed' },
		],
		[
			{ kind: 'babbles' },
			{ kind: 'no-connection', detail: 'the proxy is not usable: the connection failed' },
		],
	])('that %j, nothing is sent', async (conduct, failure) => {
		await openProxy({ conduct });
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toEqual({ ok: false, failure: { mayBeSent: false, ...failure } });
		expect(server.connections).toBe(0);
	});

	it('that has no way to the host, nothing is sent', async () => {
		await openProxy({ routes: {} });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'no-connection', mayBeSent: false },
		});
	});

	it('that wants other credentials, nothing is sent', async () => {
		const proxy = await openProxy({ credentials });
		useProxy(proxy.url);
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toEqual({
			ok: false,
			failure: {
				kind: 'proxy-refused',
				mayBeSent: false,
				detail:
					'the proxy answered 407 to CONNECT: it wants a user name and a password in the proxy variable',
			},
		});
		expect(proxy.connects).toMatchObject([{ status: 407 }]);
	});

	it('that is dead, nothing is sent', async () => {
		useProxy(`http://127.0.0.1:${await findClosedPort()}`);
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		const detail = 'the proxy is not usable: the connection was refused (ECONNREFUSED)';
		expect(exchange).toEqual({ ok: false, failure: { kind: 'no-connection', mayBeSent: false, detail } });
	});

	it('that never answers, the exchange is cut and nothing is sent', async () => {
		const proxy = await openProxy({ conduct: { kind: 'silent' } });
		const exchange = await open(ORIGIN).send(POST_SHARE, limits({ cutMs: 100 }));
		expect(exchange).toEqual({ ok: false, failure: { kind: 'cut', mayBeSent: false, detail: '' } });
		expect(proxy.connects).toHaveLength(1);
	});

	it('that answers after the cut, the request is not sent any more', async () => {
		const proxy = await openProxy({ conduct: { kind: 'holds' } });
		expect(await open(ORIGIN).send(POST_SHARE, limits({ cutMs: 100 }))).toMatchObject({
			ok: false,
			failure: { kind: 'cut' },
		});
		proxy.release();
		await proxy.idle();
		expect([server.requests.length, server.created]).toEqual([0, 0]);
	});

	it('told to stop, the exchange ends at once although there is grace', async () => {
		const stop = new AbortController();
		const proxy = await openProxy({ conduct: { kind: 'silent' } });
		const exchange = open(ORIGIN).send(POST_SHARE, limits({ cancel: stop.signal, graceMs: 3_600_000 }));
		await proxy.asked(1);
		stop.abort();
		expect(await exchange).toMatchObject({ ok: false, failure: { kind: 'cancelled', mayBeSent: false } });
	});

	it.each(['expired', 'other-name', 'unknown-authority', 'self-signed'] as const)(
		'a certificate that is %s is blamed, not the proxy',
		async (flaw) => {
			server = await startTestServer({ tls: serverCertificate(flaw) });
			await openProxy();
			const exchange = await open(ORIGIN).send(POST_SHARE, limits());
			expect(exchange).toMatchObject({ ok: false, failure: { kind: 'tls-failed', mayBeSent: false } });
			expect(server.requests).toHaveLength(0);
		},
	);

	it('a request that breaks off may have arrived', async () => {
		await openProxy();
		server.fault({ route: 'share', act: { kind: 'reset-after' } });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'reset', mayBeSent: true },
		});
		expect(server.created).toBe(1);
	});
});

describe('Around a proxy', () => {
	it('goes what the environment excepts', async () => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		vi.stubEnv('NO_PROXY', 'other.example.org, example.com');
		answerLookups((callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]));
		const exchange = await open(`https://secrets.example.com:${server.port}`).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: true });
		expect([proxy.connects.length, server.created]).toEqual([0, 1]);
	});

	it('goes what is on this machine', async () => {
		const proxy = await openProxy({ conduct: { kind: 'answers', status: 403 } });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({ ok: true });
		expect(proxy.connects).toHaveLength(0);
	});
});
