import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../../src/post.ts';
import { networkFingerprint } from '../../src/runner/network-settings.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record } from '../support/command-files.ts';
import { type MadeSecret, makeSecret, type PostRun, runPost } from '../support/post-runs.ts';
import { type SavedValue, savedVariables } from '../support/saved-state.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let secret: MadeSecret;
beforeEach(async () => {
	server = await startServer();
	secret = await makeSecret(server);
});
afterEach(() => server.close());
const run = (options?: PostRun) => runPost(server, secret, options);

describe('post', () => {
	it.each([
		['never', 'failure', true, 1],
		['failure', 'success', true, 1],
		['failure', 'failure', true, 0],
		['failure', 'cancelled', true, 0],
		['failure', 'Cancelled', true, 0],
		['failure', '${{ job.status }}', true, 0],
		['failure', '', true, 0],
		['always', 'success', true, 0],
		['never', 'success', false, 0],
	])(
		'with burn-on %s, job %s and delivered %j leaves %d alive',
		async (burnOn, jobStatus, delivered, alive) => {
			const state = { 'burn-on': burnOn, delivered };
			const { error, said } = await run({ inputs: { 'job-status': jobStatus }, state });
			expect(error).toBeUndefined();
			expect(server.alive).toBe(alive);
			expect(said).toHaveLength(1 - alive);
		},
	);

	it.each([
		[{ 'burn-on': 'failure' }, { 'job-status': 'failure' }, 'The link is burned (the job failed).'],
		[{ 'burn-on': 'failure' }, { 'job-status': 'cancelled' }, 'The link is burned (the job was cancelled).'],
		[
			{ 'burn-on': 'failure' },
			{ 'job-status': 'skipped' },
			'The link is burned (the job did not end with `success`).',
		],
		[{}, {}, 'The link is burned (`burn-on` is `always`).'],
		[{ delivered: false }, {}, 'The link is burned (it was never delivered).'],
	] as [Record<string, SavedValue>, Record<string, string>, string][])(
		'says in one line why it burned: %j %j',
		async (state, inputs, line) => {
			expect((await run({ state, inputs })).said).toEqual([line]);
		},
	);

	it('uses `burn-on` as main read it, whatever the input says now', async () => {
		await run({ inputs: { 'burn-on': 'never' } });
		expect(server.alive).toBe(0);
	});

	it.each(['', '../../x'])('does nothing with the receipt %j', async (receipt) => {
		expect((await run({ state: { receipt, summary: true } })).stdout).toBe('');
		expect(server.alive).toBe(1);
	});

	it('warns if the link was opened before it could be burned, because somebody must act', async () => {
		server.reveal(secret.key);
		const { said, summary } = await run({ state: { summary: true } });
		expect(said).toEqual([
			'::warning::Could not burn the link (`burn-on` is `always`): it had already been opened. If the recipient should not have the value, replace the credential.',
		]);
		expect(summary).toContain('| Link | opened before (`burn-on` is `always`) |');
	});

	it('says that a link is gone if the server no longer knows it', async () => {
		const { said, summary } = await run({ state: { receipt: 'z'.repeat(62), summary: true } });
		expect(said).toEqual(['The link is already gone from its server (`burn-on` is `always`).']);
		expect(summary).toContain('| Link | gone (`burn-on` is `always`) |');
	});

	it('adds a job summary after a burn, unless none is wanted', async () => {
		const { summary } = await run({ state: { summary: true }, env: { GITHUB_ACTION: 'make-link' } });
		expect(summary).toContain(
			'### Onetime Secret: end of the job (step `make-link`)\n\n| | |\n|---|---|\n| Link | burned (`burn-on` is `always`) |',
		);
		secret = await makeSecret(server);
		expect((await run()).summary).toBe('');
	});

	it('succeeds without a summary file, with a debug line', async () => {
		const { error, lines } = await run({
			state: { summary: true },
			env: { GITHUB_STEP_SUMMARY: '/nowhere/at/all' },
		});
		expect(error).toBeUndefined();
		expect(lines.at(-1)).toBe('::debug::No job summary was written: ENOENT');
	});

	it('warns once if the burn fails, with how long the link may work and how to burn it by hand', async () => {
		secret = await makeSecret(server, { passphrase: 'correct horse' });
		const { error, said, summary } = await run({
			inputs: { passphrase: 'wrong horse' },
			state: { summary: true },
		});
		expect(error).toBeUndefined();
		expect(said).toEqual([
			expect.stringMatching(
				/^::warning::Could not burn the link \(.*\)\. .*the passphrase is wrong\..* The link may still work until 2026-11-23T12:00:00Z\. To burn it by hand.*mode `burn`/,
			),
		]);
		expect(summary).toContain('| Link | not burned, as far as is known (`burn-on` is `always`) |');
	});

	it('says that nobody has the link only if it was neither delivered nor mailed', async () => {
		secret = await makeSecret(server, { passphrase: 'correct horse' });
		const lost = await run({ state: { delivered: false, 'expires-at': '' } });
		expect(lost.said).toEqual([expect.stringMatching(/until its lifetime ends\. Nobody has it\.$/)]);
		const mailed = await run({ state: { delivered: false, 'may-be-mailed': true } });
		expect(mailed.said).toEqual([expect.stringMatching(/It may have been mailed\. To burn it by hand/)]);
		expect(mailed.said.join()).not.toContain('Nobody');
	});

	it('does not repeat the warning of main about short values', async () => {
		expect((await run({ inputs: { passphrase: 'xyz' } })).said).toEqual([
			expect.stringMatching(/^The link is burned/),
		]);
	});

	it('aborts a burn if the process receives SIGTERM', async () => {
		const { said, requests } = { ...(await run({ cancel: AbortSignal.abort() })), requests: server.requests };
		expect(said).toEqual([expect.stringMatching(/^::warning::Could not burn the link/)]);
		expect(requests).toHaveLength(1);
	});

	it('burns on the API version that made the secret', async () => {
		await run({ state: { 'api-version': 'v2' } });
		expect(server.requests.slice(1).every(({ path }) => path.startsWith('/api/v2/'))).toBe(true);
		expect(server.alive).toBe(0);
	});

	it('withholds plaintext from a receipt, but does not mask it', async () => {
		const body = (json: Record<string, unknown>) => ({ ...json, value: 'e', secret_value: 'plain-text' });
		server.fault({ route: 'receipt', on: 'every', act: { kind: 'answer', acts: true, body } });
		const { lines, said } = await run();
		expect(said).toEqual([expect.stringMatching(/^The link is burned/)]);
		expect(lines.join('\n')).not.toMatch(/::add-mask::(e|plain-text)$/m);
	});

	it('does not hide a bug behind a warning', async () => {
		const state = { receipt: secret.receipt, origin: server.origin, network: networkFingerprint({}) };
		const env = savedVariables(state);
		const reporter = {
			...createReporter({ warnsAboutMasks: false }),
			withholdEchoesOf: () => undefined,
			debug() {
				throw new TypeError('bug');
			},
		};
		const { error } = await record({ ...env, INPUT_DOMAIN: server.origin }, (given) =>
			post({ env: given, reporter, cancel: new AbortController().signal }),
		);
		expect(error).toBeInstanceOf(TypeError);
	});
});
