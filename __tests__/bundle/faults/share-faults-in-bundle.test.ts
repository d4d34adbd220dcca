// The faults that the bundle must meet as well: real inputs, a process, command files, and the runner that
// reads what it prints.

import { describe, expect, it } from 'vitest';
import { SHARE_FAULTS } from './fault-rows.ts';
import { demandOf, LIMIT_MS, type ShareFault } from './fault-table.ts';
import { shareInBundle } from './share-in-bundle.ts';
import { textsOf } from './with-scenario.ts';

function outcomeOf({ isStopped, expected }: ShareFault): string {
	if (isStopped) return 'cancelled';
	return expected.code === undefined ? 'success' : 'failure';
}

describe.concurrent.each(SHARE_FAULTS)('A fault of %s, met by the bundle', (_what, faults) => {
	for (const fault of faults.filter(({ withBundle }) => withBundle)) {
		it(`ends as the table says: ${fault.name}`, { timeout: LIMIT_MS }, async () => {
			const { step, observation, violations } = await shareInBundle(fault);
			expect(observation).toEqual(demandOf(fault, observation.statuses));
			expect(violations).toEqual([]);
			expect(step.outcome).toBe(outcomeOf(fault));
			const [error = ''] = textsOf(step, 'error');
			for (const text of fault.says ?? []) expect(error).toMatch(text);
			for (const text of fault.neverSays ?? []) expect(error).not.toMatch(text);
		});
	}
});
