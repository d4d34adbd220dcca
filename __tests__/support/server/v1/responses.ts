// The forms in which API v1 says no: 404 for nearly everything, and since v0.24.6 the status that is meant in
// a header.
import { drawShrimp } from '../keys.ts';
import type { Refusal } from '../refusals.ts';
import type { ApiResponse, Service } from '../service.ts';

/** An ordinary response of API v1. */
export function respond(status: number, body: unknown): ApiResponse {
	return { status, body, layout: 'v1' };
}

/** A refusal with the server's words. */
export function refuse(service: Service, message: string): ApiResponse {
	const { formTokenInBody, sendsIntendedStatus } = service.release;
	return {
		...respond(404, { ...(formTokenInBody && { shrimp: drawShrimp() }), message }),
		...(sendsIntendedStatus && { intendedStatus: 400 as const }),
	};
}

/** What an unhandled error inside the server looks like. */
export function crash(service: Service): ApiResponse {
	return refuse(service, 'An unexpected error occurred :[');
}

/** A refusal of a creation. Somebody else's domain makes v0.24 fail where v0.26 says why. */
export function refuseCreation(service: Service, refusal: Refusal): ApiResponse {
	const fails = refusal.code === 'domain-permission' && service.release.domains === 'owner-if-public';
	return fails ? crash(service) : refuse(service, refusal.text);
}

/** What wrong credentials get, and where they are missing. */
export function refuseCaller(service: Service, layout: 'v1' | 'v1-status'): ApiResponse {
	return {
		status: 404,
		body: { message: 'Not authorized' },
		layout,
		...(service.release.sendsIntendedStatus && { intendedStatus: 401 as const }),
	};
}

/**
 * What a secret or receipt that is not there (any more) gets, also a wrong passphrase on a reveal; the key is
 * echoed.
 */
export function refuseUnknown(key: string): ApiResponse {
	return respond(404, { secret_key: key, message: 'Unknown secret' });
}
