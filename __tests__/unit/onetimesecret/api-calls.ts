// The calls that the tests of the requester carry out.

import { creationOperation, LOOK_UP, STATUS } from '../../../src/onetimesecret/operations.ts';
import type { ApiCall } from '../../../src/onetimesecret/requester.ts';
import { NO_OPTIONS, RECEIPT_KEY } from './service-fixtures.ts';

/** Gets the status. Needs proven credentials. */
export const statusCall: ApiCall<string> = {
	operation: STATUS,
	request: (api) => api.statusRequest(),
	read: (api, object) => api.readStatus(object),
	needsProvenCredentials: true,
};

/** Creates a secret with the value `v` and no options. */
export const creationCall: ApiCall<unknown> = {
	operation: creationOperation(false),
	request: (api) => api.shareRequest({ ...NO_OPTIONS, value: 'v' }),
	read: (api, object) => api.readCreation(object),
};

/** Gets the state of the receipt {@link RECEIPT_KEY}. */
export const receiptCall: ApiCall<unknown> = {
	operation: LOOK_UP,
	request: (api) => api.receiptRequest(RECEIPT_KEY),
	read: (api, object) => api.readReceipt(object)?.state,
};
