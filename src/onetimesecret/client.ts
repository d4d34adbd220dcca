// The client of a Onetime Secret server: knows requests and JSON, knows nothing of the runner.

import { ActionError, COPY_MAY_LIVE } from '../errors.ts';
import type { RequestKind } from '../http/retry-policy.ts';
import type { Sender } from '../http/retrying.ts';
import type { HttpRequest } from '../http/transport.ts';
import { setbackOf } from './answer.ts';
import type { JsonObject } from './decode.ts';
import type { Endpoint } from './endpoint.ts';
import { explainFailure, type Operation } from './failures.ts';
import { linkOrigin, secretLink } from './link.ts';
import type { Creation, Credentials, NewSecret, SecretService } from './types.ts';
import { type CreationFields, readCreation, readStatus, shareRequest, sortAnswer, statusRequest } from './v1.ts';

/** What a client is made of. */
export interface ClientParts {
	readonly endpoint: Endpoint;
	/** Undefined for an anonymous client. */
	readonly credentials: Credentials | undefined;
	readonly send: Sender;
	/** The mode of the step, for the words of errors. */
	readonly mode: string;
	/** Sent as it is; see `version.ts`. */
	readonly userAgent: string;
}

/** Makes a client for one server and one account, or for a guest. */
export function createClient({ endpoint, credentials, send, mode, userAgent }: ClientParts): SecretService {
	const headers = { accept: 'application/json', 'user-agent': userAgent, ...authorization(credentials) };
	const operation = { mode, host: endpoint.host, authenticated: credentials !== undefined };

	async function ask(request: HttpRequest, kind: RequestKind, what: Operation): Promise<{ object: JsonObject; doubts: number }> {
		const outcome = await send(request, { kind, judge: (answer) => setbackOf(sortAnswer(answer)) });
		const { exchange } = outcome;
		const sorted = exchange?.ok ? sortAnswer(exchange.answer) : undefined;
		if (sorted?.ok) return { object: sorted.object, doubts: outcome.doubts };
		throw explainFailure(what, outcome, sorted);
	}

	return {
		host: endpoint.host,
		origin: endpoint.origin,
		async checkStatus() {
			const what = { ...operation, what: 'the status check', creates: false, harmless: 'No secret was sent.' };
			const { object } = await ask(statusRequest(headers), 'read', what);
			return readStatus(object);
		},
		async share(secret: NewSecret) {
			const what = { ...operation, what: 'the creation of the secret', creates: true, harmless: 'No secret was created.' };
			const { object, doubts } = await ask(shareRequest(secret, headers), 'create', what);
			return judgeCreation(endpoint, readCreation(object), doubts, mode);
		},
	};
}

function authorization(credentials: Credentials | undefined): Record<string, string> {
	return credentials === undefined ? {} : { authorization: `Basic ${basicCredentials(credentials)}` };
}

/** Base64 of `user:token` in UTF-8, as HTTP Basic sends it (RFC 7617). Sensitive. */
export function basicCredentials({ username, token }: Credentials): string {
	return Buffer.from(`${username}:${token}`, 'utf8').toString('base64');
}

function judgeCreation(endpoint: Endpoint, fields: CreationFields, doubts: number, mode: string): Creation {
	const { secretKey, receiptKey, ttlSeconds, createdSeconds, shareDomain } = fields;
	const expiresAt = expiry(createdSeconds, ttlSeconds);
	const origin = linkOrigin(endpoint, shareDomain);
	if (secretKey !== undefined && receiptKey !== undefined && origin !== undefined) {
		return { usable: true, secretKey, receiptKey, link: secretLink(origin, secretKey), ttlSeconds, expiresAt, doubts };
	}
	const flaw = origin === undefined ? 'a `share_domain` that is not a host name' : 'no usable keys';
	const alive = receiptKey === undefined ? COPY_MAY_LIVE : 'The secret lives on the server, but nobody has a link to it.';
	const message = `${mode}: ${endpoint.host} accepted the secret, but its answer has ${flaw}, so that there is no link to hand on.`;
	return { usable: false, receiptKey, expiresAt, fault: new ActionError('answer-unusable', message, { alive }) };
}

function expiry(createdSeconds: number | undefined, ttlSeconds: number | undefined): string | undefined {
	if (createdSeconds === undefined || ttlSeconds === undefined) return undefined;
	return new Date((Math.floor(createdSeconds) + ttlSeconds) * 1_000).toISOString().replace('.000Z', 'Z');
}
