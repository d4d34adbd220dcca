// Requests of API v1, form-encoded. `metadata` and `private` are the server's older words for the receipt.

import type { ApiRequest } from '../api.ts';
import { type NewGeneratedSecret, type NewSecret, optionFields } from '../secret-options.ts';
import type { ReceiptKey, SecretKey } from '../types.ts';

/** `GET /status`. It verifies credentials if they are sent (all releases from v0.18.5 to v0.26.6). */
export function statusRequest(): ApiRequest {
	return { method: 'GET', path: '/api/v1/status' };
}

/** `POST /share`. Its alias `/create` takes these fields only from v0.24 on. */
export function shareRequest(secret: NewSecret): ApiRequest {
	return post('share', { secret: secret.value, ...optionFields(secret) });
}

/** `POST /generate`. v0.18.5 ignores `length`; v0.26.6 refuses more than 128. */
export function generateRequest(secret: NewGeneratedSecret): ApiRequest {
	return post('generate', { ...optionFields(secret), length: secret.length });
}

/** `POST /secret/KEY`, which consumes the secret. */
export function revealRequest(key: SecretKey, passphrase: string | undefined): ApiRequest {
	return post(`secret/${key}`, { passphrase });
}

/** `GET /private/KEY`, the one spelling of the receipt's path that every release knows. */
export function receiptRequest(receipt: ReceiptKey): ApiRequest {
	return { method: 'GET', path: `/api/v1/private/${receipt}` };
}

/** `POST /private/KEY/burn`. The key is enough; credentials add nothing. */
export function burnRequest(receipt: ReceiptKey, passphrase: string | undefined): ApiRequest {
	return post(`private/${receipt}/burn`, { passphrase });
}

/** Form encoding is the only one that every release understands. */
function post(path: string, fields: Readonly<Record<string, string | number | undefined>>): ApiRequest {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) form.set(name, String(value));
	}
	const contentType = 'application/x-www-form-urlencoded';
	return { method: 'POST', path: `/api/v1/${path}`, contentType, body: form.toString() };
}
