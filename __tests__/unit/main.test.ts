import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { variableOf } from '../../src/runner/inputs/input-table.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record } from '../support/command-files.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.close());

function run(
	inputs: Record<string, string>,
	extra: Record<string, string> = {},
	cancel = new AbortController().signal,
) {
	const variables = Object.entries({ domain: server.origin, ...inputs }).map(([name, value]) => [
		variableOf(name),
		value,
	]);
	return record({ ...Object.fromEntries(variables), ...extra }, (env) =>
		main({ env, reporter: createReporter(), cancel }),
	);
}

describe('main', () => {
	it('masks, saves, hands on, tells, and writes a summary without anything secret', async () => {
		const { error, lines, outputs, state, summary } = await run({
			secret: 'a secret value',
			passphrase: 'a pass phrase',
		});
		expect(error).toBeUndefined();
		const link = outputs.find(([name]) => name === 'link')?.[1] ?? '';
		expect(server.reveal(link.split('/').at(-1) ?? '', 'a pass phrase')).toBe('a secret value');
		expect(outputs.map(([name]) => name)).toEqual(['status', 'link', 'receipt', 'ttl', 'expires-at']);
		expect(state.slice(0, 5).map(([name]) => name)).toEqual([
			'origin',
			'api-version',
			'receipt',
			'expires-at',
			'handed-on',
		]);
		expect(state.at(-1)).toEqual(['handed-on', 'true']);
		expect(lines.at(-2)).toContain('${{ steps.share.outputs.link }}');
		expect(lines.join('\n')).toMatch(/::debug::Attempt 1: 200 after \d+ ms/);
		expect(summary).toMatch(
			/\| Mode \| share \|\n\| Host \| 127\.0\.0\.1:\d+ \|\n\| Expires \| .*Z \|\n\| Passphrase \| yes \|/,
		);
	});

	it('writes nothing to a state file that is not there', async () => {
		const nowhere = await main({
			env: {},
			reporter: createReporter(),
			cancel: new AbortController().signal,
		}).catch((error: unknown) => error);
		expect(nowhere).toMatchObject({
			code: 'invalid-input',
			message: expect.stringContaining('GITHUB_STATE is not set'),
		});
		const { error } = await run({ secret: 'a secret value' }, { GITHUB_STATE: '' });
		expect(error).toMatchObject({
			code: 'invalid-environment',
			message: expect.stringContaining('GITHUB_STATE'),
		});
	});

	it('does not name an output that the runner drops, where only the recipient needs the link', async () => {
		const { username, token } = server.account;
		const inputs = { secret: 'a secret value', username, token, recipient: 'person@example.com' };
		const { error, lines } = await run(inputs, { GITHUB_ACTION: '__ots_action' });
		expect(error).toBeUndefined();
		expect(lines.at(-2)).toBe('One-time link: *** (hidden).');
	});

	it('makes the file for a value, and forgets a receipt that it burned itself', async () => {
		const path = join(mkdtempSync(join(tmpdir(), 'main-')), 'value');
		const generated = await run({ mode: 'generate', 'value-file': path });
		expect(generated.error).toBeUndefined();
		expect(readFileSync(path, 'utf8')).not.toBe('');
		const dropped = {
			body: (json: Record<string, unknown>) => ({ ...json, recipient: [] }),
			kind: 'answer',
			acts: true,
		} as const;
		server.fault({ route: 'share', act: dropped });
		const { username, token } = server.account;
		const shared = await run({ secret: 'a secret value', username, token, recipient: 'person@example.com' });
		expect(shared.error).toMatchObject({ code: 'recipient-dropped' });
		expect(shared.state.filter(([name]) => name === 'receipt').at(-1)).toEqual(['receipt', '']);
	});

	it('waits with its own clock in the modes that wait', async () => {
		let asked = 0;
		server.setStatus(() => (asked++ === 0 ? 'starting' : 'nominal'));
		const { error, outputs } = await run({ mode: 'status', wait: '1s' });
		expect(error).toBeUndefined();
		expect(outputs).toEqual([['status', 'nominal']]);
	});

	it('writes no summary where none is wanted', async () => {
		expect((await run({ secret: 'a secret value', summary: 'false' })).summary).toBe('');
	});

	it('stays green without a summary file, with a debug line', async () => {
		const { error, lines } = await run(
			{ secret: 'a secret value' },
			{ GITHUB_STEP_SUMMARY: '/nowhere/at/all' },
		);
		expect(error).toBeUndefined();
		expect(lines.at(-1)).toBe('::debug::No job summary was written: ENOENT');
	});

	it('names a placeholder where the step has no name, as by hand', async () => {
		const { lines } = await run({ secret: 'a secret value' }, { GITHUB_ACTION: '' });
		expect(lines.at(-2)).toContain('${{ steps.ID.outputs.link }}');
	});

	it('writes "not known" and "no" into the summary where it is so', async () => {
		server.fault({
			route: 'share',
			act: {
				kind: 'answer',
				status: 200,
				acts: true,
				body: (json: unknown) => ({ ...(json as object), ttl: null }),
			},
		});
		const { summary } = await run({ secret: 'a secret value' });
		expect(summary).toMatch(/\| Expires \| not known \|\n\| Passphrase \| no \|/);
	});

	it('masks the proxy password and the credentials before the first request', async () => {
		const { lines } = await run(
			{ secret: 'a secret value', username: 'u', token: 'tok' },
			{ HTTPS_PROXY: 'http://me:pa%20ss@127.0.0.1:9' },
		);
		const masks = lines.filter((line) => line.startsWith('::add-mask::'));
		expect(masks).toContain('::add-mask::pa ss');
		expect(masks).toContain(`::add-mask::${Buffer.from('u:tok').toString('base64')}`);
	});

	it('reports faults of inputs and environment together and sends nothing', async () => {
		const { error, outputs, state } = await run(
			{ secret: '', region: 'x' },
			{ NODE_TLS_REJECT_UNAUTHORIZED: '0' },
		);
		expect(error).toMatchObject({
			code: 'invalid-input',
			message: expect.stringMatching(/^\(1\) `secret`.*\(2\) `region`.*\(3\) NODE_TLS/),
		});
		expect([outputs, server.requests]).toEqual([[], []]);
		expect(state.every(([, value]) => value === '')).toBe(true);
	});

	it('reports one fault of the environment without a number', async () => {
		const { error } = await run({ secret: 'a secret value' }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
		expect(error).toMatchObject({ code: 'invalid-environment', message: expect.stringMatching(/^NODE_TLS/) });
	});

	it('passes concerns on as warnings', async () => {
		const { lines } = await run({ secret: 'x'.repeat(10_001) });
		expect(lines).toContainEqual(expect.stringMatching(/^::warning::`secret` has 10001 bytes/));
	});

	it('reports the wait before a repetition in its debug lines', async () => {
		server.fault({ route: 'status', act: { kind: 'answer', status: 503, headers: { 'retry-after': '0' } } });
		const { error, lines } = await run({ secret: 'a secret value' });
		expect(error).toBeUndefined();
		expect(lines).toContainEqual(
			expect.stringMatching(/^::debug::Attempt 1: 503 after \d+ ms, again in \d+ ms$/),
		);
	});

	it('stops where it was told to stop before it began', async () => {
		const stop = new AbortController();
		stop.abort();
		const { error } = await run({ secret: 'a secret value' }, {}, stop.signal);
		expect(error).toMatchObject({ code: 'cancelled' });
		expect(server.requests).toEqual([]);
	});

	it('stops between the answer and the outputs when told to stop meanwhile', async () => {
		const stop = new AbortController();
		const fault = server.fault({ route: 'share', act: { kind: 'hold' } });
		const running = run({ secret: 'a secret value' }, {}, stop.signal);
		await fault.seen;
		stop.abort();
		fault.release();
		const { error, outputs, state } = await running;
		expect(error).toMatchObject({ code: 'cancelled' });
		expect(outputs.map(([name]) => name)).toEqual(['status']);
		expect(state.filter(([name]) => name === 'receipt').at(-1)?.[1]).toMatch(/^\w{62}$/);
	});
});
