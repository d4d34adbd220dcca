// Requests of API v2, as JSON. Creation fields are nested under `secret` from release v0.22 on.

import type { ApiRequest } from '../api.ts';
import { type NewGeneratedSecret, type NewSecret, optionFields } from '../secret-options.ts';
import type { ReceiptKey, SecretKey } from '../types.ts';

/** `GET /status`. It ignores credentials on all releases. */
export function statusRequest(): ApiRequest {
	return { method: 'GET', path: '/api/v2/status' };
}

/**
 * `GET /receipt/recent`, for accounts only: the one request that every release from v0.22 on refuses for wrong
 * credentials. v0.24 and v0.25 make an anonymous secret of them instead (captures of v0.24.7).
 */
export const credentialProof: ApiRequest = { method: 'GET', path: '/api/v2/receipt/recent' };

/** `POST /secret/conceal`. */
export function shareRequest(secret: NewSecret): ApiRequest {
	return post('secret/conceal', { secret: { secret: secret.value, ...optionFields(secret) } });
}

/** `POST /secret/generate`. The value is not in its response: see {@link receiptRequest}. */
export function generateRequest(secret: NewGeneratedSecret): ApiRequest {
	return post('secret/generate', { secret: { ...optionFields(secret), length: secret.length } });
}

/** `POST /secret/KEY/reveal`, which consumes the secret. Without `continue` it would only describe it. */
export function revealRequest(key: SecretKey, passphrase: string | undefined): ApiRequest {
	return post(`secret/${key}/reveal`, { continue: true, passphrase });
}

/** `GET /receipt/KEY`. The first look after a generation shows the value. */
export function receiptRequest(receipt: ReceiptKey): ApiRequest {
	return { method: 'GET', path: `/api/v2/receipt/${receipt}` };
}

/** `POST /receipt/KEY/burn`. Without `continue` it would do nothing. */
export function burnRequest(receipt: ReceiptKey, passphrase: string | undefined): ApiRequest {
	return post(`receipt/${receipt}/burn`, { continue: true, passphrase });
}

/** Fields that are undefined are left out. */
function post(path: string, body: object): ApiRequest {
	return {
		method: 'POST',
		path: `/api/v2/${path}`,
		contentType: 'application/json',
		body: JSON.stringify(body),
	};
}
