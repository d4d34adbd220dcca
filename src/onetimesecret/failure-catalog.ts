// All ways in which a request can fail. Each has an error code, a text for the message, and a setback if it is retried.

import type { ErrorCode } from '../errors.ts';
import type { FailureKind } from '../http/exchange.ts';
import type { Setback } from '../http/retry-policy.ts';
import type { StatusFailure } from '../http/status.ts';

/** Why a response is not a success. */
export type RefusalKind =
	| StatusFailure
	/** The credentials are wrong, or the service needs credentials and there are none. */
	| 'unauthorized'
	/** The service allows this to accounts only. */
	| 'account-required'
	/** The owner of the custom domain does not let guests share there. */
	| 'sharing-disabled'
	/** The domain for the link is not registered on the server. */
	| 'domain-unknown'
	/** The domain for the link belongs to another account. */
	| 'domain-not-yours'
	/** The server has not verified the domain for the link yet. */
	| 'domain-unverified'
	/** The guests of this network have created too many secrets. */
	| 'guest-limit'
	/** The server says that an unexpected error occurred, which can also hide a permanent refusal. */
	| 'unexpected-error'
	/** The server has no secret or receipt with this key. */
	| 'gone'
	/** This account, or this guest, may not do this. The response is a 403 with an `error_type` in its JSON. */
	| 'not-permitted'
	/** Any other refusal; only the server's text says why. */
	| 'refused';

/** One way to fail. */
export interface FailureEntry {
	readonly code: ErrorCode;
	/** What the host did. In the message it follows the name of the host and precedes the purpose of the request. */
	readonly text: string;
	/** How the retry table treats such a response; absent if it is final. Broken exchanges have theirs in `http/`. */
	readonly setback?: Setback;
	/** True if the code becomes `in-doubt` when the server may have acted on a request that must not be repeated. */
	readonly leavesDoubt?: true;
}

/** The entry of each way to fail: first the broken exchanges, then the refusals. */
export const FAILURES: Readonly<Record<FailureKind | RefusalKind, FailureEntry>> = {
	'name-not-found': { code: 'unreachable', text: 'could not be found' },
	'no-connection': { code: 'unreachable', text: 'could not be reached' },
	'proxy-refused': { code: 'unreachable', text: 'could not be reached through the proxy' },
	'tls-failed': { code: 'tls-failed', text: 'failed the TLS handshake' },
	reset: { code: 'unreachable', text: 'closed the connection', leavesDoubt: true },
	garbled: { code: 'answer-unusable', text: 'responded with something that is not HTTP' },
	'too-large': { code: 'answer-unusable', text: 'responded with more than any response of the API holds' },
	'timed-out': { code: 'deadline-exceeded', text: 'did not respond in time', leavesDoubt: true },
	cancelled: { code: 'cancelled', text: 'had not responded yet' },

	redirected: { code: 'redirected', text: 'responded with a redirect' },
	'rate-limited': {
		code: 'rate-limited',
		text: 'refused because of too many requests',
		setback: 'rate-limited',
	},
	'not-ready': { code: 'not-nominal', text: 'is not ready', setback: 'not-ready' },
	'server-fault': {
		code: 'not-nominal',
		text: 'reported a fault of its own',
		setback: 'server-fault',
		leavesDoubt: true,
	},
	unusable: {
		code: 'answer-unusable',
		text: 'responded with something that is not a response of the API',
		setback: 'unusable',
	},
	'no-api': { code: 'api-not-found', text: 'does not know the path of the API' },
	forbidden: { code: 'forbidden', text: 'is behind a gateway that rejected the request' },
	unauthorized: { code: 'credentials-rejected', text: 'did not accept the credentials' },
	'account-required': { code: 'account-required', text: 'requires an account' },
	'sharing-disabled': { code: 'account-required', text: 'does not let the public share on this domain' },
	'domain-unknown': { code: 'refused-by-server', text: 'does not know the domain for the link' },
	'domain-not-yours': {
		code: 'refused-by-server',
		text: 'does not let this account use the domain for the link',
	},
	'domain-unverified': { code: 'refused-by-server', text: 'has not verified the domain for the link yet' },
	'guest-limit': {
		code: 'rate-limited',
		text: 'refused because guests of this network have created too many secrets',
	},
	'unexpected-error': {
		code: 'not-nominal',
		text: 'reported an unexpected error',
		setback: 'unexpected-error',
		leavesDoubt: true,
	},
	gone: { code: 'secret-gone', text: 'knows nothing under this key' },
	'not-permitted': { code: 'refused-by-server', text: 'does not permit this' },
	refused: { code: 'refused-by-server', text: 'refused' },
};
