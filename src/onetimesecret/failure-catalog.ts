// Every way in which a request can fail, one entry each: the error code, what the message says, and how it is retried.

import type { ErrorCode } from '../errors.ts';
import type { FailureKind } from '../http/exchange.ts';
import type { Setback } from '../http/retry-policy.ts';
import type { StatusFailure } from '../http/status.ts';

/** Why a response is not the one asked for. */
export type RefusalKind =
	| StatusFailure
	/** The credentials are wrong, or there are none and some are needed. */
	| 'unauthorized'
	/** The service does this for accounts only. */
	| 'account-required'
	/** The owner of the custom domain has not opened it to guests. */
	| 'sharing-disabled'
	/** The domain for the link is not registered, is somebody else's, or is not verified. */
	| 'domain-unknown'
	| 'domain-not-yours'
	| 'domain-unverified'
	/** Guests of this network have created too many secrets. */
	| 'guest-limit'
	| 'unexpected-error'
	/** The server knows no secret or receipt under this key. */
	| 'gone'
	/** Any other refusal, in the server's own words. */
	| 'refused';

/** One way to fail. */
export interface FailureEntry {
	readonly code: ErrorCode;
	/** What the host did, after its name and before what the request was for. */
	readonly text: string;
	/** How the retry table treats a response of this kind; undefined if it is final. */
	readonly setback?: Setback;
	/** True if the code becomes `in-doubt` where the server may have acted on a request that must not be repeated. */
	readonly leavesDoubt?: true;
}

/** All ways to fail: first broken exchanges, then responses. */
export const FAILURES: Readonly<Record<FailureKind | RefusalKind, FailureEntry>> = {
	'name-not-found': { code: 'unreachable', text: 'could not be found' },
	'no-connection': { code: 'unreachable', text: 'could not be reached' },
	'proxy-refused': { code: 'unreachable', text: 'could not be reached through the proxy' },
	'tls-failed': { code: 'tls-failed', text: 'could not be trusted' },
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
	forbidden: { code: 'forbidden', text: 'is behind something that turned the request away' },
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
	gone: { code: 'secret-gone', text: 'knows no secret with this key' },
	refused: { code: 'refused-by-server', text: 'refused the request' },
};
