// What stands in front of a server: login pages, firewalls and moved servers. No advice leads credentials astray.

import { describe, expect, it } from 'vitest';
import { codesOf, errorOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';
import { openTlsScenario, TLS_HOST } from './tls-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PAGE = {
	kind: 'answer',
	headers: { 'content-type': 'text/html' },
	body: '<html>Log in</html>',
} as const;
const ASK_OPERATOR = 'ask its operator for access to `/api`, or pass its service token with `headers`.';

describe('A redirect', () => {
	it.each([
		['to a login host', 'https://login.example.org/?redirect=%2Fapi%2Fv1%2Fstatus', 'login.example.org'],
		[
			'to a login host with the path of the request',
			'https://login.example.org/api/v1/status',
			'login.example.org',
		],
		['to `login.` in front of the own host', `https://login.${TLS_HOST}/api/v1/status`, `login.${TLS_HOST}`],
		['to a login path on the own host', `https://${TLS_HOST}/login`, TLS_HOST],
		['to `www.` but another path', `https://www.${TLS_HOST}/login`, `www.${TLS_HOST}`],
		['to `www.` in plain text', `http://www.${TLS_HOST}/api/v1/status`, `www.${TLS_HOST}`],
		['to `www.` with a user', `https://me:pw@www.${TLS_HOST}/api/v1/status`, `www.${TLS_HOST}`],
		['to a relative login path', '/login', undefined],
	])('%s is named, never advised as `domain`', async (_what, location, host) => {
		const { server, proxy, run } = await openTlsScenario();
		server.fault({ route: 'any', on: 'every', act: { kind: 'redirect', status: 302, location } });
		const step = await run({ username: 'ci@example.com', token: server.account.token, secret: SECRET });
		expect([codesOf(step), step.outputs]).toEqual([['redirected'], { status: 'unavailable' }]);
		expect(errorOf(step)).toContain(
			`share: ${TLS_HOST} responded with a redirect (HTTP 302 to the status check).`,
		);
		// The target is text from outside: it is quoted, or withheld if it repeats a sensitive value.
		if (host !== undefined)
			expect(errorOf(step)).toMatch(new RegExp(`It said: "Location: https?://${host}"`));
		expect(errorOf(step)).toContain(ASK_OPERATOR);
		expect(errorOf(step)).not.toContain('set `domain');
		expect([server.requests.length, proxy.connects.map(({ target: to }) => to)]).toEqual([
			1,
			[`${TLS_HOST}:443`],
		]);
	});

	it.each([
		['with a leading www.', `https://www.${TLS_HOST}`, `www.${TLS_HOST}`],
		['on another port', `https://${TLS_HOST}:8443`, `${TLS_HOST}:8443`],
	])('of the whole server, %s, is advised as `domain`', async (_what, origin, host) => {
		const { server, run } = await openTlsScenario();
		const location = `${origin}/api/v1/status`;
		server.fault({ route: 'any', on: 'every', act: { kind: 'redirect', status: 308, location } });
		const step = await run({ secret: SECRET });
		expect(codesOf(step)).toEqual(['redirected']);
		expect(errorOf(step)).toContain(`The server has moved: set \`domain: ${host}\`.`);
		expect(server.requests).toHaveLength(1);
	});

	it('of a creation leaves open whether something was created', async () => {
		const { server, run } = await openTlsScenario();
		const location = 'https://login.example.org/';
		server.fault({ route: 'share', act: { kind: 'redirect', status: 303, location, acts: true } });
		const step = await run({ secret: SECRET });
		expect([codesOf(step), server.created]).toEqual([['redirected'], 1]);
		expect(errorOf(step)).not.toContain('No secret was');
	});
});

describe('A page of HTML', () => {
	it.each([
		['a login page with status 401', 401, true],
		['a login page with status 401 for a guest', 401, false],
		['a firewall with status 403', 403, true],
	])('from %s is no word on the credentials', async (_what, status, hasAccount) => {
		const { server, run, login } = await openScenario();
		server.fault({ route: 'any', on: 'every', act: { ...PAGE, status } });
		const step = await run({ ...(hasAccount ? login : {}), secret: SECRET });
		expect([codesOf(step), step.outputs]).toEqual([['forbidden'], { status: 'unavailable' }]);
		expect(errorOf(step)).toMatch(
			/Ask its operator for access to `\/api`, or pass its service token with `headers`\./,
		);
		expect(errorOf(step)).not.toMatch(/credentials|`username`/);
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		['the API itself with status 401', { status: 401, body: { message: 'Not authorized' } }],
		['the API itself with status 404', { status: 404, body: { message: 'Not authorized' } }],
	])('is told apart from %s', async (_what, response) => {
		const { server, run, login } = await openScenario();
		server.fault({ route: 'status', act: { kind: 'answer', ...response } });
		const step = await run({ ...login, secret: SECRET });
		expect([codesOf(step), step.outputs]).toEqual([['credentials-rejected'], { status: 'unauthorized' }]);
	});
});
