// How refusals of API v1 are classified. The responses are those of real servers if there is a recorded one.
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/onetimesecret/v1/classify.ts';
import { captured, httpResponse } from './service-fixtures.ts';

const EVERY_RELEASE = ['v0.23.6', 'v0.24.7', 'v0.26.6'];

describe('On every captured release', () => {
	it.each([
		['v1 status wrong token', 'unauthorized', 'Not authorized'],
		['v1 status bearer', 'unauthorized', 'Not authorized'],
		['v1 share wrong token', 'unauthorized', 'Not authorized'],
		['v1 unknown route', 'no-api', 'Not Found'],
		['v1 share by GET', 'no-api', 'Not Found'],
		['v1 reveal again', 'gone', 'Unknown secret'],
		['v1 reveal wrong passphrase', 'gone', 'Unknown secret'],
		['v1 reveal after burn', 'gone', 'Unknown secret'],
		['v1 burn again', 'gone', 'Unknown secret'],
		['v1 burn no passphrase', 'refused', 'Double check that passphrase'],
		['v1 burn wrong passphrase', 'refused', 'Double check that passphrase'],
		['v1 share empty', 'refused', 'You did not provide anything to share'],
		['v1 share passphrase long', 'refused', 'Passphrase must be no more than 128 characters long'],
		['v1 share recipient anonymous', 'account-required', 'An account is required to send emails.'],
		['v1 share_domain unknown right', 'domain-unknown', 'Unknown domain: secrets.unknown-domain.com'],
	])('"%s" is %s', (name, kind, serverText) => {
		for (const release of EVERY_RELEASE) {
			expect(classify(captured(release, name))).toMatchObject({
				ok: false,
				refusal: { kind, serverText, isJson: true },
			});
		}
	});

	it.each(['v1 status right', 'v1 share right', 'v1 receipt after reveal', 'v1 burn right', 'v1 reveal'])(
		'"%s" is a success',
		(name) => {
			for (const release of EVERY_RELEASE)
				expect(classify(captured(release, name))).toMatchObject({ ok: true });
		},
	);
});

describe('On one release', () => {
	it.each([
		['v0.23.6', 'v1 reveal short', 'gone'],
		['v0.24.7', 'v1 reveal short', 'refused'],
		['v0.24.7', 'v1 reveal invalid utf8', 'unexpected-error'],
		['v0.24.7', 'v1 share_domain mine anonymous', 'unexpected-error'],
		['v0.24.7', 'v1 share value 10001 bytes', 'refused'],
		['v0.26.6', 'v1 reveal invalid utf8', 'unexpected-error'],
		['v0.26.6', 'v1 share_domain unknown anonymous', 'domain-not-yours'],
		['v0.26.6', 'v1 share_domain mine anonymous', 'domain-not-yours'],
		['v0.26.6', 'v1 share recipient bad', 'refused'],
		['v0.26.6', 'v1 generate length 1000', 'refused'],
		['v0.26.6-hosts', 'v1 share anonymous on custom host', 'sharing-disabled'],
		['v0.26.6-hosts', 'v1 generate anonymous on custom host', 'sharing-disabled'],
	])('%s: "%s" is %s', (release, name, kind) => {
		expect(classify(captured(release, name))).toMatchObject({ ok: false, refusal: { kind } });
	});
});

describe('Without a capture', () => {
	it.each([
		[
			'wrong credentials in another language',
			404,
			{ message: 'Nein' },
			{ 'x-ots-intended-status': '401' },
			'unauthorized',
		],
		['a plain 401', 401, { message: 'x' }, {}, 'unauthorized'],
		['a login page', 401, '<html>', {}, 'forbidden'],
		['the page of an edge network', 403, '<html>', {}, 'forbidden'],
		['a banned address', 403, { error: 'Forbidden' }, {}, 'forbidden'],
		['a 403 with a type', 403, { error: 'No.', error_type: 'Forbidden' }, {}, 'not-permitted'],
		['guests refused', 403, { error: 'x', code: 'GUEST_CONCEAL_REQUIRES_ACCOUNT' }, {}, 'account-required'],
		[
			'an unregistered domain (v0.18.5)',
			404,
			{ message: 'Domain not found x.example.com' },
			{},
			'domain-unknown',
		],
		['an unverified domain', 404, { message: 'Custom domain is not verified: x' }, {}, 'domain-unverified'],
		[
			'the guest limit (v0.26.11)',
			404,
			{ message: 'Too many secrets created. Please try again later.' },
			{ 'x-ots-intended-status': '400' },
			'guest-limit',
		],
		['a rate limit', 404, { message: 'Rate limit exceeded. Please try again later.' }, {}, 'rate-limited'],
		['a rate limit (v0.23)', 404, { message: 'Cripes! You have been rate limited.' }, {}, 'rate-limited'],
		['the 429 of an edge network', 429, '<html>', {}, 'rate-limited'],
		['a datastore that is away (v0.23)', 404, { message: "We'll be back shortly!" }, {}, 'unexpected-error'],
		['an error (v0.24)', 404, { message: 'An error occurred' }, {}, 'unexpected-error'],
		['a text that only mentions one', 400, { message: 'Hint: An error occurred' }, {}, 'refused'],
		['the same with 500', 500, { message: 'An unexpected error occurred :[' }, {}, 'unexpected-error'],
		['a fault of the router', 500, { error: 'Internal Server Error' }, {}, 'server-fault'],
		['a key in another language', 404, { secret_key: 'k', message: 'Unbekannt' }, {}, 'gone'],
		['a page that is not there', 404, '<html>', {}, 'no-api'],
		['a text that is not there', 404, 'Not Found', {}, 'no-api'],
		['a method that is not there', 405, '', {}, 'no-api'],
		['a path that is gone', 410, { error: 'Gone' }, {}, 'no-api'],
		['an empty object', 404, {}, {}, 'no-api'],
		['a 422 without a message', 422, { error: 'x' }, {}, 'refused'],
		['a server that starts', 503, { status: 'not_ready' }, {}, 'not-ready'],
	] as const)('%s is classified', (_what, status, body, headers, kind) => {
		expect(classify(httpResponse(status, body, headers))).toMatchObject({ ok: false, refusal: { kind } });
	});
});
