// The input `share-domain`: the custom domain of a link, where it differs from the host that is called.

import { describe, expect, it } from 'vitest';
import type { Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { codesOf, errorOf, linesOf, warningsOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';
import { openTlsScenario } from './tls-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
/** The custom domain of the embedded server's account. */
const DOMAIN = 'secrets.example.com';

function refusing(message: string): Fault {
	return { kind: 'answer', status: 404, body: { message } };
}

describe('`share-domain`', () => {
	it.each([
		['share', 'v1'],
		['generate', 'v1'],
		['share', 'v2'],
		['generate', 'v2'],
	])('is the host of the link that %s makes through API %s, and the log names it', async (mode, version) => {
		const { server, run, login } = await openScenario();
		const value = mode === 'share' ? { secret: SECRET } : {};
		const step = await run({
			...{ ...login, mode, ...value, 'api-version': version },
			// Case does not matter in host names; servers compare letter by letter.
			'share-domain': 'Secrets.Example.com',
		});
		expect([step.outcome, warningsOf(step)]).toEqual(['success', []]);
		expect(step.outputs['link']).toMatch(new RegExp(`^https://${DOMAIN}/secret/[a-z0-9]{62}$`));
		expect(linesOf(step)).toContain(`The link is on ${DOMAIN}.`);
		expect(requestsTo(server, mode === 'share' ? 'share' : 'generate')[0]?.body.toString()).toContain(DOMAIN);
	});

	it('goes together with a region', async () => {
		const { run, login } = await openTlsScenario();
		const step = await run({ ...login, region: 'eu', secret: SECRET, 'share-domain': DOMAIN });
		expect(step.outputs['link']).toMatch(new RegExp(`^https://${DOMAIN}/secret/`));
		expect(linesOf(step)).toContainEqual(expect.stringContaining('eu.onetimesecret.com is up'));
	});

	it('that the server does not honor is a warning with both hosts, and the link is right', async () => {
		const { server, run, login } = await openScenario();
		server.fault({
			route: 'share',
			act: { kind: 'answer', body: (json) => ({ ...json, share_domain: '' }) },
		});
		const step = await run({ ...login, secret: SECRET, 'share-domain': DOMAIN });
		expect(step.outputs['link']).toMatch(new RegExp(`^${server.origin}/secret/`));
		expect(warningsOf(step)).toEqual([
			expect.stringMatching(
				/^`share-domain` is secrets\.example\.com, but (127\.0\.0\.1:\d+) put the link on \1\.$/,
			),
		]);
	});

	it('that nobody asked for is named in the log', async () => {
		const { server, run } = await openScenario();
		const body = (json: object) => ({ ...json, share_domain: 'brand.example.org' });
		server.fault({ route: 'share', act: { kind: 'answer', body } });
		const step = await run({ secret: SECRET });
		expect(step.outputs['link']).toMatch(/^https:\/\/brand\.example\.org\/secret\//);
		expect([linesOf(step).includes('The link is on brand.example.org.'), warningsOf(step)]).toEqual([
			true,
			[],
		]);
	});

	it.each([
		[
			'is not known',
			'links.example.org',
			true,
			'refused-by-server',
			'Add the domain to the account on this server',
		],
		['belongs to no guest', DOMAIN, false, 'refused-by-server', 'of an account that owns the domain'],
	])('that %s is refused with advice of its own', async (_what, shareDomain, hasAccount, code, advice) => {
		const { server, run, login } = await openScenario();
		const step = await run({ ...(hasAccount ? login : {}), secret: SECRET, 'share-domain': shareDomain });
		expect([codesOf(step), server.created]).toEqual([[code], 0]);
		expect(errorOf(step)).toContain(advice);
		expect(errorOf(step)).toContain('\nNo secret was created.\n');
	});

	it.each([
		[
			'belongs to another account',
			refusing(`You do not have permission to use domain: ${DOMAIN}`),
			'refused-by-server',
			'does not let this account use the domain for the link',
		],
		[
			'is not verified',
			refusing('Custom domain is not verified'),
			'refused-by-server',
			'Verify the domain in the account on this server',
		],
		[
			'is closed to its own account, as on v0.24',
			refusing(`Public sharing disabled for domain: ${DOMAIN}`),
			'account-required',
			'Servers of v0.24 and v0.25 refuse even the owner while homepage sharing is off.',
		],
	])('that %s is refused with a text of its own', async (_what, act, code, words) => {
		const { server, run, login } = await openScenario();
		server.fault({ route: 'share', act });
		const step = await run({ ...login, secret: SECRET, 'share-domain': DOMAIN });
		expect([codesOf(step), server.created]).toEqual([[code], 0]);
		expect(errorOf(step)).toContain(words);
		expect(errorOf(step)).not.toContain('Set `username`');
	});

	it('is no advice for a guest on a custom domain, but an account is', async () => {
		const { server, run } = await openScenario();
		server.fault({ route: 'share', act: refusing(`Public sharing disabled for domain: ${DOMAIN}`) });
		const step = await run({ secret: SECRET });
		expect(codesOf(step)).toEqual(['account-required']);
		expect(errorOf(step)).toContain(
			'On a custom domain, guests can share only if its owner allows it. Set `username` and `token` of an account.',
		);
	});

	it.each([
		'secrets.example.com:8443',
		'https://secrets.example.com',
		'secrets.example.com/x',
		'localhost',
		'a b',
	])('is a host name and nothing else: %s', async (shareDomain) => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET, 'share-domain': shareDomain });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
		expect(errorOf(step)).toContain('share: `share-domain` is ');
	});

	it('lets reveal open a link that has that host, through the server that is called', async () => {
		const { server, run } = await openScenario();
		const { key } = await makeLink(server, { secret: SECRET });
		const link = `https://${DOMAIN}/secret/${key}`;
		const refused = await run({ mode: 'reveal', link }, { id: 'refused', continueOnError: true });
		expect([codesOf(refused), requestsTo(server, 'secret')]).toEqual([['invalid-input'], []]);
		expect(errorOf(refused)).toContain('or `share-domain` if that server makes links on it.');
		const step = await run({ mode: 'reveal', link, 'share-domain': DOMAIN });
		expect([step.outcome, step.outputs]).toEqual(['success', { value: SECRET }]);
		expect(requestsTo(server, 'secret').map(({ path }) => path)).toEqual([`/api/v1/secret/${key}`]);
	});
});
