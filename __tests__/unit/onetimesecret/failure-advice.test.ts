// The advice of the error for a failed request. It fits the cause, and never sends credentials to another host.
import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../../src/errors.ts';
import type { FailedOutcome } from '../../../src/http/outcome.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import { FAILURES, type RefusalKind } from '../../../src/onetimesecret/failure-catalog.ts';
import { explainFailure, type RequestContext } from '../../../src/onetimesecret/failures.ts';
import { creationOperation, REVEAL } from '../../../src/onetimesecret/operations.ts';
import type { Refusal } from '../../../src/onetimesecret/refusal.ts';

function explain(kind: RefusalKind, changes: Partial<RequestContext> = {}, location = '') {
	const refusal: Refusal = { kind, setback: undefined, serverText: 'its words', location, isJson: true };
	const outcome: FailedOutcome<Refusal> = {
		ok: false,
		refusal,
		status: 404,
		failure: undefined,
		isInDoubt: false,
		retryAfterMs: undefined,
		attempts: 1,
		doubts: 0,
		end: 'final',
	};
	return explainFailure(creationOperation(false), outcome, {
		endpoint: regionEndpoint('eu'),
		isGuest: false,
		path: '/api/v1/share',
		triedVersions: ['v1'],
		...changes,
	});
}

describe('The advice', () => {
	it('is that of the code where nothing more is known', () => {
		for (const kind of ['forbidden', 'unauthorized', 'account-required', 'refused'] as const) {
			expect(explain(kind).advice).toBe(adviceOf(FAILURES[kind].code));
		}
	});

	it('after a rate limit never proposes the account that is in use', () => {
		expect(explain('rate-limited').advice).toBe('Run the job again later.');
		expect(explain('rate-limited', { isGuest: true }).advice).toBe(adviceOf('rate-limited'));
	});

	it('for a guest without credentials is an account', () => {
		const error = explain('unauthorized', { isGuest: true });
		expect(error).toMatchObject({ code: 'account-required', advice: adviceOf('account-required') });
		expect(error.message).toContain('requires credentials');
	});

	it('after the guest limit is an account, which is exempt', () => {
		const { message, advice } = explain('guest-limit', { isGuest: true });
		expect(message).toMatch(/guests of this network have created too many secrets/);
		expect(advice).toMatch(/`username` and `token`: accounts are exempt\. .*hosted runners share networks/);
	});

	it('where public sharing is disabled is an account for a guest, and something else for the owner', () => {
		expect(explain('sharing-disabled', { isGuest: true }).advice).toMatch(
			/Set `username` and `token` of an account/,
		);
		const owner = explain('sharing-disabled');
		expect(owner.advice).toMatch(/v0\.24 and v0\.25 refuse even the owner.*homepage sharing.*`share-domain`/);
		expect(owner.advice).not.toContain('`username`');
	});

	it.each([
		['domain-unknown', false, /does not know the domain for the link/, /Add the domain to the account/],
		[
			'domain-not-yours',
			false,
			/does not let this account use the domain/,
			/of an account that owns the domain/,
		],
		['domain-not-yours', true, /does not let guests use the domain/, /of an account that owns the domain/],
		['domain-unverified', false, /has not verified the domain for the link yet/, /Verify the domain/],
	] as const)('for %s (guest: %s) is its own', (kind, isGuest, message, advice) => {
		const error = explain(kind, { isGuest });
		expect(error.code).toBe('refused-by-server');
		expect(error.message).toMatch(message);
		expect(error.advice).toMatch(advice);
	});

	it.each([
		[['v1'], 'does not have API v1 ('],
		[['v2'], 'does not have API v2 ('],
		[['v1', 'v2'], 'does not have API v1 or v2 ('],
	] as const)('follows a message that names the missing versions: %j', (triedVersions, text) => {
		expect(explain('no-api', { triedVersions }).message).toContain(text);
	});
});

describe('After a redirect', () => {
	it('the host of a server that has moved is advised as `domain`', () => {
		const error = explain('redirected', {}, 'https://www.eu.onetimesecret.com/api/v1/share');
		expect(error.message).toContain('responded with a redirect to www.eu.onetimesecret.com (');
		expect(error.advice).toBe(
			'Redirects are never followed. The server has moved: set `domain: www.eu.onetimesecret.com`.',
		);
	});

	it.each([
		['https://login.eu.onetimesecret.com/api/v1/share', 'Location: https://login.eu.onetimesecret.com'],
		['https://user:hunter2@evil.example/api/v1/share?x', 'Location: https://evil.example'],
		['/login', ''],
	])('to %s there is no advice to follow it, and the target is untrusted text', (location, foreignText) => {
		const error = explain('redirected', {}, location);
		expect(error).toMatchObject({ code: 'redirected', advice: adviceOf('redirected'), foreignText });
		expect(error.message).toBe(
			'eu.onetimesecret.com responded with a redirect (HTTP 404 to the creation of the secret).',
		);
	});
});

describe('The advice after a broken exchange', () => {
	it.each([
		['a refused proxy', 'proxy-refused', false, creationOperation(false), /^Check the proxy variable/],
		[
			'a creation in doubt',
			'reset',
			true,
			creationOperation(false),
			/^Run the job again to make a new link\.$/,
		],
		['a mail in doubt', 'reset', true, creationOperation(true), /^Ask the recipient whether an e-mail came/],
		['a reveal in doubt', 'reset', true, REVEAL, /^Ask for a new link\.$/],
	] as const)('fits %s', (_what, kind, isInDoubt, operation, advice) => {
		const outcome: FailedOutcome<Refusal> = {
			ok: false,
			refusal: undefined,
			status: undefined,
			failure: { kind, mayBeSent: isInDoubt, detail: '' },
			isInDoubt,
			retryAfterMs: undefined,
			attempts: 1,
			doubts: isInDoubt ? 1 : 0,
			end: 'gave-up',
		};
		const context = {
			endpoint: regionEndpoint('eu'),
			isGuest: true,
			path: '/',
			triedVersions: ['v1'],
		} as const;
		expect(explainFailure(operation, outcome, context).advice).toMatch(advice);
	});
});
