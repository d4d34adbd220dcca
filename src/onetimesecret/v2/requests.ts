// The requests of API v2, which are JSON. The fields of a creation are nested under `secret`, as in all
// releases from v0.22 on.

import type { ApiRequest } from '../api.ts';
import { type NewGeneratedSecret, type NewSecret, optionFields } from '../secret-options.ts';
import type { ReceiptKey, SecretKey } from '../types.ts';

/** `GET /status`. All releases ignore the credentials. */
export function statusRequest(): ApiRequest {
	return { method: 'GET', path: '/api/v2/status' };
}

/**
 * `GET /receipt/recent`, which is for accounts only. It is the only request that every release from v0.22 on
 * refuses if the credentials are wrong. When creating a secret, v0.24 and v0.25 treat wrong credentials as a
 * guest (captures of v0.24.7).
 */
export const credentialProof: ApiRequest = { method: 'GET', path: '/api/v2/receipt/recent' };

/** `POST /secret/conceal`. */
export function shareRequest(secret: NewSecret): ApiRequest {
	return post('secret/conceal', { secret: { secret: secret.value, ...optionFields(secret) } });
}

/** `POST /secret/generate`. The response does not contain the value; see {@link receiptRequest}. */
export function generateRequest(secret: NewGeneratedSecret): ApiRequest {
	return post('secret/generate', { secret: { ...optionFields(secret), length: secret.length } });
}

/**
 * `POST /secret/KEY/reveal`, which consumes the secret. Without `continue` the server would only describe the
 * secret.
 */
export function revealRequest(key: SecretKey, passphrase: string | undefined): ApiRequest {
	return post(`secret/${key}/reveal`, { continue: true, passphrase });
}

/** `GET /receipt/KEY`. The first of these requests after a generation returns the value. */
export function receiptRequest(receipt: ReceiptKey): ApiRequest {
	return { method: 'GET', path: `/api/v2/receipt/${receipt}` };
}

/** `POST /receipt/KEY/burn`. Without `continue` the server would do nothing. */
export function burnRequest(receipt: ReceiptKey, passphrase: string | undefined): ApiRequest {
	return post(`receipt/${receipt}/burn`, { continue: true, passphrase });
}

/** Builds a JSON request. Undefined fields are left out. */
function post(path: string, body: object): ApiRequest {
	return {
		method: 'POST',
		path: `/api/v2/${path}`,
		contentType: 'application/json',
		body: JSON.stringify(body),
	};
}
