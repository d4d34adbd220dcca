// The happy path of every mode, as each release and API version must take it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findLeaks } from '../support/runner/index.ts';
import { fieldsSavedBy } from '../support/saved-state.ts';
import { keyOf } from '../support/scenario.ts';
import type { Combination, ReleaseContext } from './release-contexts.ts';
import { linesOf, warningsOf } from './step-texts.ts';
import { finishJob } from './test-scenario.ts';

/** One case of the matrix. */
export interface ReleaseCase {
	readonly name: string;
	/** False where the case says nothing; absent if it says something everywhere. */
	appliesTo?(combination: Combination): boolean;
	play(context: ReleaseContext): Promise<void>;
}

/** The value of every case. */
export const SECRET = 'db-password-Tr0ub4dor';
/** The passphrase of every case that has one. */
export const PASSPHRASE = 'correct horse & battery';
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** Routes that were called, with `~` before those of a version that is not there. */
function routesOf({ server, version }: ReleaseContext): string[] {
	return server.requests.map(({ path, route }) =>
		path.startsWith(`/api/${version}/`) ? route : `~${path.split('/')[2]}`,
	);
}

/** The one request with which `auto` finds out that there is no v1. */
function detour({ hasV1 }: Combination): string[] {
	return hasV1 ? [] : ['~v1'];
}

/** The line that says which API version is used; `auto` says nothing of v1. */
function expectApiLine({ apiVersion, version, hasV1 }: Combination, lines: readonly string[]): void {
	const expected = apiVersion === 'v2' || !hasV1 ? [expect.stringContaining(`Using API ${version}.`)] : [];
	expect(lines.filter((line) => line.includes('Using API'))).toEqual(expected);
}

/** The happy paths. */
export const releasePaths: readonly ReleaseCase[] = [
	{
		name: 'share as guest delivers a link that opens once, with two requests',
		async play(context) {
			const { server, run, release } = context;
			const step = await run({ secret: SECRET, passphrase: PASSPHRASE, ttl: '1h' });
			expect([step.outcome, warningsOf(step)]).toEqual(['success', []]);
			const length = release === 'v0.23' ? 31 : 62;
			expect(step.outputs).toEqual({
				status: 'nominal',
				link: expect.stringMatching(new RegExp(`^${server.origin}/secret/[a-z0-9]{${length}}$`)),
				receipt: expect.stringMatching(new RegExp(`^[a-z0-9]{${length}}$`)),
				ttl: '3600',
				'expires-at': TIME,
			});
			expect(routesOf(context)).toEqual([...detour(context), 'status', 'share']);
			expectApiLine(context, linesOf(step));
			const { link = '', receipt = '' } = step.outputs;
			expect(findLeaks({ ...step, log: step.printed }, [SECRET, PASSPHRASE, link, receipt])).toEqual([]);
			expect([server.reveal(keyOf(link), PASSPHRASE), server.alive]).toEqual([SECRET, 0]);
		},
	},
	{
		name: 'share with an account proves the credentials before',
		async play(context) {
			const { server, run, login, version } = context;
			const step = await run({ ...login, secret: SECRET });
			expect([step.outcome, server.alive]).toEqual(['success', 1]);
			const proof = version === 'v2' ? ['proof'] : [];
			expect(routesOf(context)).toEqual([...detour(context), ...proof, 'status', 'share']);
		},
	},
	{
		name: 'share mails a recipient',
		async play({ server, run, login }) {
			const step = await run({ ...login, secret: SECRET, recipient: 'person@example.com' });
			expect([step.outcome, server.mails]).toEqual(['success', ['person@example.com']]);
		},
	},
	{
		name: 'generate delivers a value and a link that opens to it',
		async play(context) {
			const { server, run, version } = context;
			const step = await run({ mode: 'generate', length: '24' });
			const { value = '', link = '' } = step.outputs;
			expect([step.outcome, value.length, warningsOf(step)]).toEqual(['success', 24, []]);
			expect(step.masks).toContain(value);
			const look = version === 'v2' ? ['receipt'] : [];
			expect(routesOf(context)).toEqual([...detour(context), 'status', 'generate', ...look]);
			expect(server.reveal(keyOf(link))).toBe(value);
		},
	},
	{
		name: 'status is nominal, as guest and with an account',
		async play(context) {
			const { run, login, version } = context;
			const guest = await run({ mode: 'status' }, { id: 'guest' });
			const account = await run({ ...login, mode: 'status' }, { id: 'account' });
			expect([guest.outputs, account.outputs]).toEqual([{ status: 'nominal' }, { status: 'nominal' }]);
			expect(linesOf(account).at(-1)).toContain('and accepts the credentials');
			const proof = version === 'v2' ? ['proof'] : [];
			expect(routesOf(context)).toEqual([
				...detour(context),
				'status',
				...detour(context),
				...proof,
				'status',
			]);
		},
	},
	{
		name: 'reveal opens a link with its passphrase, by one request',
		async play(context) {
			const { scenario, server, run, makeLink } = context;
			const { link } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			const sent = server.requests.length;
			const step = await run({ mode: 'reveal', link, passphrase: PASSPHRASE, 'value-file': 'value.txt' });
			expect([step.outcome, step.outputs, server.alive]).toEqual(['success', { value: '' }, 0]);
			expect(routesOf(context).slice(sent)).toEqual([...detour(context), 'secret']);
			expect(existsSync(join(scenario.job.workspace, 'value.txt'))).toBe(true);
			expectApiLine(context, linesOf(step));
		},
	},
	{
		name: 'await goes on when the link was opened, and says when',
		async play({ server, run, makeLink }) {
			const { key, receipt } = await makeLink({ secret: SECRET });
			server.reveal(key);
			const step = await run({ mode: 'await', receipt });
			expect([step.outcome, step.outputs]).toEqual(['success', { state: 'opened', 'opened-at': TIME }]);
		},
	},
	{
		name: 'burn takes a link back with its passphrase, and looks at the receipt',
		async play(context) {
			const { server, run, makeLink } = context;
			const { receipt } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			const sent = server.requests.length;
			const step = await run({ mode: 'burn', receipt, passphrase: PASSPHRASE });
			expect([step.outcome, step.outputs, server.alive]).toEqual(['success', { state: 'burned' }, 0]);
			expect(routesOf(context).slice(sent)).toEqual([...detour(context), 'burn', 'receipt']);
		},
	},
	{
		name: 'the end of the job burns with the API version that main has found',
		async play(context) {
			const { scenario, server, run, login, version } = context;
			const step = await run({ ...login, secret: SECRET, passphrase: PASSPHRASE, 'burn-on': 'always' });
			expect(fieldsSavedBy(step)['api-version']).toBe(version);
			const sent = server.requests.length;
			const post = await finishJob(scenario);
			expect([linesOf(post), server.alive]).toEqual([['The link is burned (`burn-on` is `always`).'], 0]);
			expect(routesOf(context).slice(sent)).toEqual(['burn', 'receipt']);
		},
	},
];
