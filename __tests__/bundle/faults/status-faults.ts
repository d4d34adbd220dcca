// Faults of the status check that end the step: no secret leaves the machine unless the service has said
// `nominal`.

import { failsAtStatus, succeeds, succeedsAfterChecks } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, once, page, redirects, responds } from './server-faults.ts';

/** The rows. */
export const STATUS_FAULTS: readonly ShareFault[] = [
	{ name: 'nothing goes wrong', withBundle: true, expected: succeeds },
	{ name: 'nothing goes wrong with an account', login: 'right', expected: succeeds },
	{
		name: 'the service is degraded',
		word: 'degraded',
		withBundle: true,
		expected: failsAtStatus('not-nominal', 1, 'degraded'),
	},
	{
		name: 'the word has other characters',
		word: 'NOMINAL ',
		expected: failsAtStatus('not-nominal', 1, 'unrecognized'),
	},
	{ name: 'the word is empty', word: '', expected: failsAtStatus('not-nominal', 1, 'unrecognized') },
	{
		name: 'the word comes twice',
		plans: always('status', responds(200, '{"status":"nominal","status":"down"}')),
		expected: failsAtStatus('not-nominal', 1, 'down'),
	},
	{
		name: 'the word is a number',
		plans: always('status', responds(200, { status: 1 })),
		expected: failsAtStatus('not-nominal', 1, 'unrecognized'),
	},
	{
		name: 'the response is null',
		plans: always('status', responds(200, 'null')),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'the response is a list',
		plans: always('status', responds(200, '["nominal"]')),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'the response is cut short',
		plans: always('status', responds(200, '{"status":"nominal"')),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'two documents in one response',
		plans: always('status', responds(200, '{"status":"nominal"}{}')),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{ name: 'a portal responds once', plans: once('status', page(200)), expected: succeedsAfterChecks(2) },
	{
		name: 'a portal responds',
		plans: always('status', page(200)),
		withBundle: true,
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'no content',
		plans: always('status', responds(204, '')),
		expected: failsAtStatus('answer-unusable', 2),
	},
	{
		name: 'a page where both API versions should be',
		plans: always('status', page(404)),
		withBundle: true,
		says: ['does not have API v1 or v2'],
		expected: failsAtStatus('api-not-found', 2),
	},
	{
		name: 'API v1 is asked for and is not there',
		api: 'v1',
		plans: always('status', page(404)),
		expected: failsAtStatus('api-not-found', 1),
	},
	{
		name: 'neither API version is there, in JSON',
		plans: always('status', responds(404, { error: 'Not Found' })),
		withBundle: true,
		expected: failsAtStatus('api-not-found', 2),
	},
	{
		name: 'API v1 is not there, but v2 is',
		plans: once('status', responds(404, { error: 'Not Found' })),
		withBundle: true,
		expected: succeedsAfterChecks(2),
	},
	{
		name: 'the method is not known',
		plans: always('status', page(405)),
		expected: failsAtStatus('api-not-found', 2),
	},
	{
		name: 'wrong credentials',
		login: 'wrong',
		withBundle: true,
		expected: failsAtStatus('credentials-rejected', 1, 'unauthorized'),
	},
	{
		name: 'a 401 of the API for a guest',
		plans: always('status', responds(401, {})),
		expected: failsAtStatus('account-required', 1),
	},
	{
		name: 'a login page with 401 in front of the server, for an account',
		login: 'right',
		plans: always('status', page(401)),
		withBundle: true,
		says: [/login page stands in front/, '`headers`'],
		neverSays: ['`token`'],
		expected: failsAtStatus('forbidden', 1),
	},
	{
		name: 'an edge network forbids it',
		plans: always('status', page(403)),
		withBundle: true,
		expected: failsAtStatus('forbidden', 1),
	},
	{
		name: 'an edge network forbids it in JSON',
		plans: always('status', responds(403, { message: 'Access denied' })),
		expected: failsAtStatus('forbidden', 1),
	},
	{
		name: 'a refusal in words',
		plans: always('status', responds(404, { message: 'Not today' })),
		expected: failsAtStatus('refused-by-server', 1),
	},
	{
		name: 'guests are not wanted',
		plans: always('status', responds(422, { code: 'REQUIRES_ACCOUNT' })),
		expected: failsAtStatus('account-required', 1),
	},
	{
		name: 'a redirect to a login page',
		login: 'right',
		plans: always('status', redirects(302, 'https://login.example.com/?next=%2Fapi%2Fv1%2Fstatus')),
		withBundle: true,
		says: ['login.example.com', /login page or another service stands in front/, '`headers`'],
		neverSays: ['`domain'],
		expected: failsAtStatus('redirected', 1),
	},
	{
		name: 'a redirect to a login host that keeps the path',
		plans: always('status', redirects(302, 'https://login.127.0.0.1.example.com/api/v1/status')),
		withBundle: true,
		says: [/login page or another service stands in front/],
		neverSays: ['`domain'],
		expected: failsAtStatus('redirected', 1),
	},
	{
		name: 'a redirect of the same request to https and another port of the same host',
		plans: always('status', redirects(308, 'https://127.0.0.1:1/api/v1/status')),
		withBundle: true,
		says: ['The server has moved: set `domain: 127.0.0.1:1`.'],
		expected: failsAtStatus('redirected', 1),
	},
	{
		name: 'a redirect on the same host',
		plans: always('status', redirects(308, '/x')),
		expected: failsAtStatus('redirected', 1),
	},
	{
		name: 'the step is stopped',
		plans: always('status', { kind: 'hold' }),
		isStopped: true,
		withBundle: true,
		expected: failsAtStatus('cancelled', 1),
	},
];
