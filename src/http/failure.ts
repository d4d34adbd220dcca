// What a broken exchange means: whether the request may have reached the server, and why it broke.

import { systemCodeOf } from '../errors.ts';
import type { Failure } from './exchange.ts';
import { describeCode, kindOfCode } from './failure-codes.ts';
import { tunnelFailure } from './tunnel-failure.ts';

/** Whether a request goes through a proxy, and whether with a user name. */
export type ProxyUse = 'none' | 'anonymous' | 'with-user';

/** What was known about the connection when it failed. */
export interface ConnectionState {
	readonly mayBeSent: boolean;
	/** Whether a proxy is in the way, and whether a user name was given to it. */
	readonly proxy: ProxyUse;
	/** True if the connection carried a response before. */
	readonly isReused: boolean;
}

// In TLS 1.3 the client's handshake is over before the server has judged the client, so its alert can follow the first
// bytes of the request (RFC 8446, section 4.4.2.4 and 6.2). The server has then read none of them.
const CLIENT_REFUSED =
	/^ERR_SSL_.*_ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;

/** Classifies an error that a request reported. */
export function classifyFailure(error: unknown, { mayBeSent, proxy, isReused }: ConnectionState): Failure {
	const code = systemCodeOf(error);
	if (code.startsWith('HPE_')) return { kind: 'garbled', mayBeSent: true, detail: describeCode(code) };
	if (!isReused && CLIENT_REFUSED.test(code)) {
		return { kind: 'tls-failed', mayBeSent: false, detail: describeCode(code) };
	}
	if (mayBeSent) return { kind: 'reset', mayBeSent, detail: describeCode(code) };
	const tunnel = proxy === 'none' ? undefined : tunnelFailure(error, proxy === 'with-user');
	if (tunnel !== undefined) return { ...tunnel, mayBeSent: false };
	return { kind: kindOfCode(code), mayBeSent, detail: describeCode(code) };
}
