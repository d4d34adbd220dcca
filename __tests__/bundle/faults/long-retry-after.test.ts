// A server that asks a waiting step to come back after the end of the wait is asked once, and the step ends
// at once.

import { describe, expect, it } from 'vitest';
import type { Fault } from '../../support/server/index.ts';
import { errorCodeOf } from './run-invariants.ts';
import { textsOf, withScenario } from './with-scenario.ts';

const SECRET = 'a secret value';
const LATER: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '600' }, body: {} };

describe.concurrent('A rate limit that outlasts the wait', () => {
	it.each([
		['await', 'receipt'],
		['status', 'status'],
	] as const)('ends mode %s at once, after one request', async (mode, route) => {
		await withScenario({ job: { secrets: [SECRET] } }, async ({ server, run }) => {
			const made = await run({ secret: SECRET }, { id: 'made' });
			server.fault({ route, on: 'every', act: LATER });
			const before = server.requests.length;
			const receipt = mode === 'await' ? { receipt: made.outputs['receipt'] ?? '' } : {};
			const step = await run({ mode, wait: '5m', ...receipt });
			expect([errorCodeOf(step), server.requests.length - before]).toEqual(['rate-limited', 1]);
			expect(textsOf(step, 'error').join()).toContain(
				'asks to wait 10 minutes. That is after the end of `wait`.',
			);
		});
	});
});
