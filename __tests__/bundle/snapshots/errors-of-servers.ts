// Errors of any request: the service, what stands in front of it, and the network between.

import { openTlsScenario, TLS_HOST } from '../tls-scenario.ts';
import { type ErrorCase, errorCase, SECRET, WRONG_TOKEN } from './error-case.ts';

const PAGE = '<html><body>Hello</body></html>';
const LATER = { 'retry-after': '3600' };
const share = { secret: SECRET };

const ofService: readonly ErrorCase[] = [
	errorCase('not-nominal', 'the service says another word', share, {
		faults: { status: { kind: 'answer', body: { status: 'degraded' } } },
	}),
	errorCase(
		'not-nominal',
		'the service fails again and again',
		{ ...share, timeout: '1s' },
		{ faults: { status: { kind: 'answer', status: 500, body: {} } } },
	),
	errorCase('not-nominal', 'the service is starting', share, {
		faults: { status: { kind: 'answer', status: 503, headers: LATER, body: { status: 'not_ready' } } },
	}),
	errorCase('credentials-rejected', 'the token is wrong', ({ login }) => ({
		...{ ...login, token: WRONG_TOKEN, ...share },
	})),
	errorCase('account-required', 'the server is not for guests', share, {
		faults: { share: { kind: 'answer', status: 404, body: { message: 'An account is required.' } } },
	}),
	errorCase('account-required', 'guests may not share on the custom domain', share, {
		faults: { share: { kind: 'answer', status: 404, body: { message: 'Public sharing disabled' } } },
	}),
	errorCase(
		'account-required',
		'an old server refuses even the owner of the custom domain',
		({ login }) => ({ ...login, ...share }),
		{ faults: { share: { kind: 'answer', status: 404, body: { message: 'Public sharing disabled' } } } },
	),
	errorCase('api-not-found', 'the host is another website', share, {
		faults: { any: { kind: 'answer', status: 404, headers: { 'content-type': 'text/html' }, body: PAGE } },
	}),
	errorCase(
		'api-not-found',
		'the chosen API version is not there',
		{ ...share, 'api-version': 'v1' },
		{ scenario: { server: { apis: { v1: false } } } },
	),
	errorCase(
		'refused-by-server',
		'the server objects to the request',
		{ ...share, passphrase: 'abcdef' },
		{ scenario: { server: { release: 'v0.23' } } },
	),
	errorCase(
		'refused-by-server',
		'the domain for the link belongs to somebody else',
		({ login }) => ({ ...login, ...share, 'share-domain': 'links.example.org' }),
		{
			faults: {
				share: {
					kind: 'answer',
					status: 404,
					body: { message: 'You do not have permission to use domain: links.example.org' },
				},
			},
		},
	),
	errorCase('rate-limited', 'guests of the network have shared too much', share, {
		scenario: { server: { guestLimit: 0 } },
	}),
	errorCase('rate-limited', 'the server asks for a longer wait than there is', share, {
		faults: { status: { kind: 'answer', status: 429, headers: LATER, body: {} } },
	}),
];

const ofFronts: readonly ErrorCase[] = [
	errorCase('forbidden', 'a firewall blocks the request', share, {
		faults: { any: { kind: 'answer', status: 403, headers: { 'content-type': 'text/html' }, body: PAGE } },
	}),
	errorCase('redirected', 'a login page stands in front', share, {
		faults: { any: { kind: 'redirect', status: 302, location: 'https://login.example.com/?to=/api' } },
	}),
	{
		code: 'redirected',
		when: 'the server has moved',
		async run() {
			const { server, run } = await openTlsScenario({ job: { secrets: [SECRET] } });
			const location = `https://www.${TLS_HOST}/api/v1/status`;
			server.fault({ route: 'any', on: 'every', act: { kind: 'redirect', status: 301, location } });
			return run(share);
		},
	},
	errorCase('answer-unusable', 'a portal responds in place of the server', share, {
		faults: { any: { kind: 'answer', headers: { 'content-type': 'text/html' }, body: PAGE } },
	}),
];

const ofNetworks: readonly ErrorCase[] = [
	errorCase('unreachable', 'nobody listens', async ({ server }) => {
		await server.close();
		return { ...share, timeout: '1s' };
	}),
	{
		code: 'unreachable',
		when: 'the proxy wants a password',
		async run() {
			const { run } = await openTlsScenario({
				job: { secrets: [SECRET] },
				proxy: { credentials: { username: 'build', password: 'pr0xy-pass' } },
			});
			return run(share);
		},
	},
	{
		code: 'tls-failed',
		when: 'the certificate comes from an unknown authority',
		async run() {
			const { run } = await openTlsScenario({ job: { secrets: [SECRET] } });
			return run(share, { env: { NODE_EXTRA_CA_CERTS: '' } });
		},
	},
	{
		code: 'tls-failed',
		when: 'the file of the authority cannot be read',
		async run() {
			const { run } = await openTlsScenario({ job: { secrets: [SECRET] } });
			return run(share, { env: { NODE_EXTRA_CA_CERTS: '/etc/ssl/company.pem' } });
		},
	},
	errorCase(
		'deadline-exceeded',
		'the server does not respond',
		{ ...share, timeout: '1s' },
		{ faults: { status: { kind: 'stalled-headers' } } },
	),
];

/** Errors that any request can meet. */
export const errorsOfServers: readonly ErrorCase[] = [...ofService, ...ofFronts, ...ofNetworks];
