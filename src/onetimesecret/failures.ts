// Turns the end of a request that did not succeed into the one error that the user reads.

import { ActionError, type ErrorCode } from '../errors.ts';
import type { FailureKind } from '../http/failure.ts';
import { isHarmless, type RequestKind } from '../http/retry-policy.ts';
import type { Outcome } from '../http/retrying.ts';
import type { HttpAnswer } from '../http/transport.ts';
import type { Refusal, Sorted } from './answer.ts';

/** What was being done, for the words of an error. */
export interface Operation {
	/** The mode of the step. */
	readonly mode: string;
	/** Host of the service. */
	readonly host: string;
	/** What the request was for, as in "the status check". */
	readonly what: string;
	/** Decides what a broken exchange leaves open. */
	readonly kind: RequestKind;
	/** Whether credentials were sent. */
	readonly authenticated: boolean;
	/** What is so on the server if the request was not acted on, as a sentence. */
	readonly untouched: string;
	/** What may be so on the server if nobody knows whether the request was acted on, as a sentence. */
	readonly doubtful: string;
	/** Sentences for certain refusals: what they can mean here. */
	readonly notes?: Readonly<Partial<Record<Refusal, string>>>;
}

const FAILURE_CODES: Readonly<Record<FailureKind, ErrorCode>> = {
	'name-not-found': 'unreachable',
	'no-connection': 'unreachable',
	'proxy-refused': 'unreachable',
	'tls-failed': 'tls-failed',
	reset: 'unreachable',
	garbled: 'answer-unusable',
	'too-large': 'answer-unusable',
	cut: 'deadline-exceeded',
	cancelled: 'cancelled',
};

const REFUSAL_CODES: Readonly<Record<Refusal, ErrorCode>> = {
	redirected: 'redirected',
	'rate-limited': 'rate-limited',
	'not-ready': 'not-nominal',
	'server-fault': 'not-nominal',
	unusable: 'answer-unusable',
	'no-api': 'api-not-found',
	forbidden: 'forbidden',
	unauthorized: 'credentials-rejected',
	'account-required': 'account-required',
	'unexpected-error': 'not-nominal',
	gone: 'secret-gone',
	refused: 'refused-by-server',
};

const REFUSAL_TEXTS: Readonly<Record<Refusal, string>> = {
	redirected: 'answered with a redirect',
	'rate-limited': 'refused because of too many requests',
	'not-ready': 'is not ready',
	'server-fault': 'failed',
	unusable: 'answered with something that is not an answer of the API',
	'no-api': 'does not know the path of the API',
	forbidden: 'is fenced off',
	unauthorized: 'did not accept the credentials',
	'account-required': 'wants an account',
	'unexpected-error': 'reported an unexpected error',
	gone: 'knows nothing under this key',
	refused: 'refused',
};

const FAILURE_TEXTS: Readonly<Record<FailureKind, string>> = {
	'name-not-found': 'could not be found',
	'no-connection': 'could not be reached',
	'proxy-refused': 'could not be reached through the proxy',
	'tls-failed': 'could not be trusted',
	reset: 'broke the connection off',
	garbled: 'answered with something that is not HTTP',
	'too-large': 'answered with more than 1 MiB, which no answer of the API has',
	cut: 'did not answer in time',
	cancelled: 'had not answered yet',
};

/** Builds the error for an outcome that is not the answer asked for. `sorted` is the last answer, if there was one. */
export function explainFailure(
	operation: Operation,
	outcome: Outcome,
	sorted: (Sorted & { ok: false }) | undefined,
): ActionError {
	const { exchange } = outcome;
	const who = `${operation.mode}: ${operation.host}`;
	const effort = effortOf(outcome);
	const alive = outcome.doubts > 0 ? operation.doubtful : operation.untouched;
	if (outcome.end === 'cancelled') {
		return new ActionError(
			'cancelled',
			`${who} had not given a usable answer to ${operation.what} when the step was told to stop${effort}.`,
			{ alive },
		);
	}
	if (exchange === undefined) {
		return new ActionError(
			'deadline-exceeded',
			`${who} was not asked for ${operation.what}, because no time was left for it.`,
			{ alive },
		);
	}
	if (!exchange.ok) {
		const { kind, detail } = exchange.failure;
		const isDoubtful =
			!isHarmless(operation.kind) && (kind === 'reset' || (kind === 'cut' && exchange.failure.mayBeSent));
		const code = isDoubtful
			? 'in-doubt'
			: kind === 'cut' && !exchange.failure.mayBeSent
				? 'unreachable'
				: FAILURE_CODES[kind];
		const because = detail === '' ? '' : `: ${detail}`;
		return new ActionError(
			code,
			`${who} ${FAILURE_TEXTS[kind]} during ${operation.what}${because}${effort}.`,
			{ alive },
		);
	}
	const refusal = sorted?.refusal ?? 'unusable';
	const isDoubtful =
		!isHarmless(operation.kind) && (refusal === 'server-fault' || refusal === 'unexpected-error');
	const code = isDoubtful ? 'in-doubt' : codeOf(refusal, exchange.answer, operation);
	const text =
		refusal === 'unauthorized' && !operation.authenticated ? 'wants credentials' : REFUSAL_TEXTS[refusal];
	const note = operation.notes?.[refusal];
	const message = `${who} ${text} (HTTP ${exchange.answer.status} to ${operation.what}${effort}).${note === undefined ? '' : ` ${note}`}`;
	return new ActionError(code, message, { alive, foreignText: sorted?.words ?? '' });
}

function codeOf(refusal: Refusal, answer: HttpAnswer, { authenticated }: Operation): ErrorCode {
	if (refusal === 'unauthorized' && !authenticated) return 'account-required';
	// A page instead of JSON where the path is unknown: the wrong host rather than a broken server.
	if (refusal === 'unusable' && (answer.status === 404 || answer.status === 405 || answer.status === 410)) {
		return 'api-not-found';
	}
	return REFUSAL_CODES[refusal];
}

function effortOf({ attempts, end }: Outcome): string {
	const times = attempts <= 1 ? '' : `, after ${attempts} attempts`;
	return end === 'deadline' ? `${times}, with no time left for another` : times;
}
