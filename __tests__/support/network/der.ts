// Writes the few kinds of DER elements (ITU-T X.690) that a certificate is made of.
import { isIPv4 } from 'node:net';

/** Tags of the elements used here; the last two are forms of a name inside subjectAltName (RFC 5280, section 4.2.1.6). */
export const TAG = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	objectId: 0x06,
	utf8String: 0x0c,
	utcTime: 0x17,
	sequence: 0x30,
	set: 0x31,
	version: 0xa0,
	extensions: 0xa3,
	dnsName: 0x82,
	ipAddress: 0x87,
} as const;

/** One element around its content, which may have up to 65,535 bytes. */
export function encode(tag: number, ...content: readonly Uint8Array[]): Buffer {
	const body = Buffer.concat(content);
	const { length } = body;
	const size =
		length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
	return Buffer.concat([Buffer.of(tag, ...size), body]);
}

/** An object identifier whose bytes are given in hexadecimal. */
export function encodeId(hex: string): Buffer {
	return encode(TAG.objectId, Buffer.from(hex, 'hex'));
}

/** A time as UTCTime, which ends with the year 2049. */
export function encodeTime(ms: number): Buffer {
	const digits = new Date(ms).toISOString().replace(/\..*|\D/g, '');
	return encode(TAG.utcTime, Buffer.from(`${digits.slice(2)}Z`));
}

/** A host name or IPv4 address as a name inside subjectAltName. */
export function encodeHost(host: string): Buffer {
	return isIPv4(host)
		? encode(TAG.ipAddress, Buffer.from(host.split('.').map(Number)))
		: encode(TAG.dnsName, Buffer.from(host));
}

/** PEM with lines of 64 characters (RFC 7468). */
export function toPem(label: string, der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
