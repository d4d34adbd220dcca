// The faults that the bundle must meet as well: real inputs, a process, command files, and the runner that reads what it prints.
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMIT_MS, demandOf } from './fault-table.ts';
import { ANSWER_FAULTS } from './faults-of-the-answer.ts';
import { CREATION_FAULTS } from './faults-of-the-creation.ts';
import { NETWORK_FAULTS } from './faults-of-the-network.ts';
import { STATUS_FAULTS } from './faults-of-the-status.ts';
import { shareByBundle } from './share-by-bundle.ts';

describe.concurrent.each([
	['the status check', STATUS_FAULTS],
	['the creation', CREATION_FAULTS],
	['the answer', ANSWER_FAULTS],
	['the network', NETWORK_FAULTS],
])('A fault of %s, met by the bundle', (_what, faults) => {
	for (const fault of faults.filter(({ withBundle }) => withBundle)) {
		it(`ends as the table says: ${fault.name}`, { timeout: fault.limitMs ?? DEFAULT_LIMIT_MS }, async () => {
			const { step, observation, complaints } = await shareByBundle(fault);
			expect(observation).toEqual(demandOf(fault, observation.statuses));
			expect(complaints).toEqual([]);
			expect(step.outcome).toBe(
				fault.isStopped ? 'cancelled' : fault.expected.code === undefined ? 'success' : 'failure',
			);
		});
	}
});
