// The handlers of API v1 by route (captures).
import { identifyCaller } from '../callers.ts';
import { createSecret } from '../creation.ts';
import type { HostClass } from '../hosts.ts';
import { type Parameters, readBytes, readText } from '../parameters.ts';
import { isRefusal } from '../refusals.ts';
import type { ApiRoute } from '../routes.ts';
import { type ApiResponse, isRateLimited, type Service, type V1Call } from '../service.ts';
import type { StoredSecret } from '../store.ts';
import { describeReceipt } from './receipt-json.ts';
import { crash, refuse, refuseCaller, refuseCreation, refuseUnknown, respond } from './responses.ts';

// A generated value is shown by the first look-up, if that comes within a minute (v0.26).
const GENERATED_SHOWN_MS = 60_000;

function readPassphrase(call: V1Call): Buffer {
	return readBytes(call.parameters, 'passphrase') ?? Buffer.alloc(0);
}

function create(service: Service, call: V1Call, kind: 'share' | 'generate'): ApiResponse {
	const { parameters, caller, host } = call;
	const secret = createSecret(service, {
		api: 'v1',
		kind,
		host,
		caller,
		value: readBytes(parameters, 'secret') ?? Buffer.alloc(0),
		passphrase: readPassphrase(call),
		ttl: readText(parameters, 'ttl'),
		length: readText(parameters, 'length'),
		recipients: (parameters.get('recipient') ?? [])
			.map((bytes) => bytes.toString())
			.filter((text) => text !== ''),
		shareDomain: readText(parameters, 'share_domain') ?? '',
	});
	if (isRefusal(secret)) return refuseCreation(service, secret);
	const value = kind === 'generate' ? secret.value.toString() : undefined;
	const json = describeReceipt(service, secret, { custid: caller.custid, place: 'creation', value });
	if (kind === 'generate' && service.release.lookMarksReceipt) service.store.markViewed(secret);
	return respond(200, json);
}

function reveal(service: Service, call: V1Call, key: string): ApiResponse {
	const { site, store, release } = service;
	if (isRateLimited(service, 'v1', call.caller, 'reveal')) return refuse(service, release.rateLimitText);
	const secret = store.findSecret(key);
	if (secret === undefined) return refuseUnknown(key);
	const { custid } = call.caller;
	const guess = { passphrase: readPassphrase(call), api: 'v1', custid, countsIfEmpty: false } as const;
	switch (service.judgePassphrase(secret, guess)) {
		case 'wrong':
			return refuseUnknown(key);
		case 'limited':
			return refuse(service, release.rateLimitText);
		case 'locked':
			return crash(service);
		case 'right': {
			const value = store.open(secret);
			if (value === undefined) return crash(service);
			const isOnDomain = release.revealNames === 'link-host' && secret.shareDomain !== '';
			const origin = `${site.scheme}${isOnDomain ? secret.shareDomain : site.authority}`;
			const shown = service.lies === 'reveal' ? `not ${value}` : value;
			return respond(200, { value: shown, secret_key: key, share_domain: origin });
		}
	}
}

/** The value that this look-up shows, and what the look-up does to the receipt. */
function lookAt(service: Service, secret: StoredSecret): string | undefined {
	const isOpen = service.store.isAlive(secret) && secret.passphrase === undefined;
	const isFirst = !secret.valueShown;
	secret.valueShown = true;
	if (service.release.lookMarksReceipt) {
		const isNew = secret.state === 'new';
		service.store.markViewed(secret);
		return isFirst && isNew && isOpen ? secret.value.toString() : undefined;
	}
	const isFresh = service.nowMs() < secret.createdMs + GENERATED_SHOWN_MS;
	return isFirst && isOpen && secret.generated && isFresh ? secret.value.toString() : undefined;
}

function lookUp(service: Service, call: V1Call, key: string): ApiResponse {
	const secret = service.store.findReceipt(key);
	if (secret === undefined) return refuseUnknown(key);
	const value = lookAt(service, secret);
	return respond(
		200,
		describeReceipt(service, secret, { custid: call.caller.custid, place: 'look-up', value }),
	);
}

/** Burns; the response shows the receipt as it was before. */
function burn(service: Service, call: V1Call, key: string): ApiResponse {
	const { store, release } = service;
	const secret = store.findReceipt(key);
	if (secret === undefined || !store.isAlive(secret)) return refuseUnknown(key);
	const { custid } = call.caller;
	if (service.counter.note(`burn ${custid}`) > release.maxBurns) {
		return refuse(service, release.rateLimitText);
	}
	const before = describeReceipt(service, secret, { custid, place: 'burn' });
	const guess = { passphrase: readPassphrase(call), api: 'v1', custid, countsIfEmpty: true } as const;
	switch (service.judgePassphrase(secret, guess)) {
		case 'wrong':
			return refuse(service, 'Double check that passphrase');
		case 'limited':
			return refuse(service, release.rateLimitText);
		case 'locked':
			return crash(service);
		case 'right':
			store.burn(secret, service.lies === 'burn');
			return respond(200, {
				state: before,
				secret_shortkey: secret.secretKey.slice(0, release.shortKeyLength),
			});
	}
}

function listRecent(service: Service, call: V1Call): ApiResponse {
	if (!service.release.listsRecentOnV1) return crash(service);
	const { custid } = call.caller;
	const receipts = service.store.receiptsOf(custid);
	return respond(
		200,
		receipts.map((secret) => describeReceipt(service, secret, { custid, place: 'list' })),
	);
}

function dispatch(service: Service, route: ApiRoute, call: V1Call): ApiResponse {
	switch (route.name) {
		case 'share':
		case 'generate':
			return create(service, call, route.name);
		case 'recent':
		case 'proof':
			return listRecent(service, call);
		case 'secret':
		case 'receipt':
		case 'burn': {
			if (route.key.length < service.release.minKeyLength) return respond(404, { message: 'Not Found' });
			return { secret: reveal, receipt: lookUp, burn }[route.name](service, call, route.key);
		}
		default: {
			const layout = route.name === 'status' ? 'v1-status' : 'v1';
			return { status: 200, body: { status: service.statusWord(), locale: 'en' }, layout };
		}
	}
}

/** One request below API v1, as the router hands it over. */
export interface V1Request {
	readonly route: ApiRoute;
	readonly host: HostClass;
	readonly authorization: string | undefined;
	/** Undefined when the body could not be read as what it says it is. */
	readonly parameters: Parameters | undefined;
}

/** Carries out one request. Credentials are looked at before anything else, also by the status. */
export function respondV1(service: Service, request: V1Request): ApiResponse {
	const { route, parameters } = request;
	if (parameters === undefined) return { status: 400, body: undefined, layout: 'router' };
	const caller = identifyCaller(service.account, request.authorization, service.release.takesCustomerId);
	const needsAccount = route.name === 'authcheck' || route.name === 'recent';
	const isLie = service.lies === 'status' && route.name === 'status';
	if (caller.kind === 'refused' && isLie) {
		return dispatch(service, route, {
			host: request.host,
			caller: { kind: 'anonymous', custid: 'anon' },
			parameters,
		});
	}
	if (caller.kind === 'refused' || (needsAccount && caller.kind === 'anonymous')) {
		return refuseCaller(service, route.name === 'status' ? 'v1-status' : 'v1');
	}
	return dispatch(service, route, { host: request.host, caller, parameters });
}
