// Recipes for other servers and networks, and for workflows of several parts.
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { RawWorkflow } from '../../support/runner/workflow/workflow-file.ts';
import { hostOfDelivered, logOf, openDelivered, type RecipeCase } from './recipe-case.ts';
import { OWN_HOST, SECRETS, TEAM_PASSPHRASE } from './values.ts';

const { DEPLOY_PASSWORD, ACCESS_CLIENT_ID, ACCESS_CLIENT_SECRET } = SECRETS;

/** The region of the account, which has a custom domain. */
const CUSTOM_DOMAIN = {
	host: 'eu.onetimesecret.com',
	otherHosts: [OWN_HOST],
	server: { customDomain: OWN_HOST },
};
/** A server that is nobody's custom domain. */
const OWN_SERVER = { host: OWN_HOST, server: { customDomain: 'links.example.com' } };

/** Uses the composite action of the pages, and hands its output on. */
const WRAPPER = parse(`
jobs:
  share:
    steps:
      - uses: ./.github/actions/hand-over
        id: hand-over
        with:
          credential: \${{ secrets.DEPLOY_PASSWORD }}
          passphrase: \${{ secrets.TEAM_PASSPHRASE }}
      - run: gh issue comment 1 --body-file - <<< "$LINK"
        env:
          LINK: \${{ steps.hand-over.outputs.link }}
          GH_TOKEN: \${{ github.token }}
      - run: ./deploy.sh
`) as RawWorkflow;

/** Servers, networks, and workflows of several parts. */
export const PLACE_CASES: readonly RecipeCase[] = [
	{
		recipe: 'Share in one job, send in another',
		shows: 'hands the link to the next job, where it needs the passphrase',
		situation: CUSTOM_DOMAIN,
		showsLink: true,
		check(run) {
			expect(run.jobs['share']?.droppedOutputs).toEqual([]);
			expect(run.jobs['share']?.log).not.toContain('/secret/');
			expect(run.jobs['send']?.log).toContain('/secret/');
			expect(openDelivered(run)).toBeUndefined();
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Release',
		shows: 'hands over through the reusable workflow, in the region `us` and for seven days',
		covers: ['Hand over'],
		check(run) {
			expect(hostOfDelivered(run)).toBe('us.onetimesecret.com');
			expect(run.jobs['hand-over/share']?.stages[0]?.outputs['ttl']).toBe('604800');
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Hand over',
		shows: 'hands its link out of the composite action, without a `ttl`, and burns it if the job fails',
		situation: { wrapper: WRAPPER },
		results: { share: 'failure' },
		check(run) {
			expect(hostOfDelivered(run)).toBe('us.onetimesecret.com');
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBeUndefined();
			expect(logOf(run)).toContain('The link is burned (the job failed).');
		},
	},
	{
		recipe: 'Share on a custom domain',
		shows: 'calls the domain, and links to it',
		situation: CUSTOM_DOMAIN,
		check(run) {
			expect(run.hosts).toEqual([OWN_HOST]);
			expect(hostOfDelivered(run)).toBe(OWN_HOST);
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Share from the region, with the link on a custom domain',
		shows: 'calls the region, and links to the domain',
		situation: CUSTOM_DOMAIN,
		check(run) {
			expect(run.hosts).toEqual(['eu.onetimesecret.com']);
			expect(hostOfDelivered(run)).toBe(OWN_HOST);
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Share on our own server',
		shows: 'calls the server of the variable',
		situation: OWN_SERVER,
		check(run) {
			expect(hostOfDelivered(run)).toBe(OWN_HOST);
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Share behind an access proxy',
		shows: 'sends the service token with each request',
		situation: OWN_SERVER,
		check(run) {
			expect(run.server.requests.length).toBeGreaterThan(0);
			for (const { headers } of run.server.requests) {
				expect(headers).toMatchObject({
					'cf-access-client-id': ACCESS_CLIENT_ID,
					'cf-access-client-secret': ACCESS_CLIENT_SECRET,
				});
			}
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Share behind an access proxy',
		shows: 'sends the service token also when it burns the link at the end of the job',
		situation: { ...OWN_SERVER, failing: ['chat.example.com'] },
		results: { share: 'failure' },
		check(run) {
			const burn = run.server.requests.find(({ route }) => route === 'burn');
			expect(burn?.headers).toMatchObject({ 'cf-access-client-id': ACCESS_CLIENT_ID });
			expect(run.server.alive).toBe(0);
		},
	},
	{
		recipe: 'Share through a proxy',
		shows: 'goes through the proxy of the variable, and trusts the authority of the variable',
		situation: { ...OWN_SERVER, namesNetwork: true },
		check(run) {
			expect(run.hosts).toEqual([OWN_HOST]);
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
			expect(logOf(run)).toMatch(/^Using the proxy 127\.0\.0\.1:\d+\.$/m);
		},
	},
	{
		recipe: 'Share through a proxy',
		shows: 'burns the link through the proxy, too',
		situation: { ...OWN_SERVER, namesNetwork: true, failing: ['chat.example.com'] },
		results: { share: 'failure' },
		check(run) {
			expect([run.server.created, run.server.alive]).toEqual([1, 0]);
		},
	},
];
