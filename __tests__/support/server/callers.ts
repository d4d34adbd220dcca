// Decides who calls: nobody in particular, the embedded account, or somebody with credentials that are not accepted.

/** The one account of a server. */
export interface Account {
	/** E-mail; the user name that every release takes. */
	readonly username: string;
	/** The API token, random per server. */
	readonly token: string;
	/** The account's public id (`ur…`), taken as user name as well (server release v0.26.6). */
	readonly customerId: string;
}

/** Whoever calls; `custid` is what the answers call them. */
export type Caller =
	| { kind: 'anonymous'; custid: 'anon' }
	| { kind: 'account'; custid: string }
	| { kind: 'refused' };

/**
 * Judges an Authorization header. None is an anonymous call; any other scheme than Basic, an empty part or a wrong one is refused
 * (server release v0.26.6, captures). User names are compared exactly: an e-mail in capitals is refused.
 */
export function identifyCaller(account: Account, authorization: string | undefined): Caller {
	if (authorization === undefined) {
		return { kind: 'anonymous', custid: 'anon' };
	}
	const [scheme = '', ...rest] = authorization.split(' ');
	if (scheme.toLowerCase() !== 'basic') {
		return { kind: 'refused' };
	}
	const decoded = Buffer.from(rest.join(' '), 'base64').toString();
	const colon = decoded.indexOf(':');
	const user = decoded.slice(0, Math.max(colon, 0));
	const known = user === account.username || user === account.customerId;
	return known && decoded.slice(colon + 1) === account.token
		? { kind: 'account', custid: account.username }
		: { kind: 'refused' };
}
