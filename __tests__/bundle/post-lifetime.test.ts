// The end of the job after the end of a link's lifetime, which is judged by the runner's clock alone.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ResponseBody } from '../support/server/index.ts';
import { linesOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const TTL_SECONDS = 3_600;
const MARGIN_SECONDS = 300;

/** Shares with `burn-on: always`, then ends the job when so many seconds have passed by the runner's clock. */
async function endAfter(seconds: number, response?: ResponseBody) {
	const scenario = await openScenario();
	const { server, run } = scenario;
	let passed = 0;
	if (response !== undefined) server.fault({ route: 'share', act: { kind: 'answer', body: response } });
	const env = {
		NODE_OPTIONS: `--require=${join(import.meta.dirname, 'fixtures', 'shift-clock.cjs')}`,
		CLOCK_AHEAD_SECONDS: () => String(passed),
	};
	await run({ secret: SECRET, ttl: `${TTL_SECONDS}s`, 'burn-on': 'always' }, { env });
	const sent = server.requests.length;
	passed = seconds;
	return { server, sent, finish: () => finishJob(scenario) };
}

describe('The end of the job', () => {
	it('sends nothing once the link has expired, and says so in one line', async () => {
		const { server, sent, finish } = await endAfter(TTL_SECONDS + MARGIN_SECONDS + 60);
		const post = await finish();
		expect(linesOf(post)).toEqual(['The link has expired. There is nothing to burn.']);
		expect([post.annotations, post.summary, server.requests.length]).toEqual([[], '', sent]);
	});

	it('does not wait for a server that is away by then', async () => {
		const { server, finish } = await endAfter(TTL_SECONDS + MARGIN_SECONDS + 60);
		await server.close();
		expect(linesOf(await finish())).toEqual(['The link has expired. There is nothing to burn.']);
	});

	it.each([
		['before the link has expired', TTL_SECONDS - 60],
		['until five minutes after that, because clocks differ', TTL_SECONDS + MARGIN_SECONDS - 60],
	])('burns %s', async (_when, seconds) => {
		const { server, finish } = await endAfter(seconds);
		expect(linesOf(await finish())).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect(server.alive).toBe(0);
	});

	it('does not believe the clock of the server', async () => {
		const { server, finish } = await endAfter(60, (json) => ({ ...json, created: 1 }));
		expect(linesOf(await finish())).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect(server.alive).toBe(0);
	});

	it('burns as long as it does not know the lifetime', async () => {
		const { server, finish } = await endAfter(10 * TTL_SECONDS, ({ ttl: _, ...json }) => json);
		const post = await finish();
		expect([linesOf(post), warningsOf(post)]).toEqual([['The link is burned (`burn-on` is `always`).'], []]);
		expect(server.alive).toBe(0);
	});
});
