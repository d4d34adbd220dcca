import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MadeSecret, makeSecret, type PostRun, runPost } from '../support/post-runs.ts';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';

let server: EmbeddedServer;
let secret: MadeSecret;
beforeEach(async () => {
	server = await startServer();
	secret = await makeSecret(server);
});
afterEach(() => server.close());
const run = (options?: PostRun) => runPost(server, secret, options);
/** Returns the headers of the last request. */
const lastHeaders = () => server.requests.at(-1)?.headers ?? {};
const inputs = () => ({
	username: server.account.username,
	token: server.account.token,
	passphrase: 'correct horse',
	headers: 'X-Service: abcd',
});

describe('What post sends with a burn', () => {
	it('is what the inputs contain, all of it masked', async () => {
		secret = await makeSecret(server, { passphrase: 'correct horse' });
		const { said, lines } = await run({ inputs: inputs() });
		expect(said).toEqual([expect.stringMatching(/^The link is burned/)]);
		const basic = Buffer.from(`${server.account.username}:${server.account.token}`).toString('base64');
		expect(lastHeaders()).toMatchObject({ authorization: `Basic ${basic}`, 'x-service': 'abcd' });
		for (const value of ['correct horse', 'abcd', server.account.token, basic, secret.receipt]) {
			expect(lines).toContain(`::add-mask::${value}`);
		}
	});

	it('is nothing if the inputs now name another server, and a warning says so', async () => {
		const { said } = await run({ inputs: { ...inputs(), domain: 'http://127.0.0.1:9' } });
		expect(said).toEqual([
			expect.stringMatching(
				/^::warning::The link is burned \(.*\)\. No credentials and no passphrase were sent, because the inputs now name another server\.$/,
			),
		]);
		expect(lastHeaders()).not.toHaveProperty('authorization');
		expect(lastHeaders()).not.toHaveProperty('x-service');
	});

	it('is named in the warning if the burn fails without it', async () => {
		secret = await makeSecret(server, { passphrase: 'correct horse' });
		const { said } = await run({ inputs: { ...inputs(), domain: 'http://127.0.0.1:9' } });
		expect(said).toEqual([
			expect.stringMatching(/needs the passphrase.*because the inputs now name another server\./),
		]);
	});

	it('is preceded by masking the proxy password', async () => {
		const { lines } = await run({ env: { HTTPS_PROXY: 'http://u:proxy-pass@127.0.0.1:9' } });
		expect(lines).toContain('::add-mask::proxy-pass');
	});
});

describe('A composite action inside a composite action', () => {
	const nested = (state: Record<string, string> = {}) => ({
		inputs: { ...inputs(), domain: 'http://127.0.0.1:9', secret: 'of the outer action' },
		state: { 'action-path': '/actions/inner', ...state },
		env: { GITHUB_ACTION_PATH: '/actions/outer' },
	});

	it('burns without the inputs, which are those of another composite action, and reports success as usual', async () => {
		const { said, lines } = await run(nested());
		expect(said).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect(lastHeaders()).not.toHaveProperty('authorization');
		expect(lastHeaders()).not.toHaveProperty('x-service');
		expect(lines.join('\n')).not.toMatch(/add-mask::(correct|of the outer|abcd)/);
	});

	it('says that there is no passphrase if one is needed', async () => {
		secret = await makeSecret(server, { passphrase: 'correct horse' });
		const { said } = await run(nested());
		expect(said).toEqual([
			expect.stringMatching(
				/^::warning::Could not burn the link.*In a composite action inside a composite action, the end of the job has no passphrase, credentials or `headers`\. The link may still work/,
			),
		]);
		expect(said.join()).not.toContain('another server');
	});

	it('reads the status of the job', async () => {
		const options = nested({ 'burn-on': 'failure' });
		await run({ ...options, inputs: { ...options.inputs, 'job-status': 'success' } });
		expect(server.alive).toBe(1);
		await run({ ...options, inputs: { ...options.inputs, 'job-status': 'failure' } });
		expect(server.alive).toBe(0);
	});

	it.each([
		['/actions/inner', '/actions/inner'],
		['/actions/inner', ''],
		['', '/actions/outer'],
	])('is recognized only by two different paths: %j and %j', async (saved, present) => {
		await run({
			inputs: inputs(),
			state: { 'action-path': saved },
			env: { GITHUB_ACTION_PATH: present },
		});
		expect(lastHeaders()).toHaveProperty('authorization');
	});
});
