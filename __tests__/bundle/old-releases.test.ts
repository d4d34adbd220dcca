// Releases whose creation responses are odd: lifetimes up to v0.16, and the keys of v0.24.0.
import { describe, expect, it } from 'vitest';
import { findLeaks } from '../support/runner/index.ts';
import { warningsOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

describe('A server of v0.16', () => {
	it('says the lifetime of the receipt, but the step tells that of the secret and warns of nothing', async () => {
		const { run } = await openScenario({ server: { release: 'v0.16' } });
		const step = await run({ secret: SECRET, ttl: '610' });
		expect([step.outcome, step.outputs['ttl'], warningsOf(step)]).toEqual(['success', '610', []]);
	});
});

describe('A server of v0.24.0', () => {
	it('names its keys in another way, and its link is delivered and burned all the same', async () => {
		const { server, run, job } = await openScenario({
			server: { release: 'v0.24.0' },
			job: { secrets: [SECRET] },
		});
		const step = await run({ secret: SECRET, 'burn-on': 'always' });
		const { link = '', receipt = '' } = step.outputs;
		expect([step.outcome, link === '', receipt === '', server.alive]).toEqual(['success', false, false, 1]);
		await job.finish();
		expect(server.alive).toBe(0);
		expect(findLeaks(step, [SECRET, link, receipt])).toEqual([]);
	});
});
