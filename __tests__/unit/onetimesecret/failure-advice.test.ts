// The advice of a failed request fits its very cause: who asked, for what, and through what.

import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../../src/errors.ts';
import type { Unsuccessful } from '../../../src/http/outcome.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import { explainFailure } from '../../../src/onetimesecret/failures.ts';
import { creation, type Operation, reveal, STATUS } from '../../../src/onetimesecret/operations.ts';
import type { Refusal } from '../../../src/onetimesecret/refusal.ts';

const NOTE = 'A note on the lock.';
const REVEAL = reveal({ 'rate-limited': NOTE, gone: NOTE });

function explain(operation: Operation, outcome: Partial<Unsuccessful<Refusal>>, isGuest = true) {
	const ended: Unsuccessful<Refusal> = {
		...{ ok: false, refusal: undefined, status: undefined, failure: undefined, retryAfterMs: undefined },
		...{ isInDoubt: false, attempts: 1, doubts: 0, end: 'final' },
		...outcome,
	};
	const context = {
		endpoint: regionEndpoint('eu'),
		isGuest,
		path: '/api/v1/x',
		triedVersions: ['v1'] as const,
	};
	return explainFailure(operation, ended, context);
}

function refused(kind: Refusal['kind'], status: number): Partial<Unsuccessful<Refusal>> {
	return { status, refusal: { kind, setback: undefined, words: '', location: '', isJson: true } };
}

describe('The advice', () => {
	it.each([
		['a creation', creation(false), adviceOf('in-doubt')],
		[
			'a creation with recipient',
			creation(true),
			'Ask the recipient whether an e-mail came before you run the job again.',
		],
		['a reveal', REVEAL, 'Ask for a new link.'],
	])('for %s in doubt says what to do before the next one', (_what, operation, advice) => {
		const failure = { kind: 'reset', mayBeSent: true, detail: '' } as const;
		expect(explain(operation, { failure, isInDoubt: true, doubts: 1 })).toMatchObject({
			code: 'in-doubt',
			advice,
		});
		expect(explain(operation, { ...refused('server-fault', 500), isInDoubt: true, doubts: 1 })).toMatchObject(
			{
				code: 'in-doubt',
				advice,
			},
		);
	});

	it('for a proxy that refused speaks of the proxy', () => {
		const failure = {
			kind: 'proxy-refused',
			mayBeSent: false,
			detail: 'the proxy responded 403 to CONNECT',
		} as const;
		const error = explain(STATUS, { failure });
		expect(error.message).toBe(
			'eu.onetimesecret.com could not be reached through the proxy during the status check: the proxy responded 403 to CONNECT.',
		);
		expect(error.advice).toBe(
			'Check the proxy variable, or ask the operator of the proxy to let the host through.',
		);
	});

	it('for a rate limit speaks of accounts to guests only', () => {
		expect(explain(STATUS, refused('rate-limited', 429)).advice).toBe(adviceOf('rate-limited'));
		expect(explain(STATUS, refused('rate-limited', 429), false).advice).toBe('Run the job again later.');
	});

	it('ends with what the refusal can mean for this very operation', () => {
		expect(explain(REVEAL, refused('rate-limited', 429)).advice).toBe(`${adviceOf('rate-limited')} ${NOTE}`);
		expect(explain(REVEAL, refused('gone', 404)).advice).toBe(NOTE);
	});

	it('follows a message that names the wait before the status code', () => {
		const error = explain(STATUS, { ...refused('rate-limited', 429), retryAfterMs: 90_000, end: 'deadline' });
		expect(error.message).toBe(
			'eu.onetimesecret.com refused because of too many requests and asks to wait 1 minute 30 seconds (HTTP 429 during the status check, with no time left to retry).',
		);
	});
});
