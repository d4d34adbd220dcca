import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record } from '../support/command-files.ts';
import { inputVariables } from '../support/input-variables.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.close());

function run(inputs: Record<string, string>, extra: Record<string, string> = {}) {
	return record({ ...inputVariables({ domain: server.origin, ...inputs }), ...extra }, (env) =>
		main({ env, reporter: createReporter({ warnsAboutMasks: true }), cancel: new AbortController().signal }),
	);
}

describe('main with faults', () => {
	it('reports faults of inputs and environment together and sends nothing', async () => {
		const { error, outputs } = await run({ secret: '', region: 'x' }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
		expect(error).toMatchObject({
			code: 'invalid-input',
			message: expect.stringMatching(
				/^3 things have to be corrected\.\n\(1\) `secret`.*\n\(2\) `region: x`.*\n\(3\) NODE_TLS/,
			),
			leftBehind: 'Nothing was sent.',
		});
		expect([outputs, server.requests]).toEqual([[], []]);
	});

	it('reports a single fault without a number', async () => {
		const environment = await run({ secret: 'a secret value' }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' });
		expect(environment.error).toMatchObject({
			code: 'invalid-environment',
			message: expect.stringMatching(/^NODE_TLS/),
		});
		const input = await run({ secret: 'a secret value', passphrse: 'p' });
		expect(input.error).toMatchObject({
			code: 'invalid-input',
			message: expect.stringMatching(/^`passphrse` is not an input\. Did you mean `passphrase`\?/),
		});
		expect(server.requests).toEqual([]);
	});

	it('starts the text of an error with the mode, if it is known', async () => {
		const annotation = (inputs: Record<string, string>) =>
			record({ ...inputVariables(inputs) }, async (env) => {
				const reporter = createReporter({ warnsAboutMasks: true });
				const cancel = new AbortController().signal;
				await main({ env, reporter, cancel }).catch((error: unknown) => reporter.fail(error));
			});
		expect((await annotation({ mode: 'Reveal' })).lines).toEqual([
			expect.stringMatching(/^::error title=Invalid input::reveal: `link` is missing/),
		]);
		expect((await annotation({ mode: 'open' })).lines).toEqual([
			expect.stringMatching(/^::error title=Invalid input::`mode: open` is not one of/),
		]);
	});

	it('masks sensitive values even if there are faults', async () => {
		const { lines } = await run({ secret: 'a secret value', headers: 'no colon here', ttl: 'x' });
		expect(lines).toContain('::add-mask::a secret value');
		expect(lines).toContain('::add-mask::no colon here');
	});

	it('writes the warnings of the inputs', async () => {
		const { lines } = await run({ secret: 'x'.repeat(10_001) });
		expect(lines).toContainEqual(expect.stringMatching(/^::warning::`secret` has 10001 bytes/));
	});

	it('refuses a malformed proxy only if it applies', async () => {
		const applies = await run({ mode: 'status', domain: 'secrets.example.com' }, { https_proxy: 'nonsense' });
		expect(applies.error).toMatchObject({
			code: 'invalid-environment',
			message: expect.stringMatching(/^https_proxy/),
		});
		expect(
			(await run({ mode: 'status' }, { http_proxy: 'nonsense', HTTPS_PROXY: 'nonsense' })).error,
		).toBeUndefined();
	});

	it('requires a writable state file', async () => {
		const env = {};
		const reporter = createReporter({ warnsAboutMasks: true });
		const nowhere = await main({ env, reporter, cancel: new AbortController().signal }).catch(
			(error: unknown) => error,
		);
		expect(nowhere).toMatchObject({
			code: 'invalid-input',
			message: expect.stringContaining('GITHUB_STATE is not set'),
		});
		const { error } = await run({ secret: 'a secret value' }, { GITHUB_STATE: '' });
		expect(error).toMatchObject({
			code: 'invalid-environment',
			message: expect.stringMatching(/^GITHUB_STATE is not set/),
		});
	});
});
