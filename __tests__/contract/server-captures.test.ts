// The embedded server against reality: every captured question, in order, must get what a real server of the
// same release said.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type ServerOptions, startServer } from '../support/server/index.ts';
import { readCaptures, readClock } from './server-captures-data.ts';
import { createReplay } from './server-captures-replay.ts';

interface CapturedServer {
	readonly file: string;
	/** Host and port as the real server's responses write them. */
	readonly authority: string;
	readonly options: ServerOptions;
}

const SERVERS: readonly CapturedServer[] = [
	{ file: 'v0.23.6.json', authority: '127.0.0.1:7023', options: { release: 'v0.23' } },
	{ file: 'v0.24.7.json', authority: '127.0.0.1:7024', options: { release: 'v0.24' } },
	{ file: 'v0.26.6.json', authority: '127.0.0.1:7026', options: { release: 'v0.26' } },
	{
		file: 'v0.26.6-hosts.json',
		authority: '127.0.0.1:7026',
		options: { release: 'v0.26', canonicalHost: 'ots.example.net' },
	},
];

describe.each(SERVERS)(
	'The embedded server responds as captured in $file',
	({ file, authority, options }) => {
		const captures = readCaptures(file);
		const clock = readClock(captures.exchanges);
		const questions = captures.exchanges.map((exchange, index) => ({
			exchange,
			title: `${index + 1}: ${exchange.name}`,
			seconds: clock[index] ?? 0,
		}));
		let nowMs = 0;
		let server: EmbeddedServer;
		let replay: ReturnType<typeof createReplay>;

		beforeAll(async () => {
			server = await startServer({ ...options, nowMs: () => nowMs });
			replay = createReplay(captures, server, authority);
		});

		afterAll(() => server.close());

		it.each(questions)('question $title', async ({ exchange, seconds }) => {
			nowMs = seconds * 1000;
			const { captured, replayed, value, sentValue, wellFormed } = await replay(exchange);
			expect(replayed).toEqual(captured);
			expect(wellFormed).toBe(true);
			if (exchange.roundTrip === 'same') expect(value).toBe(sentValue);
		});

		it('has kept one connection for all of these questions', () => {
			const connections = server.requests.map(({ connection }) => connection);
			expect(connections).toHaveLength(questions.length);
			expect(new Set(connections).size).toBe(1);
		});
	},
);
