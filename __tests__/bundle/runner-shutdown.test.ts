// A runner that shuts down, as spot machines do every day: the step gets its signals, and no post phase follows.

import { describe, expect, it } from 'vitest';
import type { Evaluated } from '../support/runner/index.ts';
import type { EmbeddedServer, FaultHandle } from '../support/server/index.ts';
import { codesOf, errorOf } from './step-texts.ts';
import { atRequest } from './stop-signals.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

const MOMENTS: Readonly<Record<string, (server: EmbeddedServer) => FaultHandle>> = {
	'during the status check': (server) => server.fault({ route: 'status', act: { kind: 'hold' } }),
	'before the server creates the secret': (server) =>
		server.fault({ route: 'any', on: 2, act: { kind: 'delay', ms: 250 } }),
	'after the server has created the secret': (server) =>
		server.fault({ route: 'any', on: 2, act: { kind: 'delay', ms: 250, actsFirst: true } }),
	'while the response arrives': (server) =>
		server.fault({ route: 'any', on: 2, act: { kind: 'drip', intervalMs: 1, parts: 300 } }),
};
const MODES: Readonly<Record<string, Record<string, Evaluated>>> = {
	share: { secret: SECRET },
	'share with a passphrase': { secret: SECRET, passphrase: 'correct horse & battery' },
	generate: { mode: 'generate' },
	'share through API v2': { secret: SECRET, 'api-version': 'v2' },
};

describe('A runner that shuts down', () => {
	it.each(
		Object.keys(MODES).flatMap((mode) => Object.keys(MOMENTS).map((moment) => [mode, moment] as const)),
	)('leaves nothing alive of %s %s, although post does not run', async (mode, moment) => {
		const { server, job, run } = await openScenario();
		const reached = MOMENTS[moment]?.(server);
		if (reached === undefined) throw new Error('no such moment');
		const step = await run(
			MODES[mode] ?? {},
			atRequest(reached, () => job.shutDown()),
		);
		expect([step.signalsSent, codesOf(step), step.outputs['link']]).toEqual([
			['SIGINT'],
			['cancelled'],
			undefined,
		]);
		const { posts } = await job.finish();
		expect(posts.map(({ outcome }) => outcome)).toEqual(['skipped']);
		expect(server.alive).toBe(0);
	});

	it('burns a link with a recipient, and does not claim that nobody has it', async () => {
		const { server, job, run, login } = await openScenario();
		const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } });
		server.fault({ route: 'burn', on: 'every', act: { kind: 'stalled-headers' } });
		const step = await run(
			{ ...login, secret: SECRET, recipient: 'person@example.com' },
			atRequest(creation, () => job.shutDown()),
		);
		expect(codesOf(step)).toEqual(['cancelled']);
		expect(errorOf(step)).toMatch(/could not be burned yet .*; its link may have been mailed\./);
		expect(errorOf(step)).not.toContain('nobody has its link');
	});
});
