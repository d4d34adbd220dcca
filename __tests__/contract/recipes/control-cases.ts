// Recipes that wait, burn, or go on without the service.
import { expect } from 'vitest';
import { callsOf, logOf, messagesTo, openDelivered, type RecipeCase } from './recipe-case.ts';
import { openAtFirstLook, pullRequest } from './situations.ts';
import { SECRETS } from './values.ts';

const { CHAT_WEBHOOK, DEPLOY_PASSWORD, PREVIEW_PASSWORD } = SECRETS;
/** A refusal that asks to come back after every wait of the recipes, so that nobody has to wait here. */
const COME_BACK_LATER = {
	kind: 'answer',
	status: 429,
	headers: { 'retry-after': '7200' },
	body: {},
} as const;

/** Gates, waits and burns, each with both of its ends. */
export const CONTROL_CASES: readonly RecipeCase[] = [
	{
		recipe: 'Deploy if the service is up',
		shows: 'deploys after a check with the credentials of the account',
		situation: { host: 'eu.onetimesecret.com' },
		check(run) {
			expect(run.jobs['gate']?.log).toContain('is up (status: nominal) and accepts the credentials');
			expect(callsOf(run, 'deploy')).toHaveLength(1);
		},
	},
	{
		recipe: 'Deploy if the service is up',
		shows: 'does not deploy if the service cannot be used',
		situation: {
			host: 'eu.onetimesecret.com',
			prepare({ server }) {
				server.fault({ route: 'status', on: 'every', act: COME_BACK_LATER });
				return undefined;
			},
		},
		results: { gate: 'failure', deploy: 'skipped' },
		check(run) {
			expect(callsOf(run, 'deploy')).toEqual([]);
		},
	},
	{
		recipe: 'Deploy with or without the service',
		shows: 'hands the password over if the service is up',
		check(run) {
			expect(callsOf(run, 'deploy')).toHaveLength(1);
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
			expect(logOf(run)).not.toContain('##[warning]');
		},
	},
	{
		recipe: 'Deploy with or without the service',
		shows: 'deploys without it, and asks for another way',
		situation: {
			prepare({ server }) {
				server.fault({ route: 'status', on: 'every', act: COME_BACK_LATER });
				return undefined;
			},
		},
		check(run) {
			expect(callsOf(run, 'deploy')).toHaveLength(1);
			expect(callsOf(run, 'curl')).toEqual([]);
			expect(logOf(run)).toContain('##[warning]Onetime Secret is not available.');
			expect(run.server.created).toBe(0);
		},
	},
	{
		recipe: 'Hand over, or revoke after 30 minutes',
		shows: 'notes when the recipient opened the link',
		situation: { prepare: openAtFirstLook },
		check(run) {
			expect(messagesTo(run, CHAT_WEBHOOK)).toHaveLength(1);
			const summaries = run.jobs['hand-over']?.stages.map(({ summary }) => summary).join('');
			expect(summaries).toMatch(/^The link was opened at \d{4}-\d\d-\d\dT[\d:]+Z\.$/m);
			expect(run.server.requests.filter(({ route }) => route === 'burn')).toEqual([]);
		},
	},
	{
		recipe: 'Hand over, or revoke after 30 minutes',
		shows: 'burns the link if the wait ends before anybody has opened it',
		situation: {
			prepare({ server }) {
				server.fault({ route: 'receipt', act: COME_BACK_LATER });
				return undefined;
			},
		},
		check(run) {
			expect(run.jobs['hand-over']?.stages.map(({ outcome }) => outcome)).toEqual(
				expect.arrayContaining(['failure', 'skipped']),
			);
			expect(logOf(run)).toContain('The link is burned.');
			expect(openDelivered(run)).toBeUndefined();
		},
	},
	{
		recipe: 'Deploy and hand over',
		shows: 'leaves the link alone if the deployment succeeds',
		check(run) {
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Deploy and hand over',
		shows: 'burns the link if the deployment fails',
		situation: { failing: ['deploy'] },
		results: { deploy: 'failure' },
		check(run) {
			expect(openDelivered(run)).toBeUndefined();
			expect(logOf(run)).toContain('The link is burned (the job failed).');
		},
	},
	{
		recipe: 'Deploy, test, and revoke if the test fails',
		shows: 'leaves the link alone if the test succeeds',
		check(run) {
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Deploy, test, and revoke if the test fails',
		shows: 'burns the link if the test fails, in a job that succeeds',
		situation: { failing: ['app.example.com/health'] },
		check(run) {
			expect(openDelivered(run)).toBeUndefined();
		},
	},
	{
		recipe: 'Preview',
		shows: 'shares the password where there are secrets',
		situation: pullRequest('branch'),
		check(run) {
			expect(openDelivered(run)).toBe(PREVIEW_PASSWORD);
		},
	},
	{
		recipe: 'Preview',
		shows: 'says why nothing was shared where there are none',
		situation: pullRequest('fork'),
		check(run) {
			expect(logOf(run)).toContain('##[notice]This run has no secrets');
			expect(run.server.requests).toEqual([]);
			expect(run.calls).toEqual([]);
		},
	},
];
