// Every fault of the table through mode, client, sender and transport, with real sockets.

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { trustAuthority, useProxy } from '../../support/network/trust.ts';
import { SHARE_FAULTS } from './fault-rows.ts';
import { demandOf, LIMIT_MS } from './fault-table.ts';
import { needsProcessAlone, shareInProcess } from './share-in-process.ts';

let distrust: () => void;

beforeAll(() => {
	distrust = trustAuthority();
	useProxy(undefined);
});

afterAll(() => {
	distrust();
	vi.unstubAllEnvs();
});

describe.each(SHARE_FAULTS)('A fault of %s', (_what, faults) => {
	for (const fault of faults.toSorted(
		(one, other) => Number(needsProcessAlone(one)) - Number(needsProcessAlone(other)),
	)) {
		const test = needsProcessAlone(fault) ? it : it.concurrent;
		test(`ends as the table says: ${fault.name}`, { timeout: LIMIT_MS }, async () => {
			const seen = await shareInProcess(fault);
			expect(seen).toEqual(demandOf(fault, seen.statuses));
		});
	}
});
