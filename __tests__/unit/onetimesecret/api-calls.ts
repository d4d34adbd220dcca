// The calls that the tests of the requester carry out.

import { creationOperation, LOOK_UP, STATUS } from '../../../src/onetimesecret/operations.ts';
import type { ApiCall } from '../../../src/onetimesecret/requester.ts';
import { NO_OPTIONS, RECEIPT_KEY } from './service-fixtures.ts';

/** The status check, which needs proven credentials. */
export const checking: ApiCall<string> = {
	operation: STATUS,
	request: (api) => api.statusRequest(),
	read: (api, object) => api.readStatus(object),
	needsProvenCredentials: true,
};

/** A creation without options. */
export const sharing: ApiCall<unknown> = {
	operation: creationOperation(false),
	request: (api) => api.shareRequest({ ...NO_OPTIONS, value: 'v' }),
	read: (api, object) => api.readCreation(object),
};

/** A look at the receipt of that secret. */
export const looking: ApiCall<unknown> = {
	operation: LOOK_UP,
	request: (api) => api.receiptRequest(RECEIPT_KEY),
	read: (api, object) => api.readReceipt(object)?.state,
};
