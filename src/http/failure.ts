// What a broken exchange means: whether the request may have reached the server, and the cause in words that hold nothing from outside.

import { codeOf } from '../errors.ts';

/** Why there is no answer. */
export type FailureKind =
	/** The name service does not know the host (or the proxy). Nothing was sent. */
	| 'name-not-found'
	/** No connection came about. Nothing was sent. */
	| 'no-connection'
	/** The proxy answered that it will not connect. Nothing was sent. */
	| 'proxy-refused'
	/** The other end could not be authenticated, or does not speak TLS. Nothing was sent. */
	| 'tls-failed'
	/** The connection broke after the request may have been sent. */
	| 'reset'
	/** What came back is not HTTP. */
	| 'garbled'
	/** The answer is larger than any answer of the API. */
	| 'too-large'
	/** The time given to the attempt is over. */
	| 'cut'
	/** The step was told to stop. */
	| 'cancelled';

/** An exchange without an answer. */
export interface Failure {
	readonly kind: FailureKind;
	/** False only if it is certain that no byte of the request left the machine. */
	readonly mayBeSent: boolean;
	/** The cause as the end of a sentence in our own words, at most with a constant code of Node or OpenSSL; may be empty. */
	readonly detail: string;
}

/** What was known about the connection when it failed. */
export interface ConnectionState {
	readonly mayBeSent: boolean;
	readonly proxied: boolean;
}

const CAUSES: Readonly<Record<string, string>> = {
	ENOTFOUND: 'the name service does not know the host',
	EAI_AGAIN: 'the name service gave no answer',
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
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that this machine does not know',
	UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that this machine does not know',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
		'its certificate comes from an authority that this machine does not know',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that this machine does not know',
	EPROTO: 'it does not speak TLS on this port, or not with this client',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port',
	ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS on this port',
};

// Codes of OpenSSL's verification and of Node's TLS layer; https://nodejs.org/api/tls.html#x509-certificate-error-codes
const TLS_CODE =
	/^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO$|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH$|INVALID_|PATH_LENGTH_)/;

/** Classifies an error that a request reported. */
export function classifyFailure(error: unknown, { mayBeSent, proxied }: ConnectionState): Failure {
	const code = codeOf(error);
	if (code.startsWith('HPE_')) return { kind: 'garbled', mayBeSent: true, detail: describe(code) };
	if (mayBeSent) return { kind: 'reset', mayBeSent, detail: describe(code) };
	if (proxied) {
		const tunnel = tunnelFailure(error);
		if (tunnel !== undefined) return tunnel;
	}
	if (code === 'ENOTFOUND') return { kind: 'name-not-found', mayBeSent, detail: describe(code) };
	if (TLS_CODE.test(code)) return { kind: 'tls-failed', mayBeSent, detail: describe(code) };
	return { kind: 'no-connection', mayBeSent, detail: describe(code) };
}

function describe(code: string): string {
	const cause = CAUSES[code];
	if (cause !== undefined) return `${cause} (${code})`;
	return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}

/**
 * The `tunnel` package (0.0.6, inside @actions/http-client 4) puts all it knows about the proxy into the message of its error: the status of
 * the proxy's answer, or the message of the error that it met.
 */
function tunnelFailure(error: unknown): Failure | undefined {
	const message = error instanceof Error ? error.message : '';
	if (!message.startsWith('tunneling socket could not be established')) return undefined;
	const status = /statusCode=(\d{3})/.exec(message)?.[1];
	if (status !== undefined) {
		// 5xx: the proxy itself could not reach the host just now. Everything else is its decision and will not change by asking again.
		const kind = status.startsWith('5') ? 'no-connection' : 'proxy-refused';
		const hint = status === '407' ? ': it wants a user name and a password in the proxy variable' : '';
		return { kind, mayBeSent: false, detail: `the proxy answered ${status} to CONNECT${hint}` };
	}
	if (/certificate|altnames|\bSSL\b/i.test(message)) {
		return { kind: 'tls-failed', mayBeSent: false, detail: 'the certificate of the proxy cannot be trusted' };
	}
	const cause =
		/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/.exec(
			message,
		)?.[1] ?? '';
	const kind = cause === 'ENOTFOUND' ? 'name-not-found' : 'no-connection';
	return { kind, mayBeSent: false, detail: `the proxy is not usable: ${describe(cause)}` };
}
