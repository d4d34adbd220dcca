// Sends the requests of a client: headers, the choice of the API version, and one reading of each response.

import type { ActionError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/exchange.ts';
import type { Outcome, PlannedRequest, Reading } from '../http/outcome.ts';
import type { Sender } from '../http/retrying.ts';
import { isSuccess } from '../http/status.ts';
import type { Api, ApiRequest } from './api.ts';
import type { JsonObject } from './decode.ts';
import type { Endpoint } from './endpoint.ts';
import type { RefusalKind } from './failure-catalog.ts';
import { explainFailure } from './failures.ts';
import { type Operation, PROOF } from './operations.ts';
import type { Classified, Refusal } from './refusal.ts';
import type { ApiVersion, Credentials } from './types.ts';

/** What a client is made of. */
export interface ClientOptions {
	/** The API versions in the order in which they are tried; at least one. */
	readonly apis: readonly [Api, ...Api[]];
	/** Told once, as soon as a response shows which version the server has. */
	readonly onApi: (api: Api) => void;
	readonly endpoint: Endpoint;
	/** Undefined for a guest. */
	readonly credentials: Credentials | undefined;
	/** Extra headers for a front that stands before the server. They never replace one of ours. */
	readonly headers: Readonly<Record<string, string>>;
	readonly sender: Sender;
	/** Sent as it is; see `version.ts`. */
	readonly userAgent: string;
}

/** One request, in whichever version turns out to be there. */
export interface Step<Value> {
	readonly operation: Operation;
	request(api: Api): ApiRequest;
	/** Reads a success. */
	read(api: Api, object: JsonObject): Value;
	/** True if the credentials must be proved before, where the request itself does not prove them. */
	readonly provesCredentials?: boolean;
}

/** How a step ended, and the version that it was made in. */
export interface StepResult<Value> {
	readonly outcome: Outcome<Value, Refusal>;
	readonly api: Api;
	/** What the last request was for: the step's own purpose, or the proof of the credentials. */
	readonly operation: Operation;
	readonly path: string;
}

/** Sends the requests of a client. */
export interface Requester {
	/** The version that responded, or the one that is tried next. */
	readonly api: Api;
	/** Carries out a step; a failure is a value. */
	attempt<Value>(step: Step<Value>): Promise<StepResult<Value>>;
	/** Carries out a step and returns what was read. Throws the error that explains a failure. */
	ask<Value>(
		step: Step<Value>,
	): Promise<{ readonly value: Value; readonly doubts: number; readonly api: Api }>;
	/** The error that explains a failed step. */
	explain(result: StepResult<unknown>): ActionError;
}

/** What a server in front can say in JSON as well: it does not show which version is behind it. */
const SAID_BY_FRONTS: readonly RefusalKind[] = [
	'no-api',
	'forbidden',
	'rate-limited',
	'redirected',
	'not-ready',
];
const MAX_RESPONSE_BYTES = 1024 * 1024;
/** Old servers keep values of 10 million characters, and a link opens only once. */
const MAX_REVEAL_BYTES = 16 * 1024 * 1024;

/** Base64 of `user:token` in UTF-8, as HTTP Basic sends it (RFC 7617). Sensitive. */
export function basicCredentials({ username, token }: Credentials): string {
	return Buffer.from(`${username}:${token}`, 'utf8').toString('base64');
}

/** Makes the requester of one client. */
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

	/** One request in one version, after the proof of the credentials where there is one. */
	async function attemptIn<Value>(current: Api, step: Step<Value>): Promise<StepResult<Value>> {
		const proof = step.provesCredentials && credentials !== undefined ? current.credentialProof : undefined;
		if (proof !== undefined) {
			const outcome = await sender.send(
				plan(proof, PROOF, (response) => readAs(current.classify(withoutKeys(response)), () => undefined)),
			);
			if (!outcome.ok) return { outcome, api: current, operation: PROOF, path: proof.path };
		}
		const request = step.request(current);
		const outcome = await sender.send(
			plan(request, step.operation, (response) =>
				readAs(current.classify(response), (object) => step.read(current, object)),
			),
		);
		return { outcome, api: current, operation: step.operation, path: request.path };
	}

	function settle(outcome: Outcome<unknown, Refusal>): void {
		if (isSettled || !isFromApi(outcome)) return;
		isSettled = true;
		onApi(api);
	}

	async function attempt<Value>(step: Step<Value>): Promise<StepResult<Value>> {
		for (;;) {
			const result = await attemptIn(api, step);
			const { outcome } = result;
			// Only a path that was not there in any attempt: nothing has been created or opened.
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

	function explain({ outcome, operation, path }: StepResult<unknown>): ActionError {
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
		async ask(step) {
			const result = await attempt(step);
			const { outcome } = result;
			if (!outcome.ok) throw explain(result);
			return { value: outcome.value, doubts: outcome.doubts, api: result.api };
		},
		explain,
	};
}

function readAs<Value>(classified: Classified, read: (object: JsonObject) => Value): Reading<Value, Refusal> {
	return classified.ok ? { ok: true, value: read(classified.object) } : classified;
}

/** The body of a proved login holds keys of other secrets: it is not even parsed. */
function withoutKeys(response: HttpResponse): HttpResponse {
	return isSuccess(response) ? { ...response, body: '{}' } : response;
}

/** True if the API itself has responded, and not something in front of it. */
function isFromApi(outcome: Outcome<unknown, Refusal>): boolean {
	if (outcome.ok) return true;
	const { refusal, status = 0 } = outcome;
	return refusal?.isJson === true && !SAID_BY_FRONTS.includes(refusal.kind) && status < 500;
}
