// Builds the error that the user reads when a request has failed.

import { ActionError, type ErrorCode } from '../errors.ts';
import type { Failure } from '../http/exchange.ts';
import type { FailedOutcome } from '../http/outcome.ts';
import { isIdempotent } from '../http/retry-policy.ts';
import { describeSeconds } from './durations.ts';
import type { Endpoint } from './endpoint.ts';
import { FAILURES } from './failure-catalog.ts';
import type { Operation } from './operations.ts';
import { judgeRedirect } from './redirect.ts';
import type { Refusal } from './refusal.ts';
import type { ApiVersion } from './types.ts';

/** Where the request went, and with or without credentials. */
export interface RequestContext {
	readonly endpoint: Endpoint;
	/** True if no credentials were sent. */
	readonly isGuest: boolean;
	/** Path of the last request; decides whether a redirect is advised. */
	readonly path: string;
	/** The API versions that were tried, in this order. */
	readonly triedVersions: readonly ApiVersion[];
}

/** Builds the error for a failed request. Text from the server goes into its `foreignText` only. */
export function explainFailure(
	operation: Operation,
	outcome: FailedOutcome<Refusal>,
	context: RequestContext,
): ActionError {
	const { host } = context.endpoint;
	const { name } = operation;
	const leftBehind = leftBehindBy(operation, outcome);
	const effort = describeAttempts(outcome);
	const { failure, refusal } = outcome;
	if (outcome.end === 'cancelled') {
		const message = `The step was cancelled before ${host} gave a usable response to ${name}${effort}.`;
		return new ActionError('cancelled', message, { leftBehind });
	}
	if (failure !== undefined) {
		const { code, text, advice } = explainBrokenExchange(failure, outcome, operation);
		return new ActionError(code, `${host} ${text}${effort}.`, { leftBehind, advice });
	}
	if (refusal === undefined) {
		const message = `${host} was not asked for ${name}, because no time was left for it.`;
		return new ActionError('deadline-exceeded', message, { leftBehind });
	}
	const { text, advice, foreignText = refusal.serverText } = explainRefusal(refusal, context);
	const note = operation.notes?.[refusal.kind];
	const status = `HTTP ${outcome.status} to ${name}${effort}`;
	const message = `${host} ${text} (${status})${describeDelay(outcome)}.${note === undefined ? '' : ` ${note}`}`;
	const { retryAfterMs } = outcome;
	const code = codeOf(refusal, outcome, context);
	const details = {
		leftBehind,
		advice: advice ?? adviceInDoubt(code, operation),
		foreignText,
		retryAfterMs,
	};
	return new ActionError(code, message, details);
}

/** Code, text and advice for an exchange that broke off. Without an advice, that of the code applies. */
function explainBrokenExchange(
	{ kind, mayBeSent, detail }: Failure,
	{ isInDoubt }: FailedOutcome<Refusal>,
	operation: Operation,
): { code: ErrorCode; text: string; advice: string | undefined } {
	const { text, leavesDoubt, code: ownCode } = FAILURES[kind];
	const isUnsent = kind === 'timed-out' && !mayBeSent;
	const code = leavesDoubt && isInDoubt ? 'in-doubt' : isUnsent ? 'unreachable' : ownCode;
	const because = detail === '' ? '' : `: ${detail}`;
	const advice = kind === 'proxy-refused' ? PROXY_ADVICE : adviceInDoubt(code, operation);
	return { code, text: `${text} during ${operation.name}${because}`, advice };
}

function adviceInDoubt(code: ErrorCode, { adviceInDoubt: advice }: Operation): string | undefined {
	return code === 'in-doubt' ? advice : undefined;
}

function leftBehindBy(operation: Operation, { doubts, refusal }: FailedOutcome<Refusal>): string {
	if (doubts > 0) return operation.ifUnknown;
	// The message lists why the secret may be gone. One reason is that the link was opened, which `ifNotSent` would deny.
	if (refusal?.kind === 'gone') return '';
	// A server may carry a request out and then redirect, so it is not certain that nothing happened.
	return refusal?.kind === 'redirected' && !isIdempotent(operation.kind) ? '' : operation.ifNotSent;
}

function codeOf(
	{ kind }: Refusal,
	{ isInDoubt }: FailedOutcome<Refusal>,
	{ isGuest }: RequestContext,
): ErrorCode {
	const { code, leavesDoubt } = FAILURES[kind];
	if (leavesDoubt && isInDoubt) return 'in-doubt';
	return kind === 'unauthorized' && isGuest ? 'account-required' : code;
}

function describeAttempts({ attempts, end }: FailedOutcome<Refusal>): string {
	const times = attempts <= 1 ? '' : `, after ${attempts} attempts`;
	return end === 'deadline' ? `${times}, with no time left to retry` : times;
}

function describeDelay({ retryAfterMs }: FailedOutcome<Refusal>): string {
	// A delay of 0, which a date in the past means as well, is not worth a word.
	return retryAfterMs ? ` and asks to wait ${describeSeconds(retryAfterMs / 1_000)}` : '';
}

/** How an error words a refusal. */
interface Explanation {
	readonly text: string;
	/** Absent if the default advice of the code fits. */
	readonly advice?: string;
	/** Absent if the text of the response is shown. */
	readonly foreignText?: string;
}

function explainRefusal(refusal: Refusal, context: RequestContext): Explanation {
	const { text } = FAILURES[refusal.kind];
	switch (refusal.kind) {
		case 'unauthorized':
			return { text: context.isGuest ? 'requires credentials' : text };
		case 'redirected':
			return explainRedirect(refusal, context);
		case 'no-api':
			return { text: `does not have ${describeVersions(context.triedVersions)}` };
		case 'rate-limited':
			return context.isGuest ? { text } : { text, advice: 'Run the job again later.' };
		case 'guest-limit':
			return { text, advice: GUEST_LIMIT_ADVICE };
		case 'sharing-disabled':
			return { text, advice: context.isGuest ? GUEST_SHARING_ADVICE : OWNER_SHARING_ADVICE };
		case 'domain-unknown':
			return { text, advice: 'Add the domain to the account on this server, or correct `share-domain`.' };
		case 'domain-not-yours':
			return {
				text: context.isGuest ? 'does not let guests use the domain for the link' : text,
				advice: 'Use `username` and `token` of an account that owns the domain, or leave out `share-domain`.',
			};
		case 'domain-unverified':
			return { text, advice: 'Verify the domain in the account on this server, then run the job again.' };
		default:
			return { text };
	}
}

const PROXY_ADVICE = 'Check the proxy variable, or ask the operator of the proxy to let the host through.';
const GUEST_LIMIT_ADVICE =
	'Set `username` and `token`: accounts are exempt. Guests of one network share the limit, and hosted runners share networks.';
const GUEST_SHARING_ADVICE =
	'On a custom domain, guests can share only if its owner allows it. Set `username` and `token` of an account.';
const OWNER_SHARING_ADVICE =
	'Servers of v0.24 and v0.25 refuse even the owner while homepage sharing is off. Switch it on for the domain, or call the region with the domain as `share-domain`.';

function explainRedirect({ location }: Refusal, { endpoint, path }: RequestContext): Explanation {
	const { origin, movedTo } = judgeRedirect(location, endpoint, path);
	const { text } = FAILURES.redirected;
	// Whoever sent the redirect chose its target, which may even repeat the secret.
	if (movedTo === undefined) return { text, foreignText: origin === '' ? '' : `Location: ${origin}` };
	const advice = `Redirects are never followed. The server has moved: set \`domain: ${movedTo}\`.`;
	return { text: `${text} to ${movedTo}`, advice };
}

function describeVersions(versions: readonly ApiVersion[]): string {
	const [only, ...others] = versions;
	return others.length === 0 ? `API ${only}` : `API ${versions.join(' or ')}`;
}
