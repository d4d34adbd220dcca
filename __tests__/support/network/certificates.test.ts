import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import {
	authorityPem,
	CERTIFIED_HOSTS,
	type Certificate,
	type CertificateFlaw,
	serverCertificate,
	writeAuthorityFile,
} from './certificates.ts';

/** What a client that trusts the test authority makes of a server's certificate: the code of its complaint, or `accepted`. */
async function shakeHands(certificate: Certificate, servername: string): Promise<string> {
	const server = createServer(certificate, (socket) => socket.on('error', () => socket.destroy()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const verdict = await new Promise<string>((resolve) => {
		const client = connect({ port, host: '127.0.0.1', servername, ca: authorityPem() });
		client.once('secureConnect', () => {
			client.destroy();
			resolve('accepted');
		});
		client.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
	});
	await new Promise<void>((resolve) => server.close(() => resolve()));
	return verdict;
}

describe('A server certificate', () => {
	it.each<[CertificateFlaw, string]>([
		['none', 'accepted'],
		['expired', 'CERT_HAS_EXPIRED'],
		['not-yet-valid', 'CERT_NOT_YET_VALID'],
		['other-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		['unknown-authority', 'SELF_SIGNED_CERT_IN_CHAIN'],
		['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	])('with the flaw %s is met with %s', async (flaw, verdict) => {
		expect(await shakeHands(serverCertificate(flaw), 'us.onetimesecret.com')).toBe(verdict);
	});

	it('names every region, the loopback by name and by address, and stands before its authority', () => {
		const { cert } = serverCertificate();
		const leaf = new X509Certificate(cert);
		for (const host of CERTIFIED_HOSTS) expect(leaf.checkHost(host) ?? leaf.checkIP(host)).toBe(host);
		expect(leaf.checkHost('onetimesecret.com')).toBeUndefined();
		expect(cert.endsWith(authorityPem())).toBe(true);
		expect(new X509Certificate(authorityPem()).ca).toBe(true);
		expect(leaf.ca).toBe(false);
	});

	it('is the same for the whole process', () => {
		expect(serverCertificate('expired')).toBe(serverCertificate('expired'));
	});
});

describe('The file of the authority', () => {
	it('holds its certificate until it is removed', () => {
		const file = writeAuthorityFile();
		expect(readFileSync(file.path, 'utf8')).toBe(authorityPem());
		file.remove();
		expect(existsSync(file.path)).toBe(false);
	});

	it('is read by a process that is given it, as one more authority', () => {
		const file = writeAuthorityFile();
		const code = 'process.stdout.write(String(require("node:tls").getCACertificates("extra").length))';
		const env = { ...process.env, NODE_EXTRA_CA_CERTS: file.path };
		expect(execFileSync(process.execPath, ['--eval', code], { encoding: 'utf8', env })).toBe('1');
		file.remove();
	});
});
