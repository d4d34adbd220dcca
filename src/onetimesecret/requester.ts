// Carries out the calls of a client: adds the headers, chooses the API version, and reads the responses.

import type { ActionError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Outcome, PlannedRequest, ReadResult } from '../http/outcome.ts';
import type { Sender } from '../http/retrying.ts';
import { isSuccess } from '../http/status.ts';
import type { Api, ApiRequest } from './api.ts';
import type { JsonObject } from './decode.ts';
import type { Endpoint } from './endpoint.ts';
import type { RefusalKind } from './failure-catalog.ts';
import { explainFailure } from './failures.ts';
import { type Operation, PROVE_CREDENTIALS } from './operations.ts';
import type { Classified, Refusal } from './refusal.ts';
import type { ApiVersion, Credentials } from './types.ts';

/** What a client needs. */
export interface ClientOptions {
	/** The API versions to try, in this order; at least one. */
	readonly apis: readonly [Api, ...Api[]];
	/** Called once, as soon as a response shows which version the server has. */
	readonly onApi: (api: Api) => void;
	readonly endpoint: Endpoint;
	/** Undefined for a guest. */
	readonly credentials: Credentials | undefined;
	/** Extra headers, for an access proxy in front of the server. They never replace the client's own headers. */
	readonly headers: Readonly<Record<string, string>>;
	readonly sender: Sender;
	/** Value of the `User-Agent` header. */
	readonly userAgent: string;
}

/** One call of the API, in whichever version the server turns out to have. */
export interface ApiCall<Value> {
	/** How errors describe the call. */
	readonly operation: Operation;
	request(api: Api): ApiRequest;
	/** Reads the response to a successful request. */
	read(api: Api, object: JsonObject): Value;
	/** True if wrong credentials must fail the call even where the request itself would accept or ignore them. */
	readonly needsProvenCredentials?: boolean;
}

/** How a call ended, and in which API version. */
export interface CallResult<Value> {
	readonly outcome: Outcome<Value, Refusal>;
	readonly api: Api;
	/** Operation and path of the last request, which may be the proof of the credentials. */
	readonly operation: Operation;
	readonly path: string;
}

/** Carries out the calls of a client. */
export interface Requester {
	/** The API version that responded, or the one to try next. */
	readonly api: Api;
	/** Carries out a call, and returns a failure as a value. */
	attempt<Value>(call: ApiCall<Value>): Promise<CallResult<Value>>;
	/** Carries out a call and returns what was read. If it fails, throws the error of {@link Requester.explain}. */
	ask<Value>(
		call: ApiCall<Value>,
	): Promise<{ readonly value: Value; readonly doubts: number; readonly api: Api }>;
	/** Builds the error that explains a failed call. */
	explain(result: CallResult<unknown>): ActionError;
}

/** Refusals that a gateway can also send as JSON, so they do not show which API version the server has. */
const GATEWAY_REFUSALS: readonly RefusalKind[] = [
	'no-api',
	'forbidden',
	'rate-limited',
	'redirected',
	'not-ready',
];
const MAX_RESPONSE_BYTES = 1024 * 1024;
/** Old servers store values of 10 million characters, and a link opens only once. */
const MAX_REVEAL_BYTES = 16 * 1024 * 1024;

/** Base64 of `username:token` in UTF-8, as HTTP Basic authentication sends it (RFC 7617). Sensitive. */
export function basicCredentials({ username, token }: Credentials): string {
	return Buffer.from(`${username}:${token}`, 'utf8').toString('base64');
}

/** Creates the requester of one client. */
export function createRequester(options: ClientOptions): Requester {
	const { endpoint, credentials, sender, onApi } = options;
	const [firstApi, ...otherApis] = options.apis;
	const authorization =
		credentials === undefined ? {} : { authorization: `Basic ${basicCredentials(credentials)}` };
	const common = { accept: 'application/json', 'user-agent': options.userAgent, ...authorization };
	const triedVersions: ApiVersion[] = [firstApi.version];
	let api = firstApi;
	let isSettled = false;

	function plan<Value>(
		{ method, path, contentType, body }: ApiRequest,
		{ kind }: Operation,
		read: PlannedRequest<Value, Refusal>['read'],
	): PlannedRequest<Value, Refusal> {
		const content = contentType === undefined ? {} : { 'content-type': contentType };
		const request: HttpRequest = {
			method,
			path,
			headers: { ...options.headers, ...common, ...content },
			body,
		};
		return {
			request,
			kind,
			maxResponseBytes: kind === 'reveal' ? MAX_REVEAL_BYTES : MAX_RESPONSE_BYTES,
			read,
		};
	}

	/** Carries out a call in one API version, after the proof of the credentials if one is needed. */
	async function attemptIn<Value>(current: Api, call: ApiCall<Value>): Promise<CallResult<Value>> {
		const proof =
			call.needsProvenCredentials && credentials !== undefined ? current.credentialProof : undefined;
		if (proof !== undefined) {
			const outcome = await sender.send(
				plan(proof, PROVE_CREDENTIALS, (response) =>
					readAs(current.classify(withoutSuccessBody(response)), () => undefined),
				),
			);
			if (!outcome.ok) return { outcome, api: current, operation: PROVE_CREDENTIALS, path: proof.path };
		}
		const request = call.request(current);
		const outcome = await sender.send(
			plan(request, call.operation, (response) =>
				readAs(current.classify(response), (object) => call.read(current, object)),
			),
		);
		return { outcome, api: current, operation: call.operation, path: request.path };
	}

	function settle(outcome: Outcome<unknown, Refusal>): void {
		if (isSettled || !isFromApi(outcome)) return;
		isSettled = true;
		onApi(api);
	}

	async function attempt<Value>(call: ApiCall<Value>): Promise<CallResult<Value>> {
		for (;;) {
			const result = await attemptIn(api, call);
			const { outcome } = result;
			// Another version may be tried only if no attempt can have had an effect.
			const isMissing = !outcome.ok && outcome.refusal?.kind === 'no-api' && outcome.doubts === 0;
			const next = isMissing && !isSettled ? otherApis.shift() : undefined;
			if (next === undefined) {
				settle(outcome);
				return result;
			}
			api = next;
			triedVersions.push(next.version);
		}
	}

	function explain({ outcome, operation, path }: CallResult<unknown>): ActionError {
		if (outcome.ok) throw new TypeError('There is nothing to explain.');
		return explainFailure(operation, outcome, {
			endpoint,
			isGuest: credentials === undefined,
			path,
			triedVersions,
		});
	}

	return {
		get api() {
			return api;
		},
		attempt,
		async ask(call) {
			const result = await attempt(call);
			const { outcome } = result;
			if (!outcome.ok) throw explain(result);
			return { value: outcome.value, doubts: outcome.doubts, api: result.api };
		},
		explain,
	};
}

function readAs<Value>(
	classified: Classified,
	read: (object: JsonObject) => Value,
): ReadResult<Value, Refusal> {
	return classified.ok ? { ok: true, value: read(classified.object) } : classified;
}

/** Drops the body of a success, because that of a credential proof has the keys of other secrets. */
function withoutSuccessBody(response: HttpResponse): HttpResponse {
	return isSuccess(response) ? { ...response, body: '{}' } : response;
}

/** True if the API itself responded, and not a gateway or login page in front of it. */
function isFromApi(outcome: Outcome<unknown, Refusal>): boolean {
	if (outcome.ok) return true;
	const { refusal, status = 0 } = outcome;
	return refusal?.isJson === true && !GATEWAY_REFUSALS.includes(refusal.kind) && status < 500;
}
