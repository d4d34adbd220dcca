// The requests of API v1, which are form-encoded. `private` in a path is the server's older name for the receipt.

import type { ApiRequest } from '../api.ts';
import { type NewGeneratedSecret, type NewSecret, optionFields } from '../secret-options.ts';
import type { ReceiptKey, SecretKey } from '../types.ts';

/** `GET /status`. The server verifies the credentials if there are any (all releases from v0.18.5 to v0.26.6). */
export function statusRequest(): ApiRequest {
	return { method: 'GET', path: '/api/v1/status' };
}

/** `POST /share`. Its alias `/create` accepts these fields only from v0.24 on. */
export function shareRequest(secret: NewSecret): ApiRequest {
	return post('share', { secret: secret.value, ...optionFields(secret) });
}

/** `POST /generate`. v0.18.5 ignores `length`, and v0.26.6 refuses more than 128. */
export function generateRequest(secret: NewGeneratedSecret): ApiRequest {
	return post('generate', { ...optionFields(secret), length: secret.length });
}

/** `POST /secret/KEY`, which consumes the secret. */
export function revealRequest(key: SecretKey, passphrase: string | undefined): ApiRequest {
	return post(`secret/${key}`, { passphrase });
}

/** `GET /private/KEY`, the only path of the receipt that every release knows. */
export function receiptRequest(receipt: ReceiptKey): ApiRequest {
	return { method: 'GET', path: `/api/v1/private/${receipt}` };
}

/** `POST /private/KEY/burn`. The server needs the key but no credentials. */
export function burnRequest(receipt: ReceiptKey, passphrase: string | undefined): ApiRequest {
	return post(`private/${receipt}/burn`, { passphrase });
}

/** Builds a form-encoded request, because not every release accepts JSON. Undefined fields are left out. */
function post(path: string, fields: Readonly<Record<string, string | number | undefined>>): ApiRequest {
	const form = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) form.set(name, String(value));
	}
	const contentType = 'application/x-www-form-urlencoded';
	return { method: 'POST', path: `/api/v1/${path}`, contentType, body: form.toString() };
}
