import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/http/failure.ts';
import type { Outcome } from '../../../src/http/retrying.ts';
import type { Refusal } from '../../../src/onetimesecret/answer.ts';
import { explainFailure, type Operation } from '../../../src/onetimesecret/failures.ts';

const reading: Operation = {
	mode: 'share',
	host: 'host',
	what: 'the status check',
	kind: 'read',
	authenticated: true,
	untouched: 'Nothing was sent.',
	doubtful: 'A copy may live.',
};
const creating: Operation = { ...reading, what: 'the creation of the secret', kind: 'create' };

function failed(kind: FailureKind, mayBeSent = true): Outcome {
	return {
		exchange: { ok: false, failure: { kind, mayBeSent, detail: 'a cause' } },
		attempts: 2,
		doubts: 0,
		end: 'gave-up',
	};
}

function answered(status: number): Outcome {
	return {
		exchange: { ok: true, answer: { status, body: '', header: () => undefined } },
		attempts: 1,
		doubts: 0,
		end: 'answered',
	};
}

const refused = (refusal: Refusal) => ({ ok: false, refusal, words: 'its words' }) as const;

describe('explainFailure', () => {
	it.each([
		['name-not-found', false, 'unreachable', 'unreachable'],
		['no-connection', false, 'unreachable', 'unreachable'],
		['proxy-refused', false, 'unreachable', 'unreachable'],
		['tls-failed', false, 'tls-failed', 'tls-failed'],
		['reset', true, 'unreachable', 'in-doubt'],
		['garbled', true, 'answer-unusable', 'answer-unusable'],
		['too-large', true, 'answer-unusable', 'answer-unusable'],
		['cut', true, 'deadline-exceeded', 'in-doubt'],
		['cut', false, 'unreachable', 'unreachable'],
	] as const)(
		'calls %s (maybe sent: %s) %s for a read and %s for a creation',
		(kind, mayBeSent, readCode, createCode) => {
			expect(explainFailure(reading, failed(kind, mayBeSent), undefined).code).toBe(readCode);
			expect(explainFailure(creating, failed(kind, mayBeSent), undefined).code).toBe(createCode);
		},
	);

	it.each([
		['redirected', 302, 'redirected', 'redirected'],
		['rate-limited', 429, 'rate-limited', 'rate-limited'],
		['not-ready', 503, 'not-nominal', 'not-nominal'],
		['server-fault', 500, 'not-nominal', 'in-doubt'],
		['unexpected-error', 404, 'not-nominal', 'in-doubt'],
		['unusable', 200, 'answer-unusable', 'answer-unusable'],
		['unusable', 404, 'api-not-found', 'api-not-found'],
		['unusable', 405, 'api-not-found', 'api-not-found'],
		['unusable', 410, 'api-not-found', 'api-not-found'],
		['no-api', 404, 'api-not-found', 'api-not-found'],
		['forbidden', 403, 'forbidden', 'forbidden'],
		['unauthorized', 404, 'credentials-rejected', 'credentials-rejected'],
		['account-required', 404, 'account-required', 'account-required'],
		['gone', 404, 'secret-gone', 'secret-gone'],
		['refused', 404, 'refused-by-server', 'refused-by-server'],
	] as const)(
		'calls %s with status %d %s for a read and %s for a creation',
		(refusal, status, readCode, createCode) => {
			expect(explainFailure(reading, answered(status), refused(refusal)).code).toBe(readCode);
			expect(explainFailure(creating, answered(status), refused(refusal)).code).toBe(createCode);
		},
	);

	it('names host, mode, purpose, cause and attempts', () => {
		const error = explainFailure(reading, failed('reset'), undefined);
		expect(error.message).toBe(
			'share: host broke the connection off during the status check: a cause, after 2 attempts.',
		);
		expect(error.alive).toBe('Nothing was sent.');
	});

	it('keeps the words of the server apart from its own', () => {
		const error = explainFailure(creating, answered(404), refused('refused'));
		expect(error.message).toBe('share: host refused (HTTP 404 to the creation of the secret).');
		expect(error.foreignText).toBe('its words');
	});

	it('wants credentials where none were sent', () => {
		const error = explainFailure(
			{ ...reading, authenticated: false },
			answered(404),
			refused('unauthorized'),
		);
		expect(error).toMatchObject({
			code: 'account-required',
			message: expect.stringContaining('wants credentials'),
		});
	});

	it('says that a copy may live as soon as one creation was in doubt, whatever came last', () => {
		const error = explainFailure(
			creating,
			{ ...answered(429), doubts: 1, attempts: 2, end: 'deadline' },
			refused('rate-limited'),
		);
		expect(error).toMatchObject({ code: 'rate-limited', alive: 'A copy may live.' });
		expect(error.message).toMatch(/after 2 attempts, with no time left for another\)/);
	});

	it('tells a cancellation and a deadline before the first request', () => {
		expect(explainFailure(creating, { ...failed('cancelled'), end: 'cancelled' }, undefined).code).toBe(
			'cancelled',
		);
		const none: Outcome = { exchange: undefined, attempts: 0, doubts: 0, end: 'deadline' };
		expect(explainFailure(creating, none, undefined)).toMatchObject({
			code: 'deadline-exceeded',
			alive: 'Nothing was sent.',
		});
	});

	it('adds what a refusal can mean here', () => {
		const error = explainFailure(
			{ ...reading, notes: { gone: 'It may be old.' } },
			answered(404),
			refused('gone'),
		);
		expect(error.message).toBe(
			'share: host knows nothing under this key (HTTP 404 to the status check). It may be old.',
		);
	});

	it('leaves the cause out where there is none', () => {
		const outcome: Outcome = {
			exchange: { ok: false, failure: { kind: 'too-large', mayBeSent: true, detail: '' } },
			attempts: 1,
			doubts: 1,
			end: 'gave-up',
		};
		expect(explainFailure(creating, outcome, undefined).message).toMatch(
			/which no answer of the API has during the creation of the secret\.$/,
		);
	});

	it('takes an answer that nobody could sort for unusable', () => {
		expect(explainFailure(reading, answered(200), undefined)).toMatchObject({
			code: 'answer-unusable',
			foreignText: '',
		});
	});
});
