// Which kind of failure an error code of Node or OpenSSL stands for, and what it means in plain English.

const UNKNOWN_AUTHORITY = 'its certificate comes from an authority that this machine does not trust';

const CAUSES: Readonly<Record<string, string>> = {
	ENOTFOUND: 'DNS does not know the host',
	EAI_AGAIN: 'DNS gave no response',
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was reset',
	EPIPE: 'the connection was closed',
	ETIMEDOUT: 'the connection timed out',
	EHOSTUNREACH: 'there is no route to the host',
	ENETUNREACH: 'there is no route to the network',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
	UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
	EPROTO: 'it does not speak TLS on this port, or not with this client',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port',
	ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS on this port',
	ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it wants a client certificate',
	ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
		'it refused the handshake, perhaps because it requires a client certificate',
};

// The codes of OpenSSL's certificate verification and of Node's TLS layer. Source:
// https://nodejs.org/api/tls.html#x509-certificate-error-codes
const TLS_CODE =
	/^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$|INVALID_|PATH_LENGTH_)/;

/** The kind of failure that a code stands for if the connection was never established. */
export function kindOfCode(code: string): 'name-not-found' | 'tls-failed' | 'no-connection' {
	if (code === 'ENOTFOUND') return 'name-not-found';
	return TLS_CODE.test(code) ? 'tls-failed' : 'no-connection';
}

/** Describes an error code as the end of a sentence, followed by the code in parentheses. `code` may be empty. */
export function describeCode(code: string): string {
	const cause = CAUSES[code];
	if (cause !== undefined) return `${cause} (${code})`;
	return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}
