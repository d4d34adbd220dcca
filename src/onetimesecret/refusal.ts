// Classifies responses by the rules that all API versions share. Each version adds its own.

import type { HttpResponse } from '../http/exchange.ts';
import type { BasicRefusal } from '../http/outcome.ts';
import { failureOfStatus, failureWithoutJson, isSuccess } from '../http/status.ts';
import { type JsonObject, parseJsonObject, secondsField, textField } from './decode.ts';
import { FAILURES, type RefusalKind } from './failure-catalog.ts';

/** What a response says that is not a success. Its texts come from outside and are not validated. */
export interface Refusal extends BasicRefusal {
	readonly kind: RefusalKind;
	/** The message of the server; empty if there is none. */
	readonly serverText: string;
	/** The `Location` header; empty if there is none. */
	readonly location: string;
}

/** A classified response: the JSON object of a success, or a refusal. */
export type Classified =
	| { readonly ok: true; readonly object: JsonObject }
	| { readonly ok: false; readonly refusal: Refusal };

/** How an API version reads its refusals. */
export interface RefusalReader {
	/** Returns the message in the body of a refusal; empty if there is none. */
	readServerText(object: JsonObject): string;
	/** Returns the kind of a refusal with a JSON body if the status code alone does not decide it. */
	kindOf(object: JsonObject, response: HttpResponse): RefusalKind;
}

/**
 * Classifies a response, first by its status code, then by whether its body is JSON, then by the rules of the
 * version.
 */
export function classifyResponse(
	response: HttpResponse,
	{ readServerText, kindOf }: RefusalReader,
): Classified {
	const object = parseJsonObject(response.body);
	const byStatus = failureOfStatus(response);
	if (object === undefined)
		return refuse(byStatus ?? failureWithoutJson(response.status), response, object, '');
	if (byStatus === undefined && isSuccess(response)) return { ok: true, object };
	const serverText = readServerText(object);
	if (byStatus === 'server-fault') {
		// From v0.24 on, a server that is still starting responds `{"status":"not_ready","error":{…}}`.
		if (textField(object, 'status') === 'not_ready') return refuse('not-ready', response, object, serverText);
		const kind = kindOf(object, response);
		return refuse(kind === 'unexpected-error' ? kind : byStatus, response, object, serverText);
	}
	if (byStatus === 'rate-limited' && kindOfText(serverText) === 'guest-limit') {
		return refuse('guest-limit', response, object, serverText);
	}
	return refuse(byStatus ?? kindOf(object, response), response, object, serverText);
}

function refuse(
	kind: RefusalKind,
	response: HttpResponse,
	object: JsonObject | undefined,
	serverText: string,
): Classified {
	const { setback } = FAILURES[kind];
	const location = response.header('location') ?? '';
	const retryAfterSeconds = object === undefined ? undefined : secondsField(object, 'retry_after');
	return {
		ok: false,
		refusal: { kind, setback, serverText, location, retryAfterSeconds, isJson: object !== undefined },
	};
}

const ACCOUNT_FIELDS = ['error_type', 'field', 'error_key', 'code', 'error'];

/**
 * True if a field says that an account is required. The fields and codes are those that the vendor's own
 * client checks (gem 0.7.0), and the field `error`, as in v0.24. A code can be part of a longer one, such as
 * `GUEST_CONCEAL_REQUIRES_ACCOUNT`.
 */
export function requiresAccount(object: JsonObject): boolean {
	const codes = ACCOUNT_FIELDS.map((name) => textField(object, name).toLowerCase());
	return codes.some((code) => code.includes('requires_account') || code.includes('account_required'));
}

const KIND_BY_TEXT: readonly (readonly [start: RegExp, kind: RefusalKind])[] = [
	[/^An account is required/, 'account-required'],
	[/^Public sharing disabled/, 'sharing-disabled'],
	[/^You do not have permission to use domain/, 'domain-not-yours'],
	[/^(Unknown domain|Domain not found)/, 'domain-unknown'],
	[/^Custom domain is not verified/, 'domain-unverified'],
	[/^Too many secrets created/, 'guest-limit'],
	[/rate limit/i, 'rate-limited'],
];

/**
 * The kind of a refusal that only the server's message identifies; undefined if the message is not a known
 * one. Both API versions send these messages, always in English (captures of v0.23.6 to v0.26.6). The
 * message `Domain not found` is from v0.18.5, and the guest limit from the release notes of v0.26.11.
 */
export function kindOfText(text: string): RefusalKind | undefined {
	return KIND_BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];
}
