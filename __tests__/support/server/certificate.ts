// Makes a self-signed certificate for tests over TLS, so that no private key has to be kept in the
// repository.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

const DAY_MS = 86_400_000;

// Object identifiers, already encoded.
const ECDSA_WITH_SHA256 = Buffer.from('2a8648ce3d040302', 'hex');
const COMMON_NAME = Buffer.from('550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('551d11', 'hex');

/** One DER element; its content is at most 65,535 bytes long. */
function encode(tag: number, ...content: readonly Uint8Array[]): Buffer {
	const body = Buffer.concat(content);
	const { length } = body;
	const size =
		length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.of(tag, ...size), body]);
}

function encodeTime(ms: number): Buffer {
	const digits = new Date(ms).toISOString().replace(/\..*|\D/g, '');
	return encode(UTC_TIME, Buffer.from(`${digits.slice(2)}Z`));
}

/** A key pair as PEM, as node:https takes it. */
export interface Certificate {
	readonly key: string;
	readonly cert: string;
}

/**
 * A fresh P-256 key with a self-signed certificate for `hosts` (names and IPv4 addresses), valid from
 * yesterday until tomorrow. A client trusts it by `ca` or NODE_EXTRA_CA_CERTS.
 */
export function makeCertificate(hosts: readonly string[] = ['127.0.0.1', 'localhost']): Certificate {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = encode(SEQUENCE, encode(OBJECT_ID, ECDSA_WITH_SHA256));
	const commonName = encode(
		SEQUENCE,
		encode(OBJECT_ID, COMMON_NAME),
		encode(UTF8_STRING, Buffer.from('test server')),
	);
	const name = encode(SEQUENCE, encode(SET, commonName));
	const names = hosts.map((host) =>
		isIPv4(host)
			? encode(IP_ADDRESS, Buffer.from(host.split('.').map(Number)))
			: encode(DNS_NAME, Buffer.from(host)),
	);
	const altName = encode(
		SEQUENCE,
		encode(OBJECT_ID, SUBJECT_ALT_NAME),
		encode(OCTET_STRING, encode(SEQUENCE, ...names)),
	);
	const now = Date.now();
	const body = encode(
		SEQUENCE,
		encode(0xa0, encode(INTEGER, Buffer.of(2))),
		encode(INTEGER, Buffer.concat([Buffer.of(1), randomBytes(8)])),
		algorithm,
		name,
		encode(SEQUENCE, encodeTime(now - DAY_MS), encodeTime(now + DAY_MS)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		encode(0xa3, encode(SEQUENCE, altName)),
	);
	const signature = encode(BIT_STRING, Buffer.of(0), sign('sha256', body, privateKey));
	const lines =
		encode(SEQUENCE, body, algorithm, signature)
			.toString('base64')
			.match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
	};
}
