// Every fault of the table through transport, sender, client and mode, with real sockets.
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMIT_MS, demandOf } from './fault-table.ts';
import { ANSWER_FAULTS } from './faults-of-the-answer.ts';
import { CREATION_FAULTS } from './faults-of-the-creation.ts';
import { NETWORK_FAULTS } from './faults-of-the-network.ts';
import { STATUS_FAULTS } from './faults-of-the-status.ts';
import { shareByParts } from './share-by-parts.ts';

describe.each([
	['the status check', STATUS_FAULTS],
	['the creation', CREATION_FAULTS],
	['the answer', ANSWER_FAULTS],
	['the network', NETWORK_FAULTS],
])('A fault of %s', (_what, faults) => {
	for (const fault of faults) {
		it(`ends as the table says: ${fault.name}`, { timeout: fault.limitMs ?? DEFAULT_LIMIT_MS }, async () => {
			const seen = await shareByParts(fault);
			expect(seen).toEqual(demandOf(fault, seen.statuses));
		});
	}
});
