import { afterEach, describe, expect, it } from 'vitest';
import { type ConnectionOptions, openConnection } from '../../src/connection.ts';
import { type Endpoint, parseDomain } from '../../src/onetimesecret/endpoint.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { VERSION } from '../../src/version.ts';
import { record } from '../support/command-files.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../support/server/index.ts';

let server: EmbeddedServer | undefined;
afterEach(() => server?.close());

function endpointOf(origin: string): Endpoint {
	const endpoint = parseDomain(origin);
	if ('complaint' in endpoint) throw new TypeError(endpoint.complaint);
	return endpoint;
}

/** Runs `work` with a connection to a new server, and closes it. Returns what the log and the server received. */
async function use(
	work: (connection: ReturnType<typeof openConnection>, running: EmbeddedServer) => Promise<unknown>,
	options: Partial<ConnectionOptions> = {},
	serverOptions: ServerOptions = {},
) {
	server = await startServer(serverOptions);
	const running = server;
	const { lines, error } = await record({}, async () => {
		const connection = openConnection({
			endpoint: endpointOf(running.origin),
			apiVersion: 'auto',
			credentials: undefined,
			headers: {},
			timeoutMs: 20_000,
			cancel: new AbortController().signal,
			reporter: createReporter({ warnsAboutMasks: true }),
			announcesApi: true,
			...options,
		});
		try {
			await work(connection, running);
		} finally {
			connection.close();
		}
	});
	const infos = lines.filter((line) => !line.startsWith('::debug::'));
	return { lines, infos, error, requests: running.requests, connections: running.connections };
}

const withoutV1: ServerOptions = { apis: { v1: false } };

describe('openConnection', () => {
	it('sends nothing before it is asked for something', async () => {
		expect((await use(async (connection) => connection.connect())).requests).toEqual([]);
	});

	it('sends the user agent, the credentials and the extra headers, and one connection serves all clients', async () => {
		const { requests, connections, error } = await use(
			async ({ connect }) => {
				await connect()
					.checkStatus()
					.catch(() => undefined);
				await connect(5_000)
					.checkStatus()
					.catch(() => undefined);
			},
			{ credentials: { username: 'u', token: 't' }, headers: { 'X-Service': 'abcd' } },
		);
		expect(error).toBeUndefined();
		expect(requests.map(({ headers }) => headers)).toEqual(
			Array(2).fill(
				expect.objectContaining({
					'user-agent': `ots-action/${VERSION}`,
					authorization: `Basic ${Buffer.from('u:t').toString('base64')}`,
					'x-service': 'abcd',
					accept: 'application/json',
				}),
			),
		);
		expect(connections).toBe(1);
	});

	it('speaks of attempts in debug lines only, without paths and keys', async () => {
		const { lines, infos } = await use(({ connect }) => connect().checkStatus());
		expect(infos).toEqual([]);
		expect(lines).toEqual([expect.stringMatching(/^::debug::Attempt 1: 200 after \d+ ms$/)]);
	});

	it('says how long it waits before a retry', async () => {
		const { lines } = await use(({ connect }, running) => {
			const act = { kind: 'answer', status: 503, headers: { 'retry-after': '0' } } as const;
			running.fault({ route: 'status', act });
			return connect().checkStatus();
		});
		expect(lines[0]).toMatch(/^::debug::Attempt 1: 503 after \d+ ms, again in \d+ ms$/);
	});
});

describe('The choice of the API version', () => {
	it('says once that v2 is used, and why, and all clients keep to it', async () => {
		const { infos, requests } = await use(
			async ({ connect, connectForCleanup }) => {
				const first = connect();
				await first.checkStatus();
				expect(first.apiVersion).toBe('v2');
				await connect().checkStatus();
				await connectForCleanup(5_000).checkStatus();
			},
			{},
			withoutV1,
		);
		expect(infos).toEqual([
			expect.stringMatching(/^127\.0\.0\.1:\d+ does not have API v1\. Using API v2\.$/),
		]);
		expect(requests.map(({ path }) => path)).toEqual(['/api/v1/status', ...Array(3).fill('/api/v2/status')]);
	});

	it('says which version was chosen, without a reason', async () => {
		const { infos, requests } = await use(({ connect }) => connect().checkStatus(), { apiVersion: 'v2' });
		expect(infos).toEqual(['Using API v2.']);
		expect(requests.map(({ path }) => path)).toEqual(['/api/v2/status']);
	});

	it('does not look for another version than the one that was chosen', async () => {
		const { error } = await use(({ connect }) => connect().checkStatus(), { apiVersion: 'v1' }, withoutV1);
		expect(error).toMatchObject({ code: 'api-not-found' });
	});

	it('is no news at the end of the job', async () => {
		const options = { announcesApi: false, apiVersion: '' };
		const { infos, error } = await use(({ connect }) => connect().checkStatus(), options, withoutV1);
		expect([infos, error]).toEqual([[], undefined]);
	});
});

describe('The deadlines of clients', () => {
	const stall = (running: EmbeddedServer) =>
		running.fault({ route: 'any', on: 'every', act: { kind: 'stalled-headers' } });

	it.each([
		['the timeout of the step', { timeoutMs: 300 }, undefined],
		['the limit of a look', {}, 300],
		['the timeout, if the limit is longer', { timeoutMs: 300 }, 60_000],
	])('are the shorter one: %s', async (_, options, limitMs) => {
		const { error } = await use(({ connect }, running) => {
			stall(running);
			return connect(limitMs).checkStatus();
		}, options);
		expect(error).toMatchObject({ code: 'deadline-exceeded' });
	});

	it('are their own where a secret is taken back, and such a client does not stop with the step', async () => {
		const options = { timeoutMs: 1, cancel: AbortSignal.abort() };
		const { error, requests } = await use(async ({ connect, connectForCleanup }) => {
			await expect(connect().checkStatus()).rejects.toMatchObject({ code: 'cancelled' });
			expect(await connectForCleanup(20_000).checkStatus()).toBe('nominal');
		}, options);
		expect(error).toBeUndefined();
		expect(requests).toHaveLength(1);
	});

	it('end a burn that hangs as well', async () => {
		const { error } = await use(({ connectForCleanup }, running) => {
			stall(running);
			return connectForCleanup(300).checkStatus();
		});
		expect(error).toMatchObject({ code: 'deadline-exceeded' });
	});
});
