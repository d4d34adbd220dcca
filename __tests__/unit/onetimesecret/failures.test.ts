// The error that the user reads when a request has failed.
import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/http/exchange.ts';
import type { FailedOutcome } from '../../../src/http/outcome.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { RefusalKind } from '../../../src/onetimesecret/failure-catalog.ts';
import { explainFailure, type RequestContext } from '../../../src/onetimesecret/failures.ts';
import type { Operation } from '../../../src/onetimesecret/operations.ts';
import type { Refusal } from '../../../src/onetimesecret/refusal.ts';

const HOST = 'eu.onetimesecret.com';
const context: RequestContext = {
	endpoint: regionEndpoint('eu'),
	isGuest: false,
	path: '/api/v1/status',
	triedVersions: ['v1'],
};
const reading: Operation = {
	name: 'the status check',
	kind: 'read',
	ifNotSent: 'Nothing was sent.',
	ifUnknown: 'A copy may live.',
};
const creating: Operation = { ...reading, name: 'the creation of the secret', kind: 'create' };

const nothing: FailedOutcome<Refusal> = {
	ok: false,
	refusal: undefined,
	status: undefined,
	failure: undefined,
	isInDoubt: false,
	retryAfterMs: undefined,
	attempts: 1,
	doubts: 0,
	end: 'final',
};

function failed(kind: FailureKind, mayBeSent = true): FailedOutcome<Refusal> {
	return { ...nothing, failure: { kind, mayBeSent, detail: 'a cause' }, attempts: 2, end: 'gave-up' };
}

function refused(kind: RefusalKind, status = 404, location = ''): FailedOutcome<Refusal> {
	return {
		...nothing,
		refusal: { kind, setback: undefined, serverText: 'its words', location, isJson: true },
		status,
	};
}

const explain = (
	outcome: FailedOutcome<Refusal>,
	changes: Partial<RequestContext> = {},
	operation = reading,
) => explainFailure(operation, outcome, { ...context, ...changes });

describe('The code', () => {
	it.each([
		['name-not-found', false, 'unreachable', 'unreachable'],
		['no-connection', false, 'unreachable', 'unreachable'],
		['proxy-refused', false, 'unreachable', 'unreachable'],
		['tls-failed', false, 'tls-failed', 'tls-failed'],
		['reset', true, 'unreachable', 'in-doubt'],
		['garbled', true, 'answer-unusable', 'answer-unusable'],
		['too-large', true, 'answer-unusable', 'answer-unusable'],
		['timed-out', true, 'deadline-exceeded', 'in-doubt'],
		['timed-out', false, 'unreachable', 'unreachable'],
	] as const)('of %s (may be sent: %s) is %s, and in doubt %s', (kind, mayBeSent, certain, doubtful) => {
		const outcome = failed(kind, mayBeSent);
		expect(explain(outcome).code).toBe(certain);
		expect(explain({ ...outcome, isInDoubt: mayBeSent, doubts: 1 }, {}, creating).code).toBe(doubtful);
	});

	it.each([
		['redirected', 'redirected', 'redirected'],
		['rate-limited', 'rate-limited', 'rate-limited'],
		['guest-limit', 'rate-limited', 'rate-limited'],
		['not-ready', 'not-nominal', 'not-nominal'],
		['server-fault', 'not-nominal', 'in-doubt'],
		['unexpected-error', 'not-nominal', 'in-doubt'],
		['unusable', 'answer-unusable', 'answer-unusable'],
		['no-api', 'api-not-found', 'api-not-found'],
		['forbidden', 'forbidden', 'forbidden'],
		['unauthorized', 'credentials-rejected', 'credentials-rejected'],
		['account-required', 'account-required', 'account-required'],
		['sharing-disabled', 'account-required', 'account-required'],
		['domain-unknown', 'refused-by-server', 'refused-by-server'],
		['domain-not-yours', 'refused-by-server', 'refused-by-server'],
		['domain-unverified', 'refused-by-server', 'refused-by-server'],
		['gone', 'secret-gone', 'secret-gone'],
		['refused', 'refused-by-server', 'refused-by-server'],
	] as const)('of a response that is %s is %s, and in doubt %s', (kind, certain, doubtful) => {
		expect(explain(refused(kind)).code).toBe(certain);
		expect(explain({ ...refused(kind), isInDoubt: true, doubts: 1 }, {}, creating).code).toBe(doubtful);
	});
});

describe('The message', () => {
	it('names host, purpose, cause and attempts of a broken exchange', () => {
		expect(explain(failed('reset'))).toMatchObject({
			message: `${HOST} closed the connection during the status check: a cause, after 2 attempts.`,
			leftBehind: 'Nothing was sent.',
		});
	});

	it('leaves the cause out if there is none', () => {
		const failure = { kind: 'too-large', mayBeSent: true, detail: '' } as const;
		expect(explain({ ...nothing, failure, end: 'gave-up' }).message).toBe(
			`${HOST} responded with more than any response of the API holds during the status check.`,
		);
	});

	it('keeps the text of the server separate', () => {
		expect(explain(refused('refused'), {}, creating)).toMatchObject({
			message: `${HOST} refused (HTTP 404 to the creation of the secret).`,
			foreignText: 'its words',
		});
	});

	it('says how long the server asks to wait, and passes it on', () => {
		const outcome = {
			...refused('rate-limited', 429),
			retryAfterMs: 5_400_000,
			end: 'deadline',
			attempts: 3,
		} as const;
		expect(explain(outcome)).toMatchObject({
			message: `${HOST} refused because of too many requests (HTTP 429 to the status check, after 3 attempts, with no time left to retry) and asks to wait 1 hour 30 minutes.`,
			retryAfterMs: 5_400_000,
		});
		expect(explain({ ...refused('rate-limited', 429), retryAfterMs: 0 }).message).not.toContain('wait');
	});

	it('adds what a refusal can mean here', () => {
		const operation = { ...reading, notes: { gone: 'It may be old.' } };
		expect(explain(refused('gone'), {}, operation).message).toBe(
			`${HOST} knows nothing under this key (HTTP 404 to the status check). It may be old.`,
		);
		expect(explain(refused('refused'), {}, operation).message).not.toContain('old');
	});

	it.each([
		[{ ...failed('cancelled'), end: 'cancelled' } as const],
		[{ ...nothing, attempts: 0, end: 'cancelled' } as const],
	])('of a cancelled step says so', (outcome) => {
		const { code, message } = explain(outcome, {}, creating);
		expect(code).toBe('cancelled');
		expect(message).toMatch(/^The step was cancelled before eu\.onetimesecret\.com gave a usable response/);
	});

	it('of a request that had no time says that it was not sent', () => {
		const outcome = { ...nothing, attempts: 0, end: 'deadline' } as const;
		expect(explain(outcome, {}, creating)).toMatchObject({
			code: 'deadline-exceeded',
			message: `${HOST} was not asked for the creation of the secret, because no time was left for it.`,
			leftBehind: 'Nothing was sent.',
		});
	});
});

describe('What is left behind', () => {
	it('is uncertain as soon as one attempt was in doubt, whatever came last', () => {
		const outcome = { ...refused('rate-limited', 429), doubts: 1, attempts: 2 };
		expect(explain(outcome, {}, creating)).toMatchObject({
			code: 'rate-limited',
			leftBehind: 'A copy may live.',
		});
	});

	it('is not mentioned after a redirect of a creation, which may have been carried out before', () => {
		expect(explain(refused('redirected', 307), {}, creating).leftBehind).toBe('');
		expect(explain(refused('redirected', 307)).leftBehind).toBe('Nothing was sent.');
	});
});
