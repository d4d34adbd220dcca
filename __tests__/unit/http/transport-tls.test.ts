// TLS on real sockets: which certificates are trusted, and that nothing is sent to a server without a trusted one.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CertificateFlaw, serverCertificate } from '../../support/network/certificates.ts';
import { startBareServer } from '../../support/network/sockets.ts';
import { trustAuthority, useProxy } from '../../support/network/trust.ts';
import { closeLater, failed, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

let distrust: () => void;

beforeEach(() => {
	useProxy(undefined);
	distrust = trustAuthority();
});

afterEach(() => {
	distrust();
	vi.restoreAllMocks();
});

const FLAWS: readonly [CertificateFlaw, string][] = [
	['expired', 'its certificate has expired (CERT_HAS_EXPIRED)'],
	['not-yet-valid', 'its certificate is not valid yet (CERT_NOT_YET_VALID)'],
	['other-name', 'its certificate is for another name (ERR_TLS_CERT_ALTNAME_INVALID)'],
	[
		'unknown-authority',
		'its certificate comes from an authority that this machine does not trust (SELF_SIGNED_CERT_IN_CHAIN)',
	],
	['self-signed', 'its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)'],
];

describe('A server with TLS', () => {
	it('gets the request if its certificate is trusted, by name and by address', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: true,
			response: { status: 200 },
		});
		const byName = open(server.origin.replace('127.0.0.1', 'localhost'));
		expect(await byName.send(POST_SHARE, limits())).toMatchObject({ ok: true, response: { status: 200 } });
		expect(server.created).toBe(2);
	});

	it('gets its requests over one connection', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		const transport = open(server.origin);
		await transport.send(POST_SHARE, limits());
		await transport.send(POST_SHARE, limits());
		expect(server.connections).toBe(1);
	});

	it.each(FLAWS)('gets nothing if its certificate is flawed: %s', async (flaw, detail) => {
		const server = await startTestServer({ tls: serverCertificate(flaw) });
		const exchange = await open(server.origin).send(POST_SHARE, limits());
		expect(exchange).toEqual({ ok: false, failure: { kind: 'tls-failed', mayBeSent: false, detail } });
		expect([server.requests.length, server.connections]).toEqual([0, 1]);
	});

	it('gets nothing if its certificate is not trusted, even if the environment turns verification off', async () => {
		// Node prints a warning about this variable to stderr.
		vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
		vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
		const server = await startTestServer({ tls: serverCertificate('self-signed') });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'tls-failed' },
		});
		expect(server.requests).toHaveLength(0);
	});

	it('gets nothing if its authority is not trusted', async () => {
		distrust();
		const server = await startTestServer({ tls: serverCertificate() });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'tls-failed' },
		});
		expect(server.requests).toHaveLength(0);
	});

	it('may have received a request that breaks off after the handshake', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		server.fault({ route: 'share', act: { kind: 'reset-after' } });
		const exchange = await open(server.origin).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'reset', mayBeSent: true } });
		expect(server.created).toBe(1);
	});
});

describe('A server that wants a client certificate', () => {
	const VERSIONS: readonly [SecureVersion, string][] = [
		['TLSv1.2', 'not with this client'],
		['TLSv1.3', 'it wants a client certificate'],
	];

	it.each(VERSIONS)('fails with %s before it acts on the request', async (version, detail) => {
		const requests: unknown[] = [];
		const server = createServer(
			{
				...serverCertificate(),
				requestCert: true,
				rejectUnauthorized: true,
				minVersion: version,
				maxVersion: version,
			},
			(request) => requests.push(request),
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		closeLater(server);
		const { port } = server.address() as AddressInfo;
		const { failure } = failed(await open(`https://127.0.0.1:${port}`).send(POST_SHARE, limits()));
		expect(failure).toMatchObject({ kind: 'tls-failed', mayBeSent: false });
		expect(failure.detail).toContain(detail);
		expect(requests).toEqual([]);
	});
});

describe('A server without TLS', () => {
	it.each([
		['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
		['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
	])('gets nothing where it speaks %s', async (_what, bytes) => {
		const bare = closeLater(await startBareServer((socket) => void socket.end(bytes)));
		const exchange = await open(`https://127.0.0.1:${bare.port}`).send(POST_SHARE, limits());
		const detail = expect.stringContaining('it does not speak TLS on this port');
		expect(exchange).toEqual({ ok: false, failure: { kind: 'tls-failed', mayBeSent: false, detail } });
		expect(bare.received()).not.toContain('secret');
	});

	it.each([
		['breaks off', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
		['hangs up', (socket: { end(): unknown }) => socket.end()],
	])('gets nothing where it %s during the handshake', async (_what, act) => {
		const bare = closeLater(await startBareServer((socket) => void act(socket)));
		const exchange = await open(`https://127.0.0.1:${bare.port}`).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'no-connection', mayBeSent: false } });
		expect(bare.received()).not.toContain('secret');
	});
});
