import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { networkFingerprint } from '../../src/runner/network-settings.ts';
import { createValueFile } from '../../src/runner/value-file.ts';
import { type MadeSecret, makeSecret, type PostRun, runPost } from '../support/post-runs.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let secret: MadeSecret;
let folder: string;
beforeEach(async () => {
	server = await startServer();
	secret = await makeSecret(server);
	folder = mkdtempSync(join(tmpdir(), 'post-'));
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await server.close();
});
const run = (options?: PostRun) => runPost(server, secret, options);

describe('Post sends nothing', () => {
	it.each<[PostRun, RegExp]>([
		[{ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }, /NODE_TLS_REJECT_UNAUTHORIZED/],
		[{ env: { NODE_DEBUG: 'https' } }, /NODE_DEBUG/],
		[{ state: { network: 'another' } }, /Proxy or certificate settings of the environment have changed/],
		[{ state: { network: '' } }, /Proxy or certificate settings of the environment have changed/],
		[{ state: { origin: 'nonsense/x' } }, /The server that it was made on is not known anymore/],
		[{ state: { origin: '' } }, /The server that it was made on is not known anymore/],
	])('and warns once with %j', async (options, warning) => {
		const { said, summary } = await run({ ...options, state: { ...options.state, summary: true } });
		expect(said).toEqual([
			expect.stringMatching(
				/^::warning::Could not burn the link \(`burn-on` is `always`\)\..*The link may still work until/,
			),
		]);
		expect(said[0]).toMatch(warning);
		expect(server.requests).toHaveLength(1);
		expect(summary).toContain('| Link | not burned (`burn-on` is `always`) |');
	});

	it.each([
		{ NODE_USE_SYSTEM_CA: '1' },
		{ NODE_USE_SYSTEM_CA: '1', SSL_CERT_FILE: '/planted' },
		{ NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_DIR: '/planted' },
		{ OPENSSL_CONF: '/planted' },
		{ NODE_EXTRA_CA_CERTS: '/planted' },
		{ HTTPS_PROXY: 'http://planted:1' },
	])('after a later step has set %j', async (env) => {
		const { said } = await run({
			env: env as Record<string, string>,
			state: { network: networkFingerprint({}) },
		});
		expect(said).toEqual([expect.stringContaining('settings of the environment have changed')]);
		expect(server.requests).toHaveLength(1);
	});

	it('after the certificate file was replaced', async () => {
		const path = join(folder, 'ca.pem');
		const env = { NODE_EXTRA_CA_CERTS: path };
		writeFileSync(path, 'one');
		const network = networkFingerprint(env);
		writeFileSync(path, 'another');
		const { said } = await run({ env, state: { network } });
		expect(said).toEqual([expect.stringContaining('settings of the environment have changed')]);
	});

	it('and ignores unsafe settings if it has nothing to send', async () => {
		const state = { network: 'another', 'burn-on': 'never' };
		expect((await run({ state, env: { NODE_DEBUG: 'https' } })).said).toEqual([]);
	});
});

describe('The end of the lifetime', () => {
	const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

	it("is compared with the runner's clock: five minutes later nothing is sent, and one line says so", async () => {
		const { said } = await run({
			state: { 'expires-by': minutesAgo(6), 'expires-at': '2099-01-01T00:00:00Z' },
		});
		expect(said).toEqual(['The link has expired. There is nothing to burn.']);
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		['four minutes ago', minutesAgo(4)],
		['in an hour', minutesAgo(-60)],
		['unknown', ''],
		['nonsense', 'nonsense'],
	])('is not certain to be over if it is %s', async (_when, expiresBy) => {
		const { said } = await run({
			state: { 'expires-by': expiresBy, 'expires-at': '2000-01-01T00:00:00Z' },
		});
		expect(said).toEqual([expect.stringMatching(/^The link is burned/)]);
	});

	it('is not logged if there was nothing to burn', async () => {
		expect((await run({ state: { 'expires-by': minutesAgo(6), 'burn-on': 'never' } })).said).toEqual([]);
	});
});

describe('The value file', () => {
	function writeValue(): { path: string; fileRecord: string } {
		const path = join(folder, 'value');
		let fileRecord = '';
		createValueFile(path, (given) => {
			fileRecord = given;
		}).write('hunter2');
		return { path, fileRecord };
	}

	it('is removed, whatever happens to the link', async () => {
		for (const state of [{ 'burn-on': 'never' }, { receipt: '' }, { network: 'another' }]) {
			const { path, fileRecord } = writeValue();
			const { said } = await run({ state: { ...state, 'value-file': fileRecord } });
			expect(said[0]).toBe(`Removed ${path}, which held the value.`);
			expect(existsSync(path)).toBe(false);
		}
	});

	it('stays if it has changed, and one line says so', async () => {
		const { path, fileRecord } = writeValue();
		appendFileSync(path, ' changed');
		const { said } = await run({ state: { receipt: '', 'value-file': fileRecord } });
		expect(said).toEqual([`${path} has changed since the step wrote it. It was not removed.`]);
		expect(existsSync(path)).toBe(true);
	});

	it('is not mentioned if it is gone', async () => {
		const { path, fileRecord } = writeValue();
		rmSync(path);
		expect((await run({ state: { receipt: '', 'value-file': fileRecord } })).said).toEqual([]);
	});

	it('causes a warning if it cannot be removed, because it contains the value', async () => {
		const { fileRecord } = writeValue();
		const unreachable = `${fileRecord}\0`;
		const { said, error } = await run({ state: { receipt: '', 'value-file': unreachable } });
		expect(error).toBeUndefined();
		expect(said).toEqual([
			expect.stringMatching(/^::warning::.*holds the value and could not be removed\.$/),
		]);
	});
});
