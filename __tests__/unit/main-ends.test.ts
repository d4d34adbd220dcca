import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record, type Written } from '../support/command-files.ts';
import { inputVariables } from '../support/input-variables.ts';
import { runMain } from '../support/main-runs.ts';
import { serverCertificate } from '../support/network/certificates.ts';
import { fieldsFromRecords } from '../support/saved-state.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let folder: string;
beforeEach(async () => {
	server = await startServer();
	folder = mkdtempSync(join(tmpdir(), 'main-ends-'));
});
afterEach(async () => {
	rmSync(folder, { recursive: true });
	await server.close();
});

const run = (inputs: Record<string, string>, env?: Record<string, string>, cancel?: AbortSignal) =>
	runMain(server, inputs, env, cancel);

/** True if main saved that post has nothing to do. */
const isIdle = (state: Written['state']) => state.findLast(([key]) => key === 'idle')?.[1] === 'yes';

describe('The last state that main writes', () => {
	it.each([
		['a delivered link with `burn-on: never`', { secret: 'a secret value' }],
		['a mode that makes nothing', { mode: 'status' }],
		['refused inputs', { secret: 'a secret value', ttl: 'x' }],
		[
			'a server that made nothing',
			{ secret: 'a secret value', 'burn-on': 'failure', username: 'u', token: 't' },
		],
	] as [string, Record<string, string>][])('is that post has nothing to do after %s', async (_, inputs) => {
		const { state, stdout } = await run(inputs);
		expect(state.at(-1)).toEqual(['idle', 'yes']);
		expect(stdout).not.toContain('No job summary');
	});

	it.each(['failure', 'always'])('is not that post has nothing to do with `burn-on` %s', async (burnOn) => {
		for (const inputs of [{ secret: 'a secret value' }, { mode: 'generate' }]) {
			const { state } = await run({ ...inputs, 'burn-on': burnOn });
			expect(isIdle(state)).toBe(false);
			expect(fieldsFromRecords(state)).toMatchObject({ delivered: true, 'burn-on': burnOn });
		}
	});

	it('is not that post has nothing to do if a value file must be removed', async () => {
		const { state } = await run({ mode: 'generate', 'value-file': join(folder, 'value') });
		expect(isIdle(state)).toBe(false);
		expect(fieldsFromRecords(state)).toMatchObject({ 'value-file': expect.stringMatching(/ .*\/value$/) });
	});

	it('is that post has nothing to do after the secret was burned at once', async () => {
		const body = (json: Record<string, unknown>) => ({ ...json, recipient: [] });
		server.fault({ route: 'share', act: { kind: 'answer', acts: true, body } });
		const { username, token } = server.account;
		const { error, state } = await run({
			secret: 'a secret',
			username,
			token,
			recipient: 'person@example.com',
		});
		expect(error).toMatchObject({ code: 'recipient-dropped', leftBehind: 'The secret is burned.' });
		expect(fieldsFromRecords(state)).toMatchObject({ 'may-be-mailed': true, receipt: '' });
		expect(state.at(-1)).toEqual(['idle', 'yes']);
		expect(server.alive).toBe(0);
	});
});

describe('main in a cancelled step', () => {
	it('sends nothing if the step was cancelled before it began', async () => {
		const { error } = await run({ secret: 'a secret value' }, {}, AbortSignal.abort());
		expect(error).toMatchObject({ code: 'cancelled' });
		expect(server.requests).toEqual([]);
	});

	it('waits for the response to a pending creation, and burns the secret at once', async () => {
		const stop = new AbortController();
		const fault = server.fault({ route: 'share', act: { kind: 'hold' } });
		const running = run({ secret: 'a secret value' }, {}, stop.signal);
		await fault.seen;
		stop.abort();
		fault.release();
		const { error, outputs, state } = await running;
		expect(error).toMatchObject({ code: 'cancelled', leftBehind: 'The secret is burned.' });
		expect(server.alive).toBe(0);
		expect(outputs.map(([name]) => name)).toEqual(['status']);
		const receipts = state.flatMap((saved) => fieldsFromRecords([saved])['receipt'] ?? []);
		expect(receipts).toEqual([expect.stringMatching(/^\w{62}$/), '']);
	});

	it('keeps the receipt for the end of the job when that burn was not confirmed', async () => {
		const stop = new AbortController();
		server.fault({ route: 'burn', on: 'every', act: { kind: 'stalled-headers' } });
		const fault = server.fault({ route: 'share', act: { kind: 'hold' } });
		const running = run({ secret: 'a secret value' }, {}, stop.signal);
		await fault.seen;
		stop.abort();
		fault.release();
		const { error, state } = await running;
		expect(error).toMatchObject({
			code: 'cancelled',
			leftBehind: expect.stringContaining('The end of the job tries again.'),
		});
		expect(fieldsFromRecords(state)).toMatchObject({ receipt: expect.stringMatching(/^\w{62}$/) });
		expect(isIdle(state)).toBe(false);
	});
});

describe('main on a disk that is full after it was checked', () => {
	/** Runs main with a command file that passes the check at the start, while writes go to a full device. */
	const runOn = (fullFile: 'GITHUB_STATE' | 'GITHUB_OUTPUT') =>
		record(
			{ ...inputVariables({ domain: server.origin, secret: 'a secret value' }), [fullFile]: '/dev/full' },
			(env) => {
				const path = join(folder, 'writable');
				writeFileSync(path, '');
				const reporter = createReporter({ warnsAboutMasks: true });
				return main({ env: { ...env, [fullFile]: path }, reporter, cancel: new AbortController().signal });
			},
		);

	it('names the state file, sends nothing, and does not report a bug', async () => {
		const { error, lines } = await runOn('GITHUB_STATE');
		expect(error).toMatchObject({
			code: 'invalid-environment',
			message: expect.stringMatching(/^GITHUB_STATE cannot be written/),
			leftBehind: 'Nothing was sent.',
		});
		expect(server.requests).toEqual([]);
		expect(lines).toContainEqual(expect.stringMatching(/^::debug::The end of the job is slower/));
	});

	it('names the output file, and creates nothing', async () => {
		const { error, state } = await runOn('GITHUB_OUTPUT');
		expect(error).toMatchObject({
			code: 'file-unwritable',
			message: 'GITHUB_OUTPUT cannot be written (ENOSPC).',
		});
		expect(server.created).toBe(0);
		expect(state.at(-1)).toEqual(['idle', 'yes']);
	});
});

describe('main without trust in the server', () => {
	it('names a certificate file that cannot be read', async () => {
		await server.close();
		server = await startServer({ tls: serverCertificate('unknown-authority') });
		const { error } = await run({ mode: 'status' }, { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' });
		expect(error).toMatchObject({
			code: 'tls-failed',
			advice: expect.stringMatching(
				/^NODE_EXTRA_CA_CERTS names `\/nowhere\/ca\.pem`, which cannot be read\./,
			),
		});
		expect(server.requests).toEqual([]);
	});
});

describe('main with a bug', () => {
	it('rethrows it unchanged', async () => {
		const reporter = {
			...createReporter({ warnsAboutMasks: true }),
			debug() {
				throw new TypeError('bug');
			},
		};
		const { error } = await record(inputVariables({ mode: 'status', domain: server.origin }), (env) =>
			main({ env, reporter, cancel: new AbortController().signal }),
		);
		expect(error).toBeInstanceOf(TypeError);
	});
});
