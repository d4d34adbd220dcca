// What nobody planned for: whatever happens inside the process, the step is red with exactly one error, shows
// nothing, and ends.

import { describe, expect, it } from 'vitest';
import { titleOf } from '../../../src/errors.ts';
import type { FaultPlan } from '../../support/server/index.ts';
import type { ShareFault } from './fault-table.ts';
import { preload } from './preload.ts';
import { findDisclosures } from './run-invariants.ts';
import { shareInBundle } from './share-in-bundle.ts';

const HELD: readonly FaultPlan[] = [{ route: 'status', on: 'every', act: { kind: 'hold' } }];

function sabotaged(name: string, plans: readonly FaultPlan[] = HELD): ShareFault {
	return { name, plans, expected: { code: 'internal', created: 0, asked: [1, 0] } };
}

const sabotage = (act: string): Record<string, string> => ({ ...preload('sabotage'), SABOTAGE: act });

describe.concurrent('The step is red, with one error and nothing shown', () => {
	it.each([
		['a module fails when it is loaded', 'failing-import'],
		['a promise never settles and nothing is left to wait for', 'unsettled-promise'],
		['a timer throws', 'failing-timer'],
		['a promise is rejected and nobody listens', 'failing-promise'],
		['something throws undefined', 'thrown-nothing'],
		['something throws a text that is the secret', 'thrown-text'],
		['something else ends the process as a success', 'early-exit'],
	])('if %s', async (what, act) => {
		const { step, server, sensitive } = await shareInBundle(sabotaged(what), { env: sabotage(act) });
		expect([step.exitCode, step.outcome, server.created]).toEqual([1, 'failure', 0]);
		expect(step.annotations).toMatchObject([{ type: 'error', title: titleOf('internal') }]);
		expect(findDisclosures(step, sensitive)).toEqual([]);
	});

	it('if a signal handler throws', async () => {
		const fault: ShareFault = { ...sabotaged('a signal handler throws'), isStopped: true };
		const { step, observation, violations } = await shareInBundle(fault, {
			env: sabotage('failing-signal-handler'),
		});
		expect([step.exitCode, observation.code, observation.creations]).toEqual([1, 'internal', 0]);
		expect(violations).toEqual([]);
	});

	it('if a signal arrives while the values are masked, and nothing is sent', async () => {
		const { step, server, observation, violations } = await shareInBundle(sabotaged('a signal', []), {
			env: sabotage('signal-at-first-mask'),
		});
		expect([step.exitCode, observation.code, violations]).toEqual([1, 'cancelled', []]);
		expect(server.requests).toEqual([]);
	});

	it.each([
		['before the first request', 'saved', 1, 'invalid-environment', { created: 0, linkIsDelivered: false }],
		['when the status is written', 'status', 1, 'file-unwritable', { created: 0, linkIsDelivered: false }],
		['when the receipt is saved', 'saved', 3, 'file-unwritable', { created: 1, linkIsDelivered: false }],
		['when the link is written', 'link', 1, 'file-unwritable', { created: 1, linkIsDelivered: false }],
		['when the link has been written', 'saved', 4, 'file-unwritable', { created: 1, linkIsDelivered: true }],
	])('if the disk is full %s, and a secret is burned at once', async (when, record, at, code, seen) => {
		const env = { ...sabotage('full-disk'), SABOTAGE_RECORD: record, SABOTAGE_AT: String(at) };
		const { step, observation, violations } = await shareInBundle(sabotaged(when, []), { env });
		expect(observation).toMatchObject({ code, alive: 0, ...seen });
		expect([step.exitCode, violations]).toEqual([1, []]);
		if (seen.created > 0) expect(step.annotations[0]?.message).toContain('The secret is burned.');
	});
});
