// Why the `tunnel` package could not set up a connection through the proxy.

import type { Failure } from './exchange.ts';
import { describeCode, kindOfCode } from './failure-codes.ts';

const PREFIX = 'tunneling socket could not be established';
const CODES = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/;

/**
 * Classifies an error of the `tunnel` package (0.0.6, a dependency of @actions/http-client 4). Undefined for
 * any other error. The message is all there is to read, because the package puts the status code of the
 * proxy's response, or the message of the underlying error, nowhere else. `hasUser` is true if the proxy
 * variable has a user name.
 */
export function classifyTunnelFailure(
	error: unknown,
	hasUser: boolean,
): Omit<Failure, 'mayBeSent'> | undefined {
	const message = error instanceof Error ? error.message : '';
	if (!message.startsWith(PREFIX)) return undefined;
	const status = /statusCode=(\d{3})/.exec(message)?.[1];
	if (status !== undefined) return failureOfProxyStatus(status, hasUser);
	if (/certificate|altnames|\bSSL\b/i.test(message)) {
		return { kind: 'tls-failed', detail: 'the certificate of the proxy is not trusted' };
	}
	const code = CODES.exec(message)?.[1] ?? '';
	return { kind: kindOfCode(code), detail: `the proxy cannot be used: ${describeCode(code)}` };
}

/** A 5xx status means that the proxy could not reach the host. Any other is a decision that a retry does not change. */
function failureOfProxyStatus(status: string, hasUser: boolean): Omit<Failure, 'mayBeSent'> {
	const kind = status.startsWith('5') ? 'no-connection' : 'proxy-refused';
	return {
		kind,
		detail: `the proxy responded ${status} to CONNECT${status === '407' ? describe407(hasUser) : ''}`,
	};
}

function describe407(hasUser: boolean): string {
	if (!hasUser) return ' and wants a user name and a password in the proxy variable';
	return ' and rejected the user name and password of the proxy variable, or wants NTLM or Kerberos, which the action does not support';
}
