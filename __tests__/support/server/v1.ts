// The handlers of API v1 by route: status, authcheck, reveal, receipt, burn and recent (server release v0.26.6, captures).
import { identifyCaller } from './callers.ts';
import { createSecret } from './creation.ts';
import type { Answer } from './headers.ts';
import type { HostClass } from './hosts.ts';
import { type Parameters, readBytes } from './parameters.ts';
import { describeReceipt } from './receipt-json.ts';
import type { ApiRoute } from './routes.ts';
import {
	type ApiCall,
	answerApi,
	answerCrash,
	answerUnknown,
	refuse,
	refuseCaller,
	type Service,
} from './service.ts';
import type { StoredSecret } from './store.ts';

const MIN_KEY_LENGTH = 20;

// A generated value is shown by the first look-up, if that comes within a minute (server release v0.26.6).
const GENERATED_SHOWN_MS = 60_000;

function readPassphrase(call: ApiCall): Buffer {
	return readBytes(call.parameters, 'passphrase') ?? Buffer.alloc(0);
}

function reveal(service: Service, call: ApiCall, key: string): Answer {
	const opened = service.store.open(key, readPassphrase(call));
	switch (opened.kind) {
		case 'opened': {
			const origin = `${service.site.scheme}${service.site.authority}`;
			return answerApi(200, { value: opened.value, secret_key: key, share_domain: origin });
		}
		case 'refused':
			return answerUnknown(key);
		case 'locked':
		case 'lost':
			return answerCrash();
	}
}

/** The value that this look-up shows, and what the look-up does to the receipt. */
function lookAt(service: Service, secret: StoredSecret): string | undefined {
	const isOpen = service.store.isAlive(secret) && secret.passphrase === undefined;
	const isFirst = !secret.valueShown;
	secret.valueShown = true;
	if (service.showsValueInReceipt) {
		if (secret.state === 'new') {
			secret.state = 'viewed';
			secret.updatedMs = service.nowMs();
		}
		return isFirst && isOpen && !secret.generated ? secret.value.toString() : undefined;
	}
	const isFresh = service.nowMs() < secret.createdMs + GENERATED_SHOWN_MS;
	return isFirst && isOpen && secret.generated && isFresh ? secret.value.toString() : undefined;
}

function lookUp(service: Service, call: ApiCall, key: string): Answer {
	const secret = service.store.findReceipt(key);
	if (secret === undefined) {
		return answerUnknown(key);
	}
	const value = lookAt(service, secret);
	const view = { custid: call.caller.custid, place: 'look-up', value, nowMs: service.nowMs() } as const;
	return answerApi(200, describeReceipt(service.site, service.store, secret, view));
}

/** Burns; the answer shows the receipt as it was before. */
function burn(service: Service, call: ApiCall, key: string): Answer {
	const secret = service.store.findReceipt(key);
	if (secret === undefined) {
		return answerUnknown(key);
	}
	const view = { custid: call.caller.custid, place: 'burn', nowMs: service.nowMs() } as const;
	const before = describeReceipt(service.site, service.store, secret, view);
	switch (service.store.burn(secret, readPassphrase(call))) {
		case 'burned':
			return answerApi(200, { state: before, secret_shortkey: secret.secretKey.slice(0, 8) });
		case 'gone':
			return answerUnknown(key);
		case 'wrong-passphrase':
			return refuse('Double check that passphrase');
		case 'locked':
			return answerCrash();
	}
}

function listRecent(service: Service, call: ApiCall): Answer {
	const view = { custid: call.caller.custid, place: 'list', nowMs: service.nowMs() } as const;
	const receipts = service.store.receiptsOf(call.caller.custid);
	return answerApi(
		200,
		receipts.map((secret) => describeReceipt(service.site, service.store, secret, view)),
	);
}

function dispatch(service: Service, route: ApiRoute, call: ApiCall): Answer {
	switch (route.name) {
		case 'status':
		case 'authcheck':
			return {
				status: 200,
				json: { status: service.statusWord(), locale: 'en' },
				source: route.name === 'status' ? 'status' : 'api',
			};
		case 'share':
		case 'generate':
			return createSecret(service, call, route.name);
		case 'recent':
			return listRecent(service, call);
		case 'secret':
		case 'receipt':
		case 'burn': {
			if (route.key.length < MIN_KEY_LENGTH) {
				return answerApi(404, { message: 'Not Found' });
			}
			return { secret: reveal, receipt: lookUp, burn }[route.name](service, call, route.key);
		}
	}
}

/** One request to the API as the router hands it over. */
export interface ApiRequest {
	readonly route: ApiRoute | undefined;
	readonly host: HostClass;
	readonly authorization: string | undefined;
	/** Undefined when the body could not be read as what it says it is. */
	readonly parameters: Parameters | undefined;
}

/** Carries out one request and says what the server answers. Credentials are looked at before anything else. */
export function answerRequest(service: Service, request: ApiRequest): Answer {
	const { route, parameters } = request;
	if (route === undefined) {
		return { status: 404, json: { error: 'Not Found' }, source: 'router' };
	}
	if (parameters === undefined) {
		return { status: 400, json: undefined, source: 'router' };
	}
	const caller = identifyCaller(service.account, request.authorization);
	const needsAccount = route.name === 'authcheck' || route.name === 'recent';
	if (caller.kind === 'refused' || (needsAccount && caller.kind === 'anonymous')) {
		return refuseCaller(route.name === 'status' ? 'status' : 'api');
	}
	return dispatch(service, route, { host: request.host, caller, parameters });
}
