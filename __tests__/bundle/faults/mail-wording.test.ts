// A link that may have been mailed is never called one that nobody has.

import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../support/scenario.ts';
import type { Fault } from '../../support/server/index.ts';
import { runPost, textsOf, withScenario } from './with-scenario.ts';

const SECRET = 'a secret value';
const REDIRECT: Fault = { kind: 'redirect', status: 302, location: 'https://elsewhere.example.com/' };

/**
 * Shares, is told to stop while the response is on its way, and cannot burn the secret then or at the end of
 * the job.
 */
async function stopAndFail({ server, job, run }: Scenario, inputs: Readonly<Record<string, string>>) {
	server.fault({ route: 'burn', on: 'every', act: REDIRECT });
	const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 800, actsFirst: true } });
	void creation.seen.then(() => job.cancel());
	return run({ secret: SECRET, ...inputs });
}

describe.concurrent('A secret that was not delivered and could not be burned', () => {
	it('is said to have no link out there if nobody was to be mailed', async () => {
		await withScenario({ job: { secrets: [SECRET] } }, async (scenario) => {
			const main = await stopAndFail(scenario, {});
			expect(textsOf(main, 'error').join()).toContain('nobody has its link');
			expect(textsOf(await runPost(scenario), 'warning').join()).toContain('Nobody has it.');
		});
	});

	it('is said to have a link that may have been mailed, in main and at the end of the job', async () => {
		await withScenario({ job: { secrets: [SECRET] } }, async (scenario) => {
			const inputs = { ...scenario.login, recipient: 'person@example.com' };
			const main = await stopAndFail(scenario, inputs);
			const error = textsOf(main, 'error').join();
			expect(error).toContain('its link may have been mailed');
			const warning = textsOf(await runPost(scenario), 'warning').join();
			expect(warning).toContain('It may have been mailed.');
			expect(`${error}${warning}`).not.toMatch(/nobody has/i);
			expect(scenario.server.mails).toEqual(['person@example.com']);
		});
	});

	it('is said to have a link that may have been mailed where no response arrived', async () => {
		await withScenario({ job: { secrets: [SECRET] } }, async ({ server, run, login }) => {
			server.fault({ route: 'share', on: 'every', act: { kind: 'reset-after' } });
			const step = await run({ secret: SECRET, ...login, recipient: 'person@example.com' });
			const error = textsOf(step, 'error').join();
			expect(error).toContain('The recipient may have been mailed a working link, or not.');
			expect(error).not.toMatch(/nobody has/i);
		});
	});
});
