// The suite for live servers: what it says, how it ends, and that it notices a server that lies.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findLeaks } from '../live/leaks.ts';
import type { PhaseResult } from '../live/step.ts';
import { QUESTION_NAMES } from '../live/suite.ts';
import { serverCertificate, writeAuthorityFile } from '../support/network/certificates.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../support/server/index.ts';
import { ROOT } from './repository.ts';

const RUN = join(ROOT, '__tests__', 'live', 'run.ts');

interface Ended {
	readonly code: unknown;
	readonly stdout: string;
	readonly stderr: string;
}

async function runSuite(env: Record<string, string>, ...names: string[]): Promise<Ended> {
	const { PATH = '' } = process.env;
	return new Promise((resolve) =>
		execFile(process.execPath, [RUN, ...names], { env: { PATH, ...env } }, (error, stdout, stderr) =>
			resolve({ code: error?.code ?? 0, stdout, stderr }),
		),
	);
}

let server: EmbeddedServer | undefined;

afterEach(() => server?.close());

async function serve(options: ServerOptions = {}): Promise<EmbeddedServer> {
	server = await startServer(options);
	return server;
}

describe('A run', () => {
	it('says how each question ended, counts, and leaves nothing on the server', async () => {
		const { origin, account } = await serve();
		const { username, token } = account;
		const env = { OTS_URL: origin, OTS_USERNAME: username, OTS_TOKEN: token };
		const names = ['status: accepts', 'share: a link opens once', 'end of the job: a link that was never'];
		const { code, stdout } = await runSuite(env, ...names, 'share-domain');
		expect(stdout.trim().split('\n')).toEqual([
			`Asking ${origin} with an account, API auto`,
			'passed   the server has an API',
			'passed   status: accepts the credentials',
			'passed   share: a link opens once',
			'passed   end of the job: a link that was never delivered is burned',
			'skipped  share-domain: the link has that host, and can be revealed: no OTS_SHARE_DOMAIN',
			'passed   no log and no summary shows anything sensitive',
			'passed   nothing is left on the server',
			'6 passed, 0 failed, 1 skipped',
		]);
		expect(code).toBe(0);
		expect(server).toMatchObject({ created: 2, alive: 0 });
	});

	it('tries a domain for links where it is named, and skips it where the server refuses it', async () => {
		const { origin, account } = await serve();
		const { username, token } = account;
		const guest = { OTS_URL: origin, OTS_SHARE_DOMAIN: 'secrets.example.com' };
		const owner = { ...guest, OTS_USERNAME: username, OTS_TOKEN: token };
		const asOwner = await runSuite(owner, 'share-domain');
		expect(asOwner.stdout).toContain('passed   share-domain:');
		const asGuest = await runSuite(guest, 'share-domain');
		expect(asGuest.stdout).toMatch(/^skipped {2}share-domain:.*: the server refuses the domain$/m);
	});

	it('trusts an authority of its own, as the steps do', async () => {
		const { origin } = await serve({ tls: serverCertificate() });
		const authority = writeAuthorityFile();
		const env = { OTS_URL: origin, NODE_EXTRA_CA_CERTS: authority.path };
		const { code, stdout } = await runSuite(env, 'reveal: by link');
		authority.remove();
		expect(stdout).toContain('passed   reveal: by link');
		expect(code).toBe(0);
	});

	it('is wrong if there is no server', async () => {
		const { origin } = await serve();
		await server?.close();
		const { code, stdout } = await runSuite({ OTS_URL: origin });
		expect(code).toBe(1);
		expect(stdout).toMatch(/^FAILED {3}the server has an API: .*ECONNREFUSED/m);
		expect(stdout).toContain('0 passed, 1 failed, 0 skipped');
	});

	it('asks about every mode', () => {
		const topics = new Set(QUESTION_NAMES.map((name) => name.split(':')[0]));
		const modes = ['status', 'share', 'generate', 'reveal', 'await', 'burn'];
		expect([...topics]).toEqual(expect.arrayContaining([...modes, 'end of the job']));
	});
});

describe('A server that lies', () => {
	it.each([
		['burn', 'burn: a burned link', 'but the link opens'],
		['reveal', 'share: the value', 'another value arrived'],
		['reveal', 'reveal: by link', 'the output is another value'],
		['status', 'status: rejects', 'the server accepted wrong credentials'],
	] as const)('about %s is found out by "%s"', async (lies, name, complaint) => {
		const { origin } = await serve({ lies });
		const { code, stdout } = await runSuite({ OTS_URL: origin }, name);
		expect(stdout).toMatch(new RegExp(`^FAILED {3}${name}.*${complaint}$`, 'm'));
		expect(stdout).toContain(', 1 failed, 0 skipped');
		expect(code).toBe(1);
		expect(server?.alive).toBe(0);
	});
});

describe('A suite that is started in the wrong way', () => {
	const OTS_URL = 'http://127.0.0.1:9';
	it.each([
		['without a server', {}, [], 'OTS_URL is not set'],
		['with a path', { OTS_URL: `${OTS_URL}/api` }, [], 'OTS_URL is not the address of a server'],
		['with half an account', { OTS_URL, OTS_TOKEN: 'token' }, [], 'OTS_USERNAME and OTS_TOKEN'],
		['with an unknown API version', { OTS_URL, OTS_API_VERSION: 'v9' }, [], 'OTS_API_VERSION'],
		['with an unknown question', { OTS_URL }, ['bunr'], "No question begins with 'bunr'"],
	])('%s ends with 2 and says why', async (_title, env, names, reason) => {
		const { code, stdout, stderr } = await runSuite({ ...env }, ...names);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain(reason);
		expect(stderr).toContain('Usage: OTS_URL=');
	});
});

describe('The look for leaks', () => {
	const value = 'first line\nsecond line';
	const clean: PhaseResult = {
		inputs: { mode: 'reveal' },
		exitCode: 0,
		outputs: { value },
		state: [],
		shown: ['Its value is *** (masked).'],
		annotations: [],
		masks: ['first line', 'second line'],
		summary: '',
	};

	it('finds a line of a value, in any encoding, in log and summary', () => {
		expect(findLeaks(clean)).toEqual([]);
		const base64 = Buffer.from('second line').toString('base64');
		for (const text of ['it is: second line', base64]) {
			expect(findLeaks({ ...clean, shown: [text] })).toEqual(['log or summary show the output value']);
			expect(findLeaks({ ...clean, summary: text })).toEqual(['log or summary show the output value']);
		}
	});

	it('finds an output that the log of a later step would show', () => {
		expect(findLeaks({ ...clean, masks: ['first line'] })).toEqual(['the output value is not masked']);
	});
});
