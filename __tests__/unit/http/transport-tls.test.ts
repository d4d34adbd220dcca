// TLS on real sockets: which certificates are accepted, and that nothing is sent to whoever has another.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CertificateFlaw, serverCertificate } from '../../support/network/certificates.ts';
import { startBareServer } from '../../support/network/sockets.ts';
import { trustAuthority, useProxy } from '../../support/network/trust.ts';
import { closeLater, limits, open, POST_SHARE, startTestServer } from './transport-requests.ts';

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
		'its certificate comes from an authority that this machine does not know (SELF_SIGNED_CERT_IN_CHAIN)',
	],
	['self-signed', 'its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)'],
];

describe('A server with TLS', () => {
	it('is spoken to if its certificate is good, by name and by address', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: true,
			answer: { status: 200 },
		});
		const byName = open(server.origin.replace('127.0.0.1', 'localhost'));
		expect(await byName.send(POST_SHARE, limits())).toMatchObject({ ok: true, answer: { status: 200 } });
		expect(server.created).toBe(2);
	});

	it('is spoken to over one connection', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		const transport = open(server.origin);
		await transport.send(POST_SHARE, limits());
		await transport.send(POST_SHARE, limits());
		expect(server.connections).toBe(1);
	});

	it.each(FLAWS)('gets nothing if its certificate is %s', async (flaw, detail) => {
		const server = await startTestServer({ tls: serverCertificate(flaw) });
		const exchange = await open(server.origin).send(POST_SHARE, limits());
		expect(exchange).toEqual({ ok: false, failure: { kind: 'tls-failed', mayBeSent: false, detail } });
		expect([server.requests.length, server.connections]).toEqual([0, 1]);
	});

	it('gets nothing if its certificate is bad, although the environment switches checks off', async () => {
		// Node says on stderr what it thinks of the variable.
		vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
		vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
		const server = await startTestServer({ tls: serverCertificate('self-signed') });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'tls-failed' },
		});
		expect(server.requests).toHaveLength(0);
	});

	it('gets nothing where nobody trusts its authority', async () => {
		distrust();
		const server = await startTestServer({ tls: serverCertificate() });
		expect(await open(server.origin).send(POST_SHARE, limits())).toMatchObject({
			ok: false,
			failure: { kind: 'tls-failed' },
		});
		expect(server.requests).toHaveLength(0);
	});

	it('leaves open whether the request arrived if it breaks off after the handshake', async () => {
		const server = await startTestServer({ tls: serverCertificate() });
		server.fault({ route: 'share', act: { kind: 'reset-after' } });
		const exchange = await open(server.origin).send(POST_SHARE, limits());
		expect(exchange).toMatchObject({ ok: false, failure: { kind: 'reset', mayBeSent: true } });
		expect(server.created).toBe(1);
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
