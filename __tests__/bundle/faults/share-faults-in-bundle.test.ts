// The faults that the bundle must meet as well: real inputs, a process, command files, and the runner that reads what it
// prints.

import { describe, expect, it } from 'vitest';
import { SHARE_FAULTS } from './fault-rows.ts';
import { DEFAULT_LIMIT_MS, demandOf } from './fault-table.ts';
import { shareInBundle } from './share-in-bundle.ts';

describe.concurrent.each(SHARE_FAULTS)('A fault of %s, met by the bundle', (_what, faults) => {
	for (const fault of faults.filter(({ withBundle }) => withBundle)) {
		it(`ends as the table says: ${fault.name}`, { timeout: fault.limitMs ?? DEFAULT_LIMIT_MS }, async () => {
			const { step, observation, violations } = await shareInBundle(fault);
			expect(observation).toEqual(demandOf(fault, observation.statuses));
			expect(violations).toEqual([]);
			expect(step.outcome).toBe(
				fault.isStopped ? 'cancelled' : fault.expected.code === undefined ? 'success' : 'failure',
			);
			const error = step.annotations.find(({ type }) => type === 'error')?.message ?? '';
			for (const text of fault.says ?? []) expect(error).toMatch(text);
			for (const text of fault.neverSays ?? []) expect(error).not.toMatch(text);
		});
	}
});
