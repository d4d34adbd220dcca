// Decides who calls: nobody in particular, the embedded account, or somebody with credentials that are not
// accepted.

/** The one account of a server. */
export interface Account {
	/** E-mail; the user name that every release takes. */
	readonly username: string;
	/** The API token, random per server. */
	readonly token: string;
	/** The account's public id (`ur…`), taken as user name as well since v0.24. */
	readonly customerId: string;
	/** The account's internal id, a UUID: `owner_id` in API v2 since v0.24. */
	readonly ownerId: string;
}

/** Whoever was not refused; `custid` is what the responses call them. */
export type AcceptedCaller = { kind: 'anonymous'; custid: 'anon' } | { kind: 'account'; custid: string };

/** Whoever calls. */
export type Caller = AcceptedCaller | { kind: 'refused'; for: 'scheme' | 'credentials' };

/** The caller without credentials. */
export const ANONYMOUS: AcceptedCaller = { kind: 'anonymous', custid: 'anon' };

/**
 * Judges an Authorization header. None is an anonymous call; any other scheme than Basic, an empty part or a
 * wrong one is refused (captures). User names are compared exactly: an e-mail in capitals is refused.
 */
export function identifyCaller(
	account: Account,
	authorization: string | undefined,
	takesCustomerId: boolean,
): Caller {
	if (authorization === undefined) return ANONYMOUS;
	const [scheme = '', ...rest] = authorization.split(' ');
	if (scheme.toLowerCase() !== 'basic') return { kind: 'refused', for: 'scheme' };
	const decoded = Buffer.from(rest.join(' '), 'base64').toString();
	const colon = decoded.indexOf(':');
	const user = decoded.slice(0, Math.max(colon, 0));
	const known = user === account.username || (takesCustomerId && user === account.customerId);
	return known && decoded.slice(colon + 1) === account.token
		? { kind: 'account', custid: account.username }
		: { kind: 'refused', for: 'credentials' };
}
