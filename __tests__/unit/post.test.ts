import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from '../../src/post.ts';
import { networkFingerprint } from '../../src/runner/environment.ts';
import { variableOf } from '../../src/runner/inputs/input-table.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record } from '../support/command-files.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let receipt: string;
let key: string;

async function make(fields: Record<string, string> = {}): Promise<void> {
	const body = new URLSearchParams({ secret: 'a secret', ttl: '600', ...fields });
	const answer: unknown = await (
		await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body })
	).json();
	receipt = String(Reflect.get(answer as object, 'metadata_key'));
	key = String(Reflect.get(answer as object, 'secret_key'));
}

beforeEach(async () => {
	server = await startServer();
	await make();
});
afterEach(() => server.close());

function run(
	inputs: Record<string, string>,
	state: Record<string, string> = {},
	extra: Record<string, string> = {},
) {
	const saved = {
		origin: server.origin,
		'api-version': 'v1',
		receipt,
		'expires-at': '2026-11-23T12:00:00Z',
		'handed-on': 'true',
		'burn-on': inputs['burn-on'] ?? 'never',
		network: networkFingerprint(extra),
		...state,
	};
	const variables = [
		...Object.entries({ domain: server.origin, ...inputs }).map(([name, value]) => [variableOf(name), value]),
		...Object.entries(saved).map(([name, value]) => [`STATE_${name}`, value]),
	];
	const env = { ...Object.fromEntries(variables), ...extra };
	return record(env, (given) =>
		post({ env: given, reporter: createReporter(), cancel: new AbortController().signal }),
	);
}
const said = (lines: readonly string[]) =>
	lines.filter((line) => !line.startsWith('::add-mask::') && !line.startsWith('::debug::'));

describe('post', () => {
	it.each([
		['never', 'failure', 'true', 1],
		['failure', 'success', 'true', 1],
		['failure', 'failure', 'true', 0],
		['failure', 'cancelled', 'true', 0],
		['failure', 'Cancelled', 'true', 0],
		['failure', '${{ job.status }}', 'true', 0],
		['failure', '', 'true', 0],
		['always', 'success', 'true', 0],
		['never', 'success', '', 0],
	])(
		'with burn-on %s, job %s and handed-on %j leaves %d alive',
		async (burnOn, jobStatus, handedOn, alive) => {
			const { error, lines } = await run(
				{ 'burn-on': burnOn, 'job-status': jobStatus },
				{ 'handed-on': handedOn },
			);
			expect(error).toBeUndefined();
			expect(server.alive).toBe(alive);
			expect(said(lines)).toHaveLength(1 - alive);
		},
	);

	it('says why it burned', async () => {
		expect(said((await run({ 'burn-on': 'failure', 'job-status': 'failure' })).lines)).toEqual([
			'The link is burned, because the job ended with `failure`.',
		]);
		await make();
		expect(said((await run({ 'burn-on': 'always' })).lines)).toEqual([
			'The link is burned, because `burn-on` is `always`.',
		]);
		await make();
		expect(said((await run({}, { 'handed-on': '' })).lines)).toEqual([
			'The link is burned, because it was never handed on.',
		]);
	});

	it('believes what main was told, whatever the input says by now', async () => {
		await run({ 'burn-on': 'never' }, { 'burn-on': 'always' });
		expect(server.alive).toBe(0);
		await make();
		expect(said((await run({ 'job-status': 'skipped' }, { 'burn-on': 'failure' })).lines)).toEqual([
			'The link is burned, because the job did not end with `success`.',
		]);
	});

	it('does nothing without a receipt, or with one that cannot be one', async () => {
		for (const none of ['', '../../x']) {
			expect((await run({ 'burn-on': 'always' }, { receipt: none })).lines).toEqual([]);
		}
		expect(server.alive).toBe(1);
	});

	it('tells of a link that was opened before, without failing', async () => {
		server.reveal(key);
		const { lines } = await run({ 'burn-on': 'always' });
		expect(said(lines)).toEqual([
			expect.stringMatching(/^The link was to be burned, because .*, but it was opened before\./),
		]);
	});

	it('tells of a link that the server has forgotten, which therefore nobody can open', async () => {
		const { lines } = await run({ 'burn-on': 'always' }, { receipt: 'z'.repeat(62) });
		expect(said(lines)).toEqual([expect.stringMatching(/gone from its server already\.$/)]);
	});

	it('burns with the passphrase and the credentials that the inputs name', async () => {
		await make({ passphrase: 'correct horse' });
		const { username, token } = server.account;
		const { lines } = await run({ 'burn-on': 'always', passphrase: 'correct horse', username, token });
		expect(said(lines)).toEqual([expect.stringMatching(/^The link is burned/)]);
		expect(server.requests.at(-1)?.headers['authorization']).toMatch(/^Basic /);
		expect(lines).toContain('::add-mask::correct horse');
		expect(lines).toContain(`::add-mask::${Buffer.from(`${username}:${token}`).toString('base64')}`);
	});

	it('warns once, with what stays alive until when, when the burn fails', async () => {
		await make({ passphrase: 'correct horse' });
		const { error, lines } = await run({ 'burn-on': 'always', passphrase: 'wrong horse' });
		expect(error).toBeUndefined();
		expect(said(lines)).toEqual([
			expect.stringMatching(
				/^::warning::The link was not burned, as far as is known, although .*passphrase is wrong\. It may stay alive until 2026-11-23T12:00:00Z\. To burn it by hand.*mode `burn` with/,
			),
		]);
		await make({ passphrase: 'correct horse' });
		expect(said((await run({ 'burn-on': 'always' }, { 'expires-at': '' })).lines)[0]).toMatch(
			/alive until its lifetime ends/,
		);
		expect(said((await run({}, { 'handed-on': '' })).lines)[0]).toMatch(/Nobody has its link\.$/);
	});

	it('burns anonymously where the secret was made when the inputs name another server, and warns', async () => {
		const { username, token } = server.account;
		const { lines } = await run({ 'burn-on': 'always', domain: 'http://127.0.0.1:9', username, token });
		expect(said(lines)).toEqual([
			expect.stringMatching(/^::warning::The link is burned.*inputs now name another server\.$/),
		]);
		expect(server.requests.at(-1)?.headers['authorization']).toBeUndefined();
	});

	it.each([
		[{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, {}, /NODE_TLS_REJECT_UNAUTHORIZED/],
		[{ HTTPS_PROXY: 'nonsense' }, {}, /HTTPS_PROXY/],
		[{ NODE_DEBUG: 'https' }, {}, /NODE_DEBUG/],
		[{}, { network: 'another' }, /Proxy or certificate variables have changed/],
		[{}, { origin: 'nonsense/x' }, /not known any more/],
	] as [Record<string, string>, Record<string, string>, RegExp][])(
		'sends nothing with %j and %j, and warns',
		async (extra, state, warning) => {
			const before = server.requests.length;
			const { lines } = await run({ 'burn-on': 'always' }, state, extra);
			expect(said(lines)).toEqual([expect.stringMatching(warning)]);
			expect(server.requests).toHaveLength(before);
		},
	);

	it('masks the proxy password before it speaks', async () => {
		const { lines } = await run(
			{ 'burn-on': 'always' },
			{},
			{ HTTPS_PROXY: 'http://u:proxy-pass@127.0.0.1:9' },
		);
		expect(lines).toContain('::add-mask::proxy-pass');
	});

	it('does not hide a fault of its own behind a warning', async () => {
		const { error } = await record(
			{ STATE_receipt: receipt, STATE_origin: server.origin, STATE_network: networkFingerprint({}) },
			(env) => {
				const reporter = createReporter();
				const line = () => {
					throw new TypeError('bug');
				};
				return post({
					env: { ...env, INPUT_DOMAIN: server.origin },
					reporter: { ...reporter, line },
					cancel: new AbortController().signal,
				});
			},
		);
		expect(error).toBeInstanceOf(TypeError);
	});
});
