// All rows of the fault table, by what the fault hits.

import { CREATION_DOUBTS } from './creation-doubts.ts';
import { CREATION_FAULTS } from './creation-faults.ts';
import { CREATION_REFUSALS } from './creation-refusals.ts';
import { CREATION_RESPONSE_FAULTS } from './creation-response-faults.ts';
import type { ShareFault } from './fault-table.ts';
import { NETWORK_FAULTS } from './network-faults.ts';
import { STATUS_FAULTS } from './status-faults.ts';
import { STATUS_RETRY_FAULTS } from './status-retry-faults.ts';

/** The rows, by what the fault hits. */
export const SHARE_FAULTS: readonly (readonly [what: string, rows: readonly ShareFault[]])[] = [
	['the status check', STATUS_FAULTS],
	['the status check that is worth a retry', STATUS_RETRY_FAULTS],
	['the creation', CREATION_FAULTS],
	['the creation that leaves it in doubt', CREATION_DOUBTS],
	['the permission to create', CREATION_REFUSALS],
	['the response to the creation', CREATION_RESPONSE_FAULTS],
	['the network', NETWORK_FAULTS],
];
