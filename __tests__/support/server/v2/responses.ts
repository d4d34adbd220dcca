// The forms in which API v2 says yes and no, by release (captures).
import { drawRequestId, drawShrimp } from '../keys.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { ApiResponse, Service } from '../service.ts';

const LOCK_SECONDS = 1800;
const GUEST_LOCK_SECONDS = 3600;
const RATE_LIMIT_STATUS = 429;

/** An ordinary response of API v2. */
export function respond(body: unknown): ApiResponse {
	return { status: 200, body, layout: 'v2' };
}

function fail(status: number, body: unknown): ApiResponse {
	return { status, body, layout: 'v2-error' };
}

/** The form token that v0.23 puts into some bodies, after `success` where that comes first. */
export function withFormToken(service: Service): { shrimp?: string } {
	return service.release.formTokenInBody ? { shrimp: drawShrimp() } : {};
}

/** What v0.26 adds to a refusal, by its kind. */
const DETAILS: Readonly<Partial<Record<RefusalCode, { status?: number; fields?: object }>>> = {
	missing: { fields: { error_type: 'missing', field: 'secret' } },
	'too-large': { fields: { field: 'secret' } },
	'needs-account': { status: 401, fields: { error_type: 'Unauthorized' } },
	'bad-recipient': { fields: { error_type: 'invalid_email', field: 'recipient' } },
	'domain-permission': {
		status: 403,
		fields: {
			error_type: 'Forbidden',
			error_key: 'api.secrets.errors.domain_permission_anonymous_cross_domain',
		},
	},
	'domain-not-public': {
		status: 403,
		fields: { error_type: 'Forbidden', error_key: 'api.secrets.errors.domain_public_sharing_disabled' },
	},
};

/**
 * The lock of a secret and the limit of guest creations, in the form of v0.26 (server source and
 * upgrade notes; the words are made up).
 */
function refuseForAWhile(service: Service, refusal: Refusal): ApiResponse {
	const isLock = refusal.code === 'locked';
	const { lockOnV2 } = service.release;
	if (isLock && lockOnV2 === 'crash') {
		return fail(500, { error: 'Internal Server Error' });
	}
	const seconds = isLock ? LOCK_SECONDS : GUEST_LOCK_SECONDS;
	const attempts = isLock && { max_attempts: service.release.guesses.v2?.guess };
	const body = {
		error: refusal.text,
		error_type: 'LimitExceeded',
		retry_after: seconds,
		...attempts,
		request_id: drawRequestId(),
	};
	const response = fail(RATE_LIMIT_STATUS, body);
	return isLock && lockOnV2 === 'time-in-body' ? response : { ...response, retryAfterSeconds: seconds };
}

/** A refusal in the form of the release. */
export function refuse(service: Service, refusal: Refusal): ApiResponse {
	const { code, text } = refusal;
	if (service.release.v2 === 'flags-and-texts') {
		const status = code === 'rate-limited' || code === 'guest-limit' ? RATE_LIMIT_STATUS : 422;
		return fail(status, { ...withFormToken(service), message: text, success: false });
	}
	if (code === 'locked' || code === 'guest-limit') return refuseForAWhile(service, refusal);
	if (service.release.v2 === 'error-class') {
		return code === 'needs-account'
			? fail(422, { error: 'requires_account', message: text, field: 'recipient' })
			: fail(422, { error: 'FormError', message: text });
	}
	const { status = 422, fields = {} } = DETAILS[code] ?? {};
	return fail(status, { error: text, ...fields, request_id: drawRequestId() });
}

/** What a burn gets that burned nothing: success since v0.24. */
export function respondNothingBurned(service: Service): ApiResponse {
	return service.release.v2 === 'flags-and-texts'
		? fail(500, { ...withFormToken(service), message: 'Secret could not be burned.', success: false })
		: respond({ success: true });
}

/** What a key gets that names nothing (any more); a receipt look-up names the key since v0.24. */
export function refuseUnknown(service: Service, key: string, isLookUp: boolean): ApiResponse {
	const text = `identifier: ${key}`;
	switch (service.release.v2) {
		case 'flags-and-texts':
			return fail(404, { secret_key: key, message: 'Unknown secret' });
		case 'error-class':
			return fail(404, { error: 'MissingSecret', message: isLookUp ? text : null });
		case 'error-and-request-id': {
			const error = isLookUp ? { error: text } : {};
			return fail(404, { ...error, error_type: 'RecordNotFound', request_id: drawRequestId() });
		}
	}
}

const UNAUTHENTICATED = {
	missing: '[AUTH_HEADER_MISSING] No authorization header',
	scheme: '[AUTH_TYPE_INVALID] Invalid authorization type',
	credentials: '[CREDENTIALS_INVALID] Invalid credentials',
} as const;

/** What credentials get that are missing where they are needed, of another scheme than Basic, or wrong. */
export function refuseCaller(service: Service, reason: keyof typeof UNAUTHENTICATED): ApiResponse {
	if (service.release.v2 === 'flags-and-texts') return fail(403, { message: 'Not authorized' });
	const timestamp = Math.floor(service.nowMs() / 1000);
	return fail(401, { error: 'Authentication Required', message: UNAUTHENTICATED[reason], timestamp });
}
