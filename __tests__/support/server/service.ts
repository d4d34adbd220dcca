// What the handlers of API v1 share: the server's state, one call, and the shapes of its answers.
import type { Account, Caller } from './callers.ts';
import type { Answer } from './headers.ts';
import type { HostClass, Site } from './hosts.ts';
import type { Parameters } from './parameters.ts';
import type { Store } from './store.ts';

/** The state and the settings of one server. */
export interface Service {
	readonly site: Site;
	readonly account: Account;
	readonly store: Store;
	readonly mails: string[];
	readonly nowMs: () => number;
	readonly statusWord: () => string;
	readonly dropsRecipients: boolean;
	readonly showsValueInReceipt: boolean;
}

/** One call by somebody who was not refused. */
export interface ApiCall {
	readonly host: HostClass;
	readonly caller: Exclude<Caller, { kind: 'refused' }>;
	readonly parameters: Parameters;
}

/** An ordinary answer of the API. */
export function answerApi(status: number, json: unknown): Answer {
	return { status, json, source: 'api' };
}

/** API v1's form of a refusal: 404 with a message, and the status it means in a header. */
export function refuse(message: string): Answer {
	return { status: 404, json: { message }, intendedStatus: 400, source: 'api' };
}

/** What API v1 says for wrong credentials, and where they are missing. */
export function refuseCaller(source: Answer['source']): Answer {
	return { status: 404, json: { message: 'Not authorized' }, intendedStatus: 401, source };
}

/** The answer for a secret or receipt that is not there (any more), also for a wrong passphrase on a reveal; the key is echoed. */
export function answerUnknown(key: string): Answer {
	return answerApi(404, { secret_key: key, message: 'Unknown secret' });
}

/** What an unhandled error inside the server looks like. */
export function answerCrash(): Answer {
	return refuse('An unexpected error occurred :[');
}
