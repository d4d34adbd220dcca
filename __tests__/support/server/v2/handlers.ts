// The handlers of API v2 by route: creation, reveal and status; those of receipts stand beside (captures).
import { type AcceptedCaller, ANONYMOUS, identifyCaller } from '../callers.ts';
import { createSecret } from '../creation.ts';
import type { HostClass } from '../hosts.ts';
import { isRefusal } from '../refusals.ts';
import type { ApiRoute } from '../routes.ts';
import type { ApiResponse, Service, V2Call } from '../service.ts';
import type { StoredSecret } from '../store.ts';
import { asObject, readPassphrase, readText } from './body.ts';
import { burn, listRecent, lookUp, refuseGuess } from './receipt-handlers.ts';
import { describeRecord } from './receipt-json.ts';
import { refuse, refuseCaller, refuseUnknown, respond, withFormToken } from './responses.ts';
import { asStored, fractional, measureLines } from './values.ts';

/** The secret object; `state` is that of the secret, which knows no looks at the receipt. */
function describeSecret(
	service: Service,
	secret: StoredSecret,
	isRevealed: boolean,
	fresh: boolean,
): Record<string, unknown> {
	const form = service.release.v2;
	const key = secret.secretKey;
	const shortId = key.slice(0, 8);
	const hasPassphrase = secret.passphrase !== undefined;
	if (form === 'flags-and-texts') {
		const number = (value: number): unknown => (fresh ? value : asStored(value));
		const created = number(Math.floor(secret.createdMs / 1000));
		return {
			identifier: key,
			key,
			state: isRevealed ? 'received' : 'new',
			secret_ttl: number(secret.ttlSeconds),
			lifespan: number(secret.ttlSeconds),
			shortkey: shortId,
			has_passphrase: hasPassphrase,
			verification: false,
			is_truncated: secret.truncated,
			created,
			updated: created,
		};
	}
	const ttl = secret.ttlSeconds;
	const lives =
		form === 'error-class' ? { secret_ttl: ttl, lifespan: ttl } : { lifespan: ttl, secret_ttl: ttl };
	return {
		identifier: key,
		key,
		shortid: shortId,
		state: isRevealed ? 'revealed' : 'new',
		...lives,
		has_passphrase: hasPassphrase,
		verification: false,
		created: fractional(secret.createdMs),
		updated: fractional(secret.createdMs),
		is_previewed: false,
		is_revealed: isRevealed,
		is_viewed: false,
		is_received: isRevealed,
	};
}

function describeCreation(service: Service, secret: StoredSecret, caller: AcceptedCaller): object {
	const isOld = service.release.v2 === 'flags-and-texts';
	const receipt = describeRecord(service, secret, { fresh: true, secretKey: secret.secretKey });
	const [recipient = ''] = secret.recipients;
	return {
		success: true,
		...withFormToken(service),
		...(isOld && { custid: caller.custid }),
		record: {
			...(!isOld && { receipt }),
			metadata: receipt,
			secret: describeSecret(service, secret, false, true),
			share_domain: secret.shareDomain === '' ? null : secret.shareDomain,
		},
		details: {
			kind: secret.generated ? 'generate' : 'conceal',
			recipient: isOld ? recipient : secret.recipients,
			recipient_safe: secret.shownRecipients,
			...(isOld && { memo: '' }),
		},
	};
}

function create(service: Service, call: V2Call, kind: 'share' | 'generate'): ApiResponse {
	const fields = asObject(call.body['secret']);
	if (fields === undefined) return refuse(service, { code: 'payload', text: 'Incorrect payload format' });
	const { recipient } = fields;
	const asked: readonly unknown[] = Array.isArray(recipient) ? recipient : [recipient];
	const secret = createSecret(service, {
		api: 'v2',
		kind,
		host: call.host,
		caller: call.caller,
		value: Buffer.from(readText(fields, 'secret') ?? ''),
		passphrase: Buffer.from(readText(fields, 'passphrase') ?? ''),
		ttl: readText(fields, 'ttl'),
		length: readText(fields, 'length'),
		recipients: asked.filter((item): item is string => typeof item === 'string' && item !== ''),
		shareDomain: readText(fields, 'share_domain') ?? '',
	});
	if (isRefusal(secret)) return refuse(service, secret);
	return respond(describeCreation(service, secret, call.caller));
}

/** Opens a secret, if `continue` is true; without that, it only says that it is there. */
function reveal(service: Service, call: V2Call, key: string): ApiResponse {
	const secret = service.store.findSecret(key);
	if (secret === undefined) return refuseUnknown(service, key, false);
	const { custid } = call.caller;
	const passphrase = readPassphrase(call);
	const isSet = call.body['continue'] === true;
	const isCorrect = secret.passphrase?.equals(passphrase) ?? false;
	let value: string | undefined;
	if (isSet) {
		const verdict = service.judgePassphrase(secret, { passphrase, api: 'v2', custid, countsIfEmpty: true });
		if (verdict !== 'right') return refuseGuess(service, verdict, 'Incorrect passphrase');
		value = service.store.open(secret);
	}
	const shown = value !== undefined && service.lies === 'reveal' ? `not ${value}` : value;
	const { lines, isOneLine } = measureLines(shown);
	return respond({
		...(service.release.v2 === 'flags-and-texts' && { success: true }),
		record: {
			...describeSecret(service, secret, isSet, false),
			...(shown !== undefined && { secret_value: shown }),
		},
		details: {
			continue: isSet,
			is_owner: secret.owner !== undefined && secret.owner === custid,
			show_secret: shown !== undefined,
			correct_passphrase: isCorrect,
			display_lines: lines,
			one_liner: isOneLine,
		},
	});
}

function tellStatus(service: Service, fields: object): ApiResponse {
	const success = service.release.v2 === 'flags-and-texts' ? {} : { success: true };
	return { status: 200, body: { ...success, ...fields, locale: 'en' }, layout: 'v2-status' };
}

/** One request below API v2, as the router hands it over; `body` is undefined where it is broken JSON. */
export interface V2Request {
	readonly route: ApiRoute;
	readonly host: HostClass;
	readonly authorization: string | undefined;
	readonly body: Readonly<Record<string, unknown>> | undefined;
}

function dispatch(service: Service, route: ApiRoute, call: V2Call): ApiResponse {
	switch (route.name) {
		case 'share':
		case 'generate':
			return create(service, call, route.name);
		case 'secret':
		case 'receipt':
		case 'burn':
			return { secret: reveal, receipt: lookUp, burn }[route.name](service, call, route.key);
		case 'version':
			return tellStatus(service, { version: service.release.version });
		case 'status':
			return tellStatus(service, { status: service.statusWord() });
		default:
			return listRecent(service, call);
	}
}

/**
 * Carries out one request. The status asks for no credentials; elsewhere wrong ones count as the release has
 * it.
 */
export function respondV2(service: Service, request: V2Request): ApiResponse {
	const { route, host, body } = request;
	const { release, account } = service;
	if (body === undefined) return { status: 400, body: undefined, layout: 'router' };
	const isOpen =
		route.name === 'status' || (route.name === 'version' && release.v2 !== 'error-and-request-id');
	if (isOpen) return dispatch(service, route, { host, body, caller: ANONYMOUS });
	const caller = identifyCaller(account, request.authorization, release.takesCustomerId);
	const needsAccount = route.name === 'proof' || route.name === 'version';
	const isBelieved = service.lies === 'status' && route.name === 'proof' && caller.kind === 'refused';
	if (isBelieved) {
		return dispatch(service, route, { host, body, caller: { kind: 'account', custid: account.username } });
	}
	if (caller.kind === 'account') return dispatch(service, route, { host, body, caller });
	if (caller.kind === 'anonymous') {
		return needsAccount ? refuseCaller(service, 'missing') : dispatch(service, route, { host, body, caller });
	}
	return !needsAccount && release.wrongCredentialsOnV2 === 'anonymous'
		? dispatch(service, route, { host, body, caller: ANONYMOUS })
		: refuseCaller(service, caller.for);
}
