// What a response means as far as all API versions agree. Each version classifies the rest.

import type { HttpResponse } from '../http/exchange.ts';
import type { Refused } from '../http/outcome.ts';
import { failureOfPage, failureOfStatus, isSuccess } from '../http/status.ts';
import { type JsonObject, parseObject, secondsField, textField } from './decode.ts';
import { FAILURES, type RefusalKind } from './failure-catalog.ts';

/** A response that is not the one asked for. Everything in it that came from outside is unchecked. */
export interface Refusal extends Refused {
	readonly kind: RefusalKind;
	/** The server's own words; empty if it has none. */
	readonly words: string;
	/** The `Location` header; empty if there is none. */
	readonly location: string;
}

/** A classified response: the JSON object of a success, or a refusal. */
export type Classified =
	| { readonly ok: true; readonly object: JsonObject }
	| { readonly ok: false; readonly refusal: Refusal };

/** How an API version reads its own refusals. */
export interface RefusalReader {
	/** The server's words in the body of a failure; empty if there are none. */
	wordsOf(object: JsonObject): string;
	/** The kind of a failure that has the API's JSON and a status code that does not settle it. */
	kindOf(object: JsonObject, response: HttpResponse): RefusalKind;
}

/** Classifies a response. The status code comes first, then whether there is JSON, then what the version makes of it. */
export function classifyResponse(response: HttpResponse, { wordsOf, kindOf }: RefusalReader): Classified {
	const object = parseObject(response.body);
	const byStatus = failureOfStatus(response);
	if (object === undefined) return refuse(byStatus ?? failureOfPage(response.status), response, object, '');
	if (byStatus === undefined && isSuccess(response)) return { ok: true, object };
	const words = wordsOf(object);
	if (byStatus === 'server-fault') {
		// `{"status":"not_ready","error":{…}}` from v0.24 on, while the application is not booted.
		if (textField(object, 'status') === 'not_ready') return refuse('not-ready', response, object, words);
		const kind = kindOf(object, response);
		return refuse(kind === 'unexpected-error' ? kind : byStatus, response, object, words);
	}
	if (byStatus === 'rate-limited' && kindOfText(words) === 'guest-limit') {
		return refuse('guest-limit', response, object, words);
	}
	return refuse(byStatus ?? kindOf(object, response), response, object, words);
}

function refuse(
	kind: RefusalKind,
	response: HttpResponse,
	object: JsonObject | undefined,
	words: string,
): Classified {
	const { setback } = FAILURES[kind];
	const location = response.header('location') ?? '';
	const retryAfterSeconds = object === undefined ? undefined : secondsField(object, 'retry_after');
	return {
		ok: false,
		refusal: { kind, setback, words, location, retryAfterSeconds, isJson: object !== undefined },
	};
}

const ACCOUNT_FIELDS = ['error_type', 'field', 'error_key', 'code', 'error'];

/**
 * True if a field says that an account is needed, by the words that the vendor's own client looks for (gem 0.7.0); in
 * v0.24 `error` holds such a word too. They can be part of a longer one (`GUEST_CONCEAL_REQUIRES_ACCOUNT`).
 */
export function asksForAccount(object: JsonObject): boolean {
	const words = ACCOUNT_FIELDS.map((name) => textField(object, name).toLowerCase());
	return words.some((word) => word.includes('requires_account') || word.includes('account_required'));
}

const BY_TEXT: readonly (readonly [start: RegExp, kind: RefusalKind])[] = [
	[/^An account is required/, 'account-required'],
	[/^Public sharing disabled/, 'sharing-disabled'],
	[/^You do not have permission to use domain/, 'domain-not-yours'],
	[/^(Unknown domain|Domain not found)/, 'domain-unknown'],
	[/^Custom domain is not verified/, 'domain-unverified'],
	[/^Too many secrets created/, 'guest-limit'],
	[/rate limit/i, 'rate-limited'],
];

/**
 * Kinds that can only be told by the server's English text, which stands in both versions and is not localized there:
 * captures of v0.23.6 to v0.26.6; guest limit: release notes of v0.26.11; `Domain not found`: v0.18.5. Undefined if the
 * text is none of these.
 */
export function kindOfText(text: string): RefusalKind | undefined {
	return BY_TEXT.find(([pattern]) => pattern.test(text))?.[1];
}
