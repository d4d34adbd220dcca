import { describe, expect, it } from 'vitest';
import { readAttempt } from '../../../src/http/attempt.ts';
import type { FailureKind } from '../../../src/http/exchange.ts';
import type { BasicRefusal, PlannedRequest } from '../../../src/http/outcome.ts';
import type { RequestKind, Setback } from '../../../src/http/retry-policy.ts';
import { broken, responded, response } from './scripted-sender.ts';

const wallMs = Date.UTC(2026, 10, 23);

/** A request that reads `{"value":…}` as a success, and other JSON as a refusal with that `setback` and `seconds`. */
function plan(kind: RequestKind): PlannedRequest<string, BasicRefusal> & { readonly bodies: string[] } {
	const bodies: string[] = [];
	return {
		bodies,
		request: { method: 'POST', path: '/', headers: {}, body: '' },
		kind,
		maxResponseBytes: 1_000,
		read({ body }) {
			bodies.push(body);
			if (!body.endsWith('}')) return { ok: false, refusal: { setback: 'unusable', isJson: false } };
			const { value, setback, seconds } = JSON.parse(body);
			if (value !== undefined) return { ok: true, value };
			return { ok: false, refusal: { setback, retryAfterSeconds: seconds, isJson: true } };
		},
	};
}

describe('An attempt with a response', () => {
	it('is a success if the response contains the requested value, and is read exactly once', () => {
		const planned = plan('create');
		expect(readAttempt(responded(200, {}, '{"value":"v"}'), planned, wallMs)).toEqual({
			ok: true,
			value: 'v',
		});
		expect(planned.bodies).toHaveLength(1);
	});

	it.each<[RequestKind, Setback | undefined, boolean]>([
		['create', 'server-fault', true],
		['create', 'rate-limited', false],
		['create', undefined, false],
		['read', 'server-fault', false],
	])('that refuses a %s with %s leaves open whether the server acted: %s', (kind, setback, isInDoubt) => {
		const attempt = readAttempt(responded(500, {}, JSON.stringify({ setback })), plan(kind), wallMs);
		expect(attempt).toMatchObject({ ok: false, status: 500, setback, isInDoubt });
	});

	it.each([
		['the header in seconds', { 'retry-after': '7' }, 4, 7_000],
		['the header as a date', { 'retry-after': 'Mon, 23 Nov 2026 00:00:09 GMT' }, 4, 9_000],
		[
			'the header as a date, by the clock of the server',
			{ 'retry-after': 'Mon, 23 Nov 2026 11:00:09 GMT', date: 'Mon, 23 Nov 2026 11:00:00 GMT' },
			undefined,
			9_000,
		],
		['the body, if the header is unreadable', { 'retry-after': 'soon' }, 4, 4_000],
		['the body, if there is no header', {}, 4, 4_000],
		['nobody', {}, undefined, undefined],
	])('takes the delay from %s', (_source, headers, seconds, retryAfterMs) => {
		const body = JSON.stringify({ setback: 'rate-limited', seconds });
		expect(readAttempt(responded(429, headers, body), plan('read'), wallMs)).toMatchObject({
			retryAfterMs,
		});
	});
});

describe('An attempt without a complete response', () => {
	it.each<[FailureKind, boolean, Setback | undefined, boolean]>([
		['name-not-found', false, 'name-not-found', false],
		['no-connection', false, 'no-connection', false],
		['proxy-refused', false, undefined, false],
		['tls-failed', false, undefined, false],
		['reset', true, 'broken-off', true],
		['garbled', true, 'unusable', true],
		['too-large', true, 'unusable', true],
		['timed-out', true, 'broken-off', true],
		['timed-out', false, 'no-connection', false],
		['cancelled', true, undefined, true],
		['cancelled', false, undefined, false],
	])(
		'because of %s (may be sent: %s) has the setback %s and is in doubt: %s',
		(kind, mayBeSent, setback, isInDoubt) => {
			const attempt = readAttempt(broken(kind, mayBeSent), plan('create'), wallMs);
			expect(attempt).toMatchObject({ ok: false, failure: { kind }, setback, isInDoubt });
			expect(readAttempt(broken(kind, mayBeSent), plan('read'), wallMs)).toMatchObject({ isInDoubt: false });
		},
	);

	it.each(['reset', 'garbled', 'timed-out', 'cancelled'] as const)(
		'because of %s is read as a response if a complete JSON object had arrived',
		(kind) => {
			const value = response(200, {}, '{"value":"the only copy"}');
			expect(readAttempt(broken(kind, true, value), plan('reveal'), wallMs)).toEqual({
				ok: true,
				value: 'the only copy',
			});
			const refusal = response(404, {}, '{"seconds":3}');
			const attempt = readAttempt(broken(kind, true, refusal), plan('reveal'), wallMs);
			expect(attempt).toMatchObject({ ok: false, status: 404, isInDoubt: false });
			expect(attempt).not.toHaveProperty('failure');
		},
	);

	it.each(['', '{"value":"the on', '<html>'])('is a failure if only %j had arrived', (body) => {
		const attempt = readAttempt(broken('reset', true, response(404, {}, body)), plan('reveal'), wallMs);
		expect(attempt).toMatchObject({ ok: false, failure: { kind: 'reset' }, isInDoubt: true });
		expect(attempt).not.toHaveProperty('refusal');
	});
});
