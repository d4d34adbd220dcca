// The output `opened-at`: when the link was opened, as the server says.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { expression } from '../support/runner/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { createServerClock } from './server-clock.ts';
import { codesOf, errorOf, linesOf, summaryRowsOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
/** A server whose clock stands two days ahead of the runner's. */
const AHEAD_SECONDS = 172_800;

async function openLinkAhead() {
	const clock = createServerClock();
	clock.putForward(AHEAD_SECONDS);
	const scenario = await openScenario({ server: { nowMs: clock.nowMs } });
	const { link, receipt } = await makeLink(scenario.server, { secret: SECRET });
	const before = isoSeconds(clock.nowMs());
	await openLink(link);
	return { ...scenario, receipt, before, after: isoSeconds(clock.nowMs()) };
}

function isoSeconds(ms: number): string {
	return new Date(Math.floor(ms / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
}

describe('The output `opened-at`', () => {
	it.each(['v1', 'v2'])('of await is the time of the server, through API %s', async (version) => {
		const { run, receipt, before, after } = await openLinkAhead();
		const step = await run({ mode: 'await', receipt, 'api-version': version });
		const openedAt = step.outputs['opened-at'] ?? '';
		expect([step.outcome, before <= openedAt, openedAt <= after]).toEqual(['success', true, true]);
		expect(linesOf(step).at(-1)).toContain(`the link was opened at ${openedAt}; seen after `);
		expect(summaryRowsOf(step)).toContainEqual(['Opened', openedAt]);
	});

	it.each(['v1', 'v2'])(
		'of burn is the time of the server, in the error too, through API %s',
		async (version) => {
			const { job, run, receipt, before, after } = await openLinkAhead();
			const step = await run({ mode: 'burn', receipt, 'api-version': version }, { id: 'burn' });
			const openedAt = step.outputs['opened-at'] ?? '';
			expect([codesOf(step), before <= openedAt, openedAt <= after]).toEqual([
				['already-opened'],
				true,
				true,
			]);
			expect(errorOf(step)).toContain(`The link was opened at ${openedAt}, before it could be burned`);
			const { outputs } = await job.finish({ when: expression("steps.burn.outputs['opened-at']") });
			expect(outputs).toEqual({ when: openedAt });
		},
	);

	it.each<[string, Record<string, unknown>]>([
		['is missing', { received: undefined }],
		['is 0', { received: 0 }],
		['is no time', { received: 'yesterday' }],
	])('is empty if the time of the server %s', async (_what, change) => {
		const { server, run, receipt } = await openLinkAhead();
		server.fault({ route: 'receipt', act: { kind: 'answer', body: (json) => ({ ...json, ...change }) } });
		const step = await run({ mode: 'await', receipt });
		expect([step.outcome, step.outputs]).toEqual(['success', { state: 'opened' }]);
		expect(linesOf(step).at(-1)).toMatch(/: the link was opened; seen after /);
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it('is empty as long as nobody has opened the link', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		expect((await run({ mode: 'await', receipt, wait: '0s' })).outputs).toEqual({ state: 'new' });
		expect((await run({ mode: 'burn', receipt }, { id: 'burn', if: 'always()' })).outputs).toEqual({
			state: 'burned',
		});
	});
});
