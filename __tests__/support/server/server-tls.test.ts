// The embedded server over TLS.
import { request as requestTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { authorityPem, serverCertificate } from '../network/certificates.ts';
import { type EmbeddedServer, startServer } from './index.ts';

describe('A server with a certificate', () => {
	const { key, cert } = serverCertificate('self-signed');

	const askTls = (tls: EmbeddedServer, options: object): Promise<string> =>
		new Promise((resolve, reject) => {
			const outgoing = requestTls(
				`${tls.origin}/api/v1/share`,
				{ method: 'POST', ca: cert, ...options },
				(response) => resolve(text(response)),
			);
			outgoing.once('error', reject).end('secret=hello');
		});

	it('speaks https, by address and by name, and writes https into its URLs', async () => {
		const tls = await startServer({ tls: { key, cert } });
		expect(tls.origin).toBe(`https://127.0.0.1:${tls.port}`);
		expect(await askTls(tls, {})).toContain(`"metadata_url":"https://127.0.0.1:${tls.port}/receipt/`);
		expect(await askTls(tls, { servername: 'secrets.example.com', agent: false })).toContain('"state":"new"');
		expect(tls.requests.map(({ connection }) => connection)).toEqual([1, 2]);
		await tls.close();
	});

	it('is not trusted by a client that was not told to', async () => {
		const tls = await startServer({ tls: { key, cert } });
		await expect(askTls(tls, { ca: [] })).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		expect(tls.requests).toHaveLength(0);
		await tls.close();
	});

	it('is not trusted for a host that the certificate does not name', async () => {
		const tls = await startServer({ tls: serverCertificate('other-name') });
		await expect(askTls(tls, { ca: authorityPem() })).rejects.toMatchObject({
			code: 'ERR_TLS_CERT_ALTNAME_INVALID',
		});
		await tls.close();
	});

	it.each(['reset-before', 'reset-after'] as const)('can break the connection beneath: %s', async (kind) => {
		const tls = await startServer({ tls: { key, cert } });
		tls.fault({ route: 'share', act: { kind } });
		await expect(askTls(tls, {})).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(tls.created).toBe(kind === 'reset-after' ? 1 : 0);
		await tls.close();
	});
});
