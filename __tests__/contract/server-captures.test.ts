// The embedded server against reality: every captured question about API v1, in order, must be answered as a real server of release v0.26.6 did.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startServer } from '../support/server/index.ts';
import { readCaptures, readClock, readValue } from './server-captures-data.ts';
import { createReplay, type ReplayedAnswer } from './server-captures-replay.ts';

const FILES = [
	{ file: 'v0.26.6-v1.json', host: 'an address', options: {} },
	{ file: 'v0.26.6-hosts-v1.json', host: 'ots.example.net', options: { canonicalHost: 'ots.example.net' } },
];

/** When an earlier run of the questions made the secret that leads the captured list of recent ones, in Unix seconds. */
const EARLIER_RUN_SECONDS = 1_795_442_111;

async function leaveSecretOfEarlierRun(server: EmbeddedServer): Promise<void> {
	const { username, token } = server.account;
	const authorization = `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}`;
	const body = new URLSearchParams({ secret: 'hello', ttl: '300' });
	const answer = await fetch(`${server.origin}/api/v1/share`, {
		method: 'POST',
		headers: { authorization },
		body,
	});
	const created = (await answer.json()) as { secret_key: string };
	expect(server.reveal(created.secret_key)).toBe('hello');
}

describe.each(FILES)(
	'The embedded server whose own host is $host answers as release v0.26.6',
	({ file, options }) => {
		const captures = readCaptures(file);
		const clock = readClock(captures.answers);
		const questions = captures.answers.map((exchange, index) => ({
			exchange,
			title: `${index + 1}: ${exchange.name}`,
			second: clock[index] ?? 0,
		}));
		let nowMs = EARLIER_RUN_SECONDS * 1000;
		let server: EmbeddedServer;
		let replay: (exchange: (typeof captures.answers)[number]) => Promise<ReplayedAnswer>;

		beforeAll(async () => {
			server = await startServer({ ...options, nowMs: () => nowMs });
			replay = createReplay(captures, server);
			await leaveSecretOfEarlierRun(server);
		});

		afterAll(() => server.close());

		it.each(questions)('question $title', async ({ exchange, second }) => {
			nowMs = second * 1000;
			const answer = await replay(exchange);
			const { status, headerSet, contentLength, json } = exchange.response;
			expect(answer.status).toBe(status);
			expect(answer.headers).toEqual(captures.headerSets[headerSet]);
			expect(answer.text).toBe(JSON.stringify(json));
			expect(answer.wellFormed).toBe(true);
			if (!Array.isArray(json)) {
				expect(answer.contentLength).toBe(contentLength);
			}
			if (exchange.request.path.endsWith('/generate')) {
				expect(String(answer.value)).toHaveLength(String(readValue(json)).length);
			}
			if (exchange.roundTrip === 'same') {
				expect(answer.value).toBe(answer.sentValue);
			}
		});

		it('has kept one connection for all of these questions', () => {
			const connections = server.requests.slice(1).map(({ connection }) => connection);
			expect(connections).toHaveLength(questions.length);
			expect(new Set(connections).size).toBe(1);
		});
	},
);
