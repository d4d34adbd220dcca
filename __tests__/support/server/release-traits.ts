// In what the releases of Onetime Secret can differ, as far as this server plays them; `releases.ts` says how
// they do.

/** Names of the API versions. */
export type ApiVersion = 'v1' | 'v2';

type PerApi<T> = Readonly<Record<ApiVersion, T>>;

/** The longest lifetimes in seconds, for guests and accounts. */
interface LongestTtl {
	readonly anonymous: number;
	readonly account: number;
}

/** What happens to a long value: it is cut in silence, refused, or taken. */
export type ValueLimit =
	| { readonly kind: 'cut'; readonly anonymous: number; readonly account: number }
	| { readonly kind: 'refuse'; readonly size: number; readonly unit: 'characters' | 'bytes' }
	| { readonly kind: 'none' };

/**
 * How a text becomes a recipient: cut out of it by a pattern (top-level domains of 2 to 4 letters, or any),
 * or taken as it is.
 */
export type RecipientRule = 'short-pattern' | 'pattern' | 'whole';

/**
 * How wrong passphrases are limited. `caller`: per caller, a response in place of the wrong guess; `secret`:
 * the secret is locked.
 */
export interface GuessLimit {
	readonly per: 'caller' | 'secret';
	/**
	 * The wrong guess that brings the limit on: it is itself refused (`caller`), or the last that is looked at
	 * (`secret`).
	 */
	readonly guess: number;
	readonly windowMs: number;
	readonly lockMs: number;
}

/** All traits of one release. */
export interface ReleaseTraits {
	readonly version: readonly [string, string, string];
	readonly mountedByDefault: PerApi<boolean>;
	/** Status of the page that a GET below an API version gets that is not mounted. */
	readonly unmountedStatus: 200 | 404 | 500;
	readonly keyLength: 31 | 62;
	/** Length of `secret_shortkey` and its like. */
	readonly shortKeyLength: 6 | 8;
	/** Keys below this length are no keys to API v1. */
	readonly minKeyLength: number;
	/**
	 * The web server in front: `thin` capitalizes header names, `puma` sends no date; v0.24 sets a session
	 * cookie everywhere.
	 */
	readonly wire: 'thin' | 'puma-with-session' | 'puma';
	readonly sendsIntendedStatus: boolean;
	/** Refusals carry a form token in the body (`shrimp`), not in a header. */
	readonly formTokenInBody: boolean;
	/** Whether user names may be customer ids (`ur…`). */
	readonly takesCustomerId: boolean;
	/** First part of a receipt's path in API v1. */
	readonly receiptPaths: readonly string[];
	/** How API v1 reads bodies: forms only, JSON by its type, or by their look where the type is wrong. */
	readonly bodies: 'form' | 'by-type' | 'by-look';
	/** NUL or invalid UTF-8 in a form turns every byte beyond ASCII into U+FFFD. */
	readonly repairsUtf8: boolean;
	readonly valueLimit: PerApi<ValueLimit>;
	readonly maxGeneratedLength: number;
	readonly minPassphraseLength: number;
	readonly longestTtl: PerApi<LongestTtl>;
	/** The `ttl` of a creation is the receipt's lifetime (upgrade notes of v0.16). */
	readonly doublesTtl: boolean;
	readonly recipients: PerApi<RecipientRule>;
	readonly recipientStars: 3 | 5;
	/** Who may use a custom domain, and what a call on a custom host does. */
	readonly domains: 'anybody' | 'owner-if-public' | 'members';
	/** The first receipt look-up marks the receipt; in API v1 it shows the value as well. */
	readonly lookMarksReceipt: boolean;
	/** The plaintexts that the first receipt look-up of API v2 shows. */
	readonly v2ReceiptShows: 'without-passphrase' | 'generated';
	/** `custid` in a receipt is the owner's or the caller's (API v1). */
	readonly custidOf: 'owner' | 'caller';
	/** URL of the link in a v1 reveal: of the link's own domain, or always of the server. */
	readonly revealNames: 'link-host' | 'own-host';
	/**
	 * Key names of v1 receipts: the old ones, both, or only the new ones for the two keys (v0.24.0: upgrade
	 * notes).
	 */
	readonly keyNames: 'old' | 'both' | 'identifiers';
	readonly listsRecentOnV1: boolean;
	readonly v2: 'flags-and-texts' | 'error-class' | 'error-and-request-id';
	/** What wrong credentials mean to API v2 where an anonymous caller may go. */
	readonly wrongCredentialsOnV2: 'refused' | 'anonymous';
	readonly guesses: Readonly<Record<ApiVersion, GuessLimit | undefined>>;
	/**
	 * What a locked secret gets on API v2: an error of the server, or 429 with the time in the body, or also in
	 * a header.
	 */
	readonly lockOnV2: 'crash' | 'time-in-body' | 'time-in-header';
	/** Burns of one caller within 20 minutes. */
	readonly maxBurns: number;
	/** Whose requests are counted. */
	readonly rateLimits: 'all' | 'guests-on-v1';
	readonly rateLimitText: string;
}
