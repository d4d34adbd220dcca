// Recipes that hand a value over.
import { expect } from 'vitest';
import {
	callsOf,
	hostOfDelivered,
	logOf,
	messagesTo,
	openDelivered,
	type RecipeCase,
} from './recipe-case.ts';
import { startWithLink } from './situations.ts';
import { CERTIFICATE, SECRETS, SSH_KEY, TEAM_PASSPHRASE } from './values.ts';

const { CHAT_WEBHOOK, DEPLOY_PASSWORD } = SECRETS;
const DB_ADDRESS = 'https://db-api.example.com/v1/roles/app';

/** Values that go from a workflow to a person, or the other way round. */
export const HAND_OVER_CASES: readonly RecipeCase[] = [
	{
		recipe: 'Hand over a password',
		shows: 'lets a guest share it, for a day',
		check(run) {
			expect(messagesTo(run, CHAT_WEBHOOK)).toEqual([expect.stringMatching(/^Your password: https:\S+$/)]);
			expect(hostOfDelivered(run)).toBe('us.onetimesecret.com');
			expect(run.jobs['share']?.stages[0]?.outputs['ttl']).toBe('86400');
			expect(openDelivered(run)).toBe(DEPLOY_PASSWORD);
			expect(openDelivered(run)).toBeUndefined();
		},
	},
	{
		recipe: 'Hand over the deployment password',
		shows: 'shares with an account in the EU, and needs the passphrase of the team',
		situation: { host: 'eu.onetimesecret.com' },
		check(run) {
			expect(run.hosts).toEqual(['eu.onetimesecret.com']);
			expect(run.server.requests.every(({ headers }) => headers['authorization'] !== undefined)).toBe(true);
			expect(messagesTo(run, CHAT_WEBHOOK)).toHaveLength(1);
			expect(openDelivered(run)).toBeUndefined();
			expect(openDelivered(run, TEAM_PASSPHRASE)).toBe(DEPLOY_PASSWORD);
		},
	},
	{
		recipe: 'Rotate the database password',
		shows: 'sets the same password in the database that the recipient reads',
		check(run) {
			const [request] = callsOf(run, 'curl');
			expect(request?.address).toBe(DB_ADDRESS);
			expect(request?.args).toEqual(
				expect.arrayContaining(['PATCH', `Authorization: Bearer ${SECRETS.DB_TOKEN}`]),
			);
			const { password } = JSON.parse(request?.input ?? '') as { password: string };
			expect(password).toHaveLength(32);
			expect(openDelivered(run)).toBe(password);
			expect(logOf(run)).not.toContain(password);
		},
	},
	{
		recipe: 'Rotate the database password',
		shows: 'burns the link if the database refuses the password',
		situation: { failing: ['db-api.example.com'] },
		results: { rotate: 'failure' },
		check(run) {
			expect(messagesTo(run, CHAT_WEBHOOK)).toEqual([]);
			expect([run.server.created, run.server.alive]).toEqual([1, 0]);
		},
	},
	{
		recipe: 'Make a password',
		shows: 'shares a password that meets the policy and is never printed',
		check(run) {
			const password = openDelivered(run) ?? '';
			expect(password).toMatch(/^Aa1![0-9a-f]{32}$/);
			expect(logOf(run)).not.toContain(password);
		},
	},
	{
		recipe: 'Hand over the database login',
		shows: 'shares exactly three lines, and hides all but the host in the log',
		check(run) {
			const { DB_USER, DB_PASSWORD } = SECRETS;
			expect(openDelivered(run)).toBe(`host: db.example.com\nuser: ${DB_USER}\npassword: ${DB_PASSWORD}`);
			expect(logOf(run)).toContain('host: db.example.com\nuser: ***\npassword: ***');
		},
	},
	{
		recipe: 'Hand over the database login',
		shows: 'shares nothing if a secret is missing',
		situation: { hasNoSecrets: true },
		results: { share: 'failure' },
		check(run) {
			expect(logOf(run)).toContain('USER_NAME: is not set');
			expect(run.server.requests).toEqual([]);
		},
	},
	{
		recipe: 'Hand over the SSH key',
		shows: 'shares the decoded key, byte for byte',
		check(run) {
			expect(openDelivered(run)).toBe(SSH_KEY);
		},
	},
	{
		recipe: 'Hand over an encryption key',
		shows: 'shares 32 bytes as base64',
		check(run) {
			expect(Buffer.from(openDelivered(run) ?? '', 'base64')).toHaveLength(32);
		},
	},
	...(['Install a certificate', 'Install a certificate on our own machine'] as const).map(
		(recipe): RecipeCase => ({
			recipe,
			shows: 'deploys what a person has shared, and uses the link up',
			situation: { prepare: startWithLink },
			showsLink: true,
			check(run) {
				expect(callsOf(run, 'deploy')).toMatchObject([{ input: CERTIFICATE }]);
				expect(run.server.alive).toBe(0);
				expect(run.jobs['install']?.stages.at(-1)?.printed).toMatch(/^Removed .+certificate\.pem/m);
			},
		}),
	),
];
