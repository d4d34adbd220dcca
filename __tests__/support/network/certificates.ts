// Makes the authority that tests trust, and server certificates with one flaw each. All are made when this file is loaded, because the
// tests want them at once. They live as long as the test process, so that no key is kept in the repository.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** A key and its certificate as PEM, as node:https takes them. Its authority's certificate follows it, unless it signed itself. */
export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/** What is wrong with a server's certificate. A client with the test authority accepts `none`. */
export type CertificateFlaw =
	| 'none'
	| 'expired'
	| 'not-yet-valid'
	| 'other-name'
	| 'unknown-authority'
	| 'self-signed';

/** The hosts that certificates are good for: the regions, one self-hosted server and the loopback. */
export const CERTIFIED_HOSTS: readonly string[] = [
	...['us', 'eu', 'ca', 'nz', 'uk'].map((region) => `${region}.onetimesecret.com`),
	...['secrets.example.com', 'localhost', '127.0.0.1'],
];

const DAY_MS = 86_400_000;
const VALID_DAYS = [-1, 1] as const;
const FLAWED_DAYS: Partial<Record<CertificateFlaw, readonly [from: number, to: number]>> = {
	expired: [-2, -1],
	'not-yet-valid': [1, 2],
};

/** A certificate that is valid from one day to another, counted from now, with a P-256 key. Without an issuer it signs itself. */
async function certify(
	commonName: string,
	[from, to]: readonly [from: number, to: number],
	extension: { hosts: readonly string[] } | 'authority',
	issuer?: Certificate,
): Promise<Certificate> {
	const nowMs = Date.now();
	const made = await generate([{ name: 'commonName', value: commonName }], {
		keyType: 'ec',
		algorithm: 'sha256',
		notBeforeDate: new Date(nowMs + from * DAY_MS),
		notAfterDate: new Date(nowMs + to * DAY_MS),
		extensions: [
			extension === 'authority'
				? { name: 'basicConstraints', cA: true, critical: true }
				: { name: 'subjectAltName', altNames: extension.hosts.map(nameHost) },
		],
		...(issuer && { ca: issuer }),
	});
	const cert = `${made.cert.replaceAll('\r\n', '\n').trimEnd()}\n`;
	return { key: made.private, cert: cert + (issuer?.cert ?? '') };
}

function nameHost(host: string) {
	return isIPv4(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host };
}

function makeAuthority(commonName: string): Promise<Certificate> {
	return certify(commonName, [-7, 7], 'authority');
}

function makeServerCertificate(flaw: CertificateFlaw): Promise<Certificate> {
	const hosts = flaw === 'other-name' ? ['other.example.com'] : CERTIFIED_HOSTS;
	const days = FLAWED_DAYS[flaw] ?? VALID_DAYS;
	if (flaw === 'self-signed') return certify('test server', days, { hosts });
	return certify('test server', days, { hosts }, flaw === 'unknown-authority' ? unknownAuthority : authority);
}

const authority = await makeAuthority('test authority');
const unknownAuthority = await makeAuthority('unknown test authority');
const certificates = {
	none: await makeServerCertificate('none'),
	expired: await makeServerCertificate('expired'),
	'not-yet-valid': await makeServerCertificate('not-yet-valid'),
	'other-name': await makeServerCertificate('other-name'),
	'unknown-authority': await makeServerCertificate('unknown-authority'),
	'self-signed': await makeServerCertificate('self-signed'),
} satisfies Record<CertificateFlaw, Certificate>;

/** The certificate of the authority that tests trust, as PEM: the same for the whole process. */
export function authorityPem(): string {
	return authority.cert;
}

/** A new temporary file with that certificate, for NODE_EXTRA_CA_CERTS. */
export function writeAuthorityFile(): { readonly path: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'authority-'));
	const path = join(folder, 'authority.pem');
	writeFileSync(path, authorityPem());
	return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A server's key and certificate for {@link CERTIFIED_HOSTS}, with one flaw: the same for the whole process. */
export function serverCertificate(flaw: CertificateFlaw = 'none'): Certificate {
	return certificates[flaw];
}
