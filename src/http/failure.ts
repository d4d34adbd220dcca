// Why an exchange failed, and whether the request may have reached the server.

import { systemCodeOf } from '../errors.ts';
import type { Failure } from './exchange.ts';
import { describeCode, kindOfCode } from './failure-codes.ts';
import { classifyTunnelFailure } from './tunnel-failure.ts';

/** Whether a request goes through a proxy, and if so, whether the proxy's URL has a user name. */
export type ProxyUse = 'none' | 'anonymous' | 'with-user';

/** What was known about the connection when it failed. */
export interface ConnectionState {
	/** True if at least a part of the request may have been sent. */
	readonly mayBeSent: boolean;
	readonly proxy: ProxyUse;
	/** True if an earlier request used the same connection. */
	readonly isReused: boolean;
}

// In TLS 1.3 the client finishes the handshake before the server has checked the client's certificate. The
// server's alert can therefore arrive after the first bytes of the request were sent (RFC 8446, sections
// 4.4.2.4 and 6.2). The server has read none of those bytes.
const CLIENT_REFUSED =
	/^ERR_SSL_.*_ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;

/** Classifies an error that Node reported for a request. Of the error's text, nothing but its code is kept. */
export function classifyFailure(error: unknown, { mayBeSent, proxy, isReused }: ConnectionState): Failure {
	const code = systemCodeOf(error);
	if (code.startsWith('HPE_')) return { kind: 'garbled', mayBeSent: true, detail: describeCode(code) };
	if (!isReused && CLIENT_REFUSED.test(code)) {
		return { kind: 'tls-failed', mayBeSent: false, detail: describeCode(code) };
	}
	if (mayBeSent) return { kind: 'reset', mayBeSent, detail: describeCode(code) };
	const tunnel = proxy === 'none' ? undefined : classifyTunnelFailure(error, proxy === 'with-user');
	if (tunnel !== undefined) return { ...tunnel, mayBeSent: false };
	return { kind: kindOfCode(code), mayBeSent, detail: describeCode(code) };
}
