// How refusals of API v2 are classified. The responses are those of real servers if there is a recorded one.
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/onetimesecret/v2/classify.ts';
import { captured, httpResponse } from './service-fixtures.ts';

const EVERY_RELEASE = ['v0.23.6', 'v0.24.7', 'v0.26.6'];

describe('On every captured release', () => {
	it.each([
		['v2 receipt recent wrong token', 'unauthorized'],
		['v2 receipt recent anonymous', 'unauthorized'],
		['v2 reveal again right', 'gone'],
		['v2 reveal unknown', 'gone'],
		['v2 receipt unknown', 'gone'],
		['v2 unknown route', 'no-api'],
		['v2 reveal wrong passphrase', 'refused'],
		['v2 burn wrong passphrase', 'refused'],
		['v2 conceal empty', 'refused'],
		['v2 conceal recipient anonymous', 'account-required'],
		['v2 conceal share_domain unknown', 'domain-unknown'],
	])('"%s" is %s', (name, kind) => {
		for (const release of EVERY_RELEASE) {
			expect(classify(captured(release, name))).toMatchObject({ ok: false, refusal: { kind, isJson: true } });
		}
	});

	it.each([
		['v2 reveal wrong passphrase', 'Incorrect passphrase'],
		['v2 burn wrong passphrase', 'Double check that passphrase'],
		['v2 conceal empty', 'You did not provide anything to share'],
		['v2 conceal flat body', 'Incorrect payload format'],
	])(
		'"%s" has its message in `message` or `error`, and the name of a class is never used',
		(name, serverText) => {
			for (const release of EVERY_RELEASE) {
				expect(classify(captured(release, name))).toMatchObject({ refusal: { serverText } });
			}
		},
	);

	it.each(['v2 status right', 'v2 conceal right', 'v2 receipt after burn', 'v2 reveal right'])(
		'"%s" is a success',
		(name) => {
			for (const release of EVERY_RELEASE)
				expect(classify(captured(release, name))).toMatchObject({ ok: true });
		},
	);
});

describe('On one release', () => {
	it.each([
		['v0.23.6', 'v2 conceal wrong token', 'unauthorized'],
		['v0.26.6', 'v2 conceal wrong token', 'unauthorized'],
		['v0.24.7', 'v2 conceal share_domain mine anonymous', 'domain-not-yours'],
		['v0.26.6', 'v2 conceal share_domain mine anonymous', 'domain-not-yours'],
		['v0.26.6-hosts', 'v2 conceal anonymous on custom host', 'sharing-disabled'],
		['v0.23.6', 'v2 burn again', 'unexpected-error'],
		['v0.23.6', 'v2 burn after reveal right', 'unexpected-error'],
		['v0.26.6', 'v2 conceal 10001', 'refused'],
		['v0.26.6', 'v2 conceal recipient bad', 'refused'],
	])('%s: "%s" is %s', (release, name, kind) => {
		expect(classify(captured(release, name))).toMatchObject({ ok: false, refusal: { kind } });
	});

	it.each([
		['v0.24.7', 'v2 conceal wrong token'],
		['v0.26.6', 'v2 burn again'],
		['v0.26.6', 'v2 reveal no continue right'],
	])('%s: "%s" is a success that means nothing', (release, name) => {
		expect(classify(captured(release, name))).toMatchObject({ ok: true });
	});

	it('v0.24.7: the name of a class is not taken for the message about an unknown key', () => {
		expect(classify(captured('v0.24.7', 'v2 reveal again right'))).toMatchObject({
			refusal: { serverText: '' },
		});
	});
});

describe('Without a capture', () => {
	it.each([
		[
			'a locked passphrase (v0.26)',
			429,
			{ error: 'x', error_type: 'LimitExceeded', retry_after: 1_800 },
			'rate-limited',
		],
		['a locked passphrase (v0.24)', 500, { error: 'Internal Server Error' }, 'server-fault'],
		[
			'a rate limit (v0.23)',
			429,
			{ message: 'Cripes! You have been rate limited.', success: false },
			'rate-limited',
		],
		['a fault (v0.23)', 500, { message: 'x', success: false }, 'unexpected-error'],
		['a fault without a message (v0.23)', 500, { success: false }, 'server-fault'],
		['a page', 500, '<html>', 'server-fault'],
		[
			'a key that cannot be decrypted',
			503,
			{ error: 'x', error_type: 'SecretUndecryptable' },
			'server-fault',
		],
		['a server that starts', 503, { status: 'not_ready' }, 'not-ready'],
		['a banned address', 403, { error: 'Forbidden' }, 'forbidden'],
		['a login page', 401, '<html>', 'forbidden'],
		['a missing entitlement', 403, { error: 'x', error_type: 'EntitlementRequired' }, 'not-permitted'],
		[
			'the guest limit of v0.26.11',
			429,
			{ error: 'Too many secrets created. Please try again later.', retry_after: 3600 },
			'guest-limit',
		],
		['a path that a gateway does not know', 404, { message: 'no Route matched with those values' }, 'no-api'],
		[
			'an account required by its key',
			403,
			{ error: 'x', error_key: 'api.requires_account' },
			'account-required',
		],
		['an unknown path in an unmounted version', 404, '<html>', 'no-api'],
		['an empty object', 404, {}, 'no-api'],
		['another method', 405, { error: 'Not Allowed' }, 'no-api'],
		['a path that is gone', 410, { error_type: 'NotFound' }, 'no-api'],
		['an unverified domain', 422, { error: 'Custom domain is not verified: x' }, 'domain-unverified'],
	] as const)('%s is classified', (_what, status, body, kind) => {
		expect(classify(httpResponse(status, body))).toMatchObject({ ok: false, refusal: { kind } });
	});
});
