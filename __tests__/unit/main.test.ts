import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMain } from '../support/main-runs.ts';
import { fieldsFromRecords } from '../support/saved-state.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let folder: string;
beforeEach(async () => {
	server = await startServer();
	folder = mkdtempSync(join(tmpdir(), 'main-'));
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await server.close();
});

const run = (inputs: Record<string, string>, env?: Record<string, string>, cancel?: AbortSignal) =>
	runMain(server, inputs, env, cancel);
const infosOf = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('::'));

describe('main', () => {
	it('masks, saves, delivers, announces, and writes a summary without anything secret', async () => {
		const { error, lines, outputs, summary } = await run({
			secret: 'a secret value',
			passphrase: 'a pass phrase',
		});
		expect(error).toBeUndefined();
		const link = outputs.find(([name]) => name === 'link')?.[1] ?? '';
		expect(server.reveal(link.split('/').at(-1) ?? '', 'a pass phrase')).toBe('a secret value');
		expect(outputs.map(([name]) => name)).toEqual(['status', 'link', 'receipt', 'ttl', 'expires-at']);
		expect(infosOf(lines)).toEqual([
			expect.stringMatching(
				/^127\.0\.0\.1:\d+ is up \(status: nominal\)\. Secret stored as guest, with a passphrase\.$/,
			),
			expect.stringContaining('${{ steps.share.outputs.link }}'),
			expect.stringMatching(/^It can be opened once, within 7 days, until .*Z\.$/),
		]);
		expect(summary).toMatch(
			/### Onetime Secret: share \(step `share`\)\n\n\| \| \|\n\|---\|---\|\n\| Host \| 127\.0\.0\.1:\d+ \|\n\| Login \| guest \|\n\| Expires \| .*Z \|\n\| Passphrase \| yes \|\n\| Recipient \| no \|\n$/,
		);
		expect(summary).not.toMatch(/secret\/|a secret|a pass/);
	});

	it('names the account in the summary and the log', async () => {
		const { username, token } = server.account;
		const { lines, summary } = await run({ secret: 'a secret value', username, token });
		expect(infosOf(lines)[0]).toContain('Secret stored for the account');
		expect(summary).toContain('| Login | account |');
	});

	it('masks the credentials and the proxy password before the first request', async () => {
		const { lines } = await run(
			{ secret: 'a secret value', username: 'u', token: 'tok' },
			{ HTTPS_PROXY: 'http://me:pa%20ss@127.0.0.1:9' },
		);
		const masks = lines.filter((line) => line.startsWith('::add-mask::'));
		expect(masks).toContain('::add-mask::pa ss');
		expect(masks).toContain(`::add-mask::${Buffer.from('u:tok').toString('base64')}`);
	});

	it('sends the extra headers, masked', async () => {
		const { lines } = await run({ mode: 'status', headers: 'X-Service: abcd' });
		expect(server.requests[0]?.headers).toMatchObject({ 'x-service': 'abcd' });
		expect(lines[0]).toBe('::add-mask::abcd');
	});

	it('logs proxy and certificate settings', async () => {
		const { lines } = await run({ mode: 'status' }, { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' });
		expect(infosOf(lines)[0]).toBe('Trusting the certificate authorities in NODE_EXTRA_CA_CERTS as well.');
	});

	it('does not name an output if the step has no id and only the recipient needs the link', async () => {
		const { username, token } = server.account;
		const inputs = { secret: 'a secret value', username, token, recipient: 'person@example.com' };
		const { error, lines } = await run(inputs, { GITHUB_ACTION: '__ots_action' });
		expect(error).toBeUndefined();
		expect(infosOf(lines)).toContain('One-time link: *** (masked).');
	});

	it('creates the file for a value', async () => {
		const path = join(folder, 'value');
		const { error, outputs } = await run({ mode: 'generate', 'value-file': path });
		expect(error).toBeUndefined();
		expect(readFileSync(path, 'utf8')).not.toBe('');
		expect(outputs).toContainEqual(['value', '']);
	});

	it('waits with its own clock in the modes that wait', async () => {
		let asked = 0;
		server.setStatus(() => (asked++ === 0 ? 'starting' : 'nominal'));
		const { error, outputs } = await run({ mode: 'status', wait: '1s' });
		expect(error).toBeUndefined();
		expect(outputs).toEqual([['status', 'nominal']]);
	});

	it('writes no summary if none is wanted, and succeeds if it cannot be written', async () => {
		expect((await run({ mode: 'status', summary: 'false' })).summary).toBe('');
		const { error, lines } = await run({ mode: 'status' }, { GITHUB_STEP_SUMMARY: '/nowhere/at/all' });
		expect(error).toBeUndefined();
		expect(lines.at(-1)).toBe('::debug::No job summary was written: ENOENT');
	});
});

describe('What main saves', () => {
	it('is every key as empty at first, so no earlier step can plant one', async () => {
		const { state } = await run({ mode: 'status' });
		expect(state.slice(0, 2)).toEqual([
			['idle', ''],
			['saved', ''],
		]);
		expect(new Set(state.map(([key]) => key))).toEqual(new Set(['idle', 'saved']));
	});

	it('is the server, when to burn, the network settings, and the path of the composite action', async () => {
		const { state } = await run(
			{ secret: 'a secret value', 'burn-on': 'always' },
			{ GITHUB_ACTION_PATH: '/actions/inner', NODE_OPTIONS: '--no-warnings' },
		);
		expect(fieldsFromRecords(state)).toMatchObject({
			origin: server.origin,
			'burn-on': 'always',
			network: expect.arrayContaining(['--no-warnings']),
			'action-path': '/actions/inner',
			summary: true,
			'api-version': 'v1',
			receipt: expect.stringMatching(/^\w{62}$/),
			delivered: true,
		});
		expect(fieldsFromRecords(state)).not.toHaveProperty('may-be-mailed');
	});
});
