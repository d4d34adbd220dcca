// Makes the authority that tests trust and server certificates with one flaw each. Keys and certificates live as long as the test process;
// none is kept in the repository.
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode, encodeHost, encodeId, encodeTime, TAG, toPem } from './der.ts';

/** A key and its certificate as PEM, as node:https takes them; behind the certificate stands its authority's, if that is not itself. */
export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/** What is wrong with a server's certificate; `none` is one that a client with the test authority accepts. */
export type CertificateFlaw =
	| 'none'
	| 'expired'
	| 'not-yet-valid'
	| 'other-name'
	| 'unknown-authority'
	| 'self-signed';

/** The hosts that certificates are good for where a test names none: the regions and the loopback. */
export const CERTIFIED_HOSTS: readonly string[] = [
	...['us', 'eu', 'ca', 'nz', 'uk'].map((region) => `${region}.onetimesecret.com`),
	...['secrets.example.com', 'localhost', '127.0.0.1'],
];

interface Issuer {
	readonly name: Buffer;
	readonly privateKey: KeyObject;
	/** Put behind each certificate that it signs; empty where a certificate signs itself. */
	readonly pem: string;
}

const DAY_MS = 86_400_000;

// RFC 5758, section 3.2, and RFC 5280, sections 4.1.2.4 and 4.2.1.
const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

const TRUE = Buffer.of(0xff);

function encodeName(commonName: string): Buffer {
	const attribute = encode(
		TAG.sequence,
		encodeId(COMMON_NAME),
		encode(TAG.utf8String, Buffer.from(commonName)),
	);
	return encode(TAG.sequence, encode(TAG.set, attribute));
}

function makeKeys(): { privateKey: KeyObject; publicKey: KeyObject } {
	return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** Signs a certificate that is valid from one day of now to another. */
function certify(
	name: Buffer,
	publicKey: KeyObject,
	issuer: Issuer,
	days: readonly [from: number, to: number],
	extension: Buffer,
): string {
	const algorithm = encode(TAG.sequence, encodeId(ECDSA_WITH_SHA256));
	const nowMs = Date.now();
	const body = encode(
		TAG.sequence,
		encode(TAG.version, encode(TAG.integer, Buffer.of(2))),
		encode(TAG.integer, Buffer.concat([Buffer.of(1), randomBytes(8)])),
		algorithm,
		issuer.name,
		encode(TAG.sequence, ...days.map((day) => encodeTime(nowMs + day * DAY_MS))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		encode(TAG.extensions, encode(TAG.sequence, extension)),
	);
	const signature = encode(TAG.bitString, Buffer.of(0), sign('sha256', body, issuer.privateKey));
	return toPem('CERTIFICATE', encode(TAG.sequence, body, algorithm, signature)) + issuer.pem;
}

function makeAuthority(commonName: string): Issuer {
	const { privateKey, publicKey } = makeKeys();
	const name = encodeName(commonName);
	const isAuthority = encode(TAG.octetString, encode(TAG.sequence, encode(TAG.boolean, TRUE)));
	const extension = encode(TAG.sequence, encodeId(BASIC_CONSTRAINTS), encode(TAG.boolean, TRUE), isAuthority);
	return {
		name,
		privateKey,
		pem: certify(name, publicKey, { name, privateKey, pem: '' }, [-7, 7], extension),
	};
}

function makeServerCertificate(flaw: CertificateFlaw, hosts: readonly string[]): Certificate {
	const { privateKey, publicKey } = makeKeys();
	const name = encodeName('test server');
	const issuers: Partial<Record<CertificateFlaw, () => Issuer>> = {
		'unknown-authority': () => makeAuthority('unknown test authority'),
		'self-signed': () => ({ name, privateKey, pem: '' }),
	};
	const days = { expired: [-2, -1], 'not-yet-valid': [1, 2] } as const;
	const names = (flaw === 'other-name' ? ['other.example.com'] : hosts).map(encodeHost);
	const altNames = encode(TAG.octetString, encode(TAG.sequence, ...names));
	const extension = encode(TAG.sequence, encodeId(SUBJECT_ALT_NAME), altNames);
	const validity = flaw === 'expired' || flaw === 'not-yet-valid' ? days[flaw] : ([-1, 1] as const);
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: certify(name, publicKey, (issuers[flaw] ?? testAuthority)(), validity, extension),
	};
}

let authority: Issuer | undefined;
const made = new Map<string, Certificate>();

function testAuthority(): Issuer {
	authority ??= makeAuthority('test authority');
	return authority;
}

/** The certificate of the authority that tests trust, as PEM: the same for the whole process. */
export function authorityPem(): string {
	return testAuthority().pem;
}

/** A new temporary file with that certificate, for NODE_EXTRA_CA_CERTS. */
export function writeAuthorityFile(): { readonly path: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'authority-'));
	const path = join(folder, 'authority.pem');
	writeFileSync(path, authorityPem());
	return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A server's key and certificate for the given hosts (names and IPv4 addresses), with one flaw; the same for the whole process. */
export function serverCertificate(
	flaw: CertificateFlaw = 'none',
	hosts: readonly string[] = CERTIFIED_HOSTS,
): Certificate {
	const id = [flaw, ...hosts].join(' ');
	const certificate = made.get(id) ?? makeServerCertificate(flaw, hosts);
	made.set(id, certificate);
	return certificate;
}
