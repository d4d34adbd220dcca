// Signals at the end of the job: a second Ctrl+C does not give up a burn that is under way, a request to
// terminate does, which on Windows is Ctrl+Break.

import { describe, expect, it } from 'vitest';
import type { StepHandle } from '../../support/runner/index.ts';
import { preload } from './preload.ts';
import { runPost, textsOf, withScenario } from './with-scenario.ts';

const SECRET = 'a secret value';
const INPUTS = { secret: SECRET, 'burn-on': 'always' };

/** Sends a signal to the process of the post phase once the burn has arrived. */
function atBurn(seen: Promise<void>, signal: NodeJS.Signals) {
	return {
		onStart({ pid }: StepHandle, stage: 'main' | 'post') {
			if (stage === 'post') void seen.then(() => process.kill(pid, signal));
		},
	};
}

describe.concurrent('The end of the job', () => {
	it('goes on with a burn that is under way at SIGINT', async () => {
		await withScenario({ job: { secrets: [SECRET] } }, async (scenario) => {
			const { server, run } = scenario;
			const burn = server.fault({ route: 'burn', act: { kind: 'delay', ms: 800 } });
			await run(INPUTS, atBurn(burn.seen, 'SIGINT'));
			const post = await runPost(scenario);
			expect([post.exitCode, post.signal, textsOf(post, 'warning')]).toEqual([0, null, []]);
			expect(post.printed).toContain('The link is burned');
			expect(server.alive).toBe(0);
		});
	});

	it.each([
		['SIGTERM', 'SIGTERM', {}],
		['Ctrl+Break', 'SIGUSR2', preload('ctrl-break')],
	] as const)('gives up a burn that is under way at %s, and warns', async (_what, signal, env) => {
		await withScenario({ job: { secrets: [SECRET] } }, async (scenario) => {
			const { server, run } = scenario;
			const burn = server.fault({ route: 'burn', on: 'every', act: { kind: 'hold' } });
			await run(INPUTS, { ...atBurn(burn.seen, signal), env });
			const post = await runPost(scenario);
			expect([post.exitCode, post.signal]).toEqual([0, null]);
			expect(textsOf(post, 'warning')).toEqual([
				expect.stringMatching(/^Could not burn the link .* cancelled .* The link may still work until /),
			]);
			expect(server.alive).toBe(1);
		});
	});
});
