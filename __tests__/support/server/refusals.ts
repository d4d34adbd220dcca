// Why a request is refused, before an API version puts it into its own form.

/** What kind of refusal it is. */
export type RefusalCode =
	| 'missing'
	| 'too-large'
	| 'too-long'
	| 'needs-account'
	| 'bad-recipient'
	| 'unknown-domain'
	| 'domain-permission'
	| 'domain-not-public'
	| 'passphrase-rules'
	| 'payload'
	| 'wrong-passphrase'
	| 'rate-limited'
	| 'guest-limit'
	| 'locked';

/** A refusal: its kind, and its words as the release says them. */
export interface Refusal {
	readonly code: RefusalCode;
	readonly text: string;
}

/** Tells a refusal from what was wanted. */
export function isRefusal(outcome: object): outcome is Refusal {
	return 'code' in outcome && 'text' in outcome;
}
