// A local proxy that does not connect to the host. Nothing may have been sent then, and the failure names the proxy.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverCertificate } from '../../support/network/certificates.ts';
import {
	type ProxyConduct,
	type ProxyOptions,
	startProxy,
	type TestProxy,
} from '../../support/network/proxy.ts';
import { findClosedPort } from '../../support/network/sockets.ts';
import { trustAuthority, useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import { closeLater, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
const TARGET = 'eu.onetimesecret.com:443';
const credentials = { username: 'us er', password: 'p@ss:word' };

let server: EmbeddedServer;
let distrust: () => void;

beforeEach(async () => {
	distrust = trustAuthority();
	server = await startTestServer({ tls: serverCertificate() });
});

afterEach(() => distrust());

async function openProxy(options: Partial<ProxyOptions> = {}): Promise<TestProxy> {
	const proxy = closeLater(await startProxy({ routes: { [TARGET]: server.port }, ...options }));
	useProxy(proxy.urlWithCredentials);
	return proxy;
}

const unsent = (kind: string, detail: string) => ({ ok: false, failure: { kind, mayBeSent: false, detail } });

describe('Nothing is sent through a proxy', () => {
	it.each<[ProxyConduct, string, string]>([
		[{ kind: 'answers', status: 403 }, 'proxy-refused', 'the proxy responded 403 to CONNECT'],
		[{ kind: 'answers', status: 502 }, 'no-connection', 'the proxy responded 502 to CONNECT'],
		[{ kind: 'hangs-up' }, 'no-connection', 'the proxy cannot be used: the connection failed'],
		[{ kind: 'babbles' }, 'no-connection', 'the proxy cannot be used: the connection failed'],
	])('that does this: %j', async (conduct, kind, detail) => {
		await openProxy({ conduct });
		expect(await open(ORIGIN).send(POST_SHARE, limits())).toEqual(unsent(kind, detail));
		expect(server.connections).toBe(0);
	});

	it('that has no route to the host', async () => {
		await openProxy({ routes: {} });
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toEqual(unsent('no-connection', 'the proxy responded 502 to CONNECT'));
	});

	it.each([
		['no credentials', '', ' and wants a user name and a password in the proxy variable'],
		[
			'other credentials',
			'somebody:wrong@',
			' and rejected the user name and password of the proxy variable, or wants NTLM or Kerberos, which the action does not support',
		],
	])('that responds 407 to %s', async (_what, user, reason) => {
		const proxy = await openProxy({ credentials });
		useProxy(proxy.url.replace('//', `//${user}`));
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		expect(exchange).toEqual(unsent('proxy-refused', `the proxy responded 407 to CONNECT${reason}`));
		expect(proxy.connects).toMatchObject([{ status: 407 }]);
	});

	it('that is not running', async () => {
		useProxy(`http://127.0.0.1:${await findClosedPort()}`);
		const exchange = await open(ORIGIN).send(POST_SHARE, limits());
		const detail = 'the proxy cannot be used: the connection was refused (ECONNREFUSED)';
		expect(exchange).toEqual(unsent('no-connection', detail));
	});

	it('that does not respond in time', async () => {
		const proxy = await openProxy({ conduct: { kind: 'silent' } });
		const exchange = await open(ORIGIN).send(POST_SHARE, limits({ timeoutMs: 100 }));
		expect(exchange).toEqual(unsent('timed-out', ''));
		expect(proxy.connects).toHaveLength(1);
	});

	it('that connects only after the timeout', async () => {
		const proxy = await openProxy({ conduct: { kind: 'holds' } });
		const exchange = await open(ORIGIN).send(POST_SHARE, limits({ timeoutMs: 100 }));
		expect(exchange).toEqual(unsent('timed-out', ''));
		proxy.release();
		await proxy.idle();
		expect([server.requests.length, server.created]).toEqual([0, 0]);
	});

	it('that has not connected yet when the step is cancelled, although there is grace', async () => {
		const stop = new AbortController();
		const proxy = await openProxy({ conduct: { kind: 'silent' } });
		const exchange = open(ORIGIN).send(POST_SHARE, limits({ cancel: stop.signal, graceMs: 3_600_000 }));
		await proxy.asked(1);
		stop.abort();
		expect(await exchange).toEqual(unsent('cancelled', ''));
	});

	it.each(['expired', 'other-name', 'unknown-authority', 'self-signed'] as const)(
		'to a host whose certificate is not trusted: %s',
		async (flaw) => {
			server = await startTestServer({ tls: serverCertificate(flaw) });
			await openProxy();
			const exchange = await open(ORIGIN).send(POST_SHARE, limits());
			expect(exchange).toMatchObject({ ok: false, failure: { kind: 'tls-failed', mayBeSent: false } });
			expect(server.requests).toHaveLength(0);
		},
	);
});
