// The one place that says how the releases of Onetime Secret differ, as far as this server plays them.
// What no capture shows is marked with where it comes from.

/** Releases that can be played: three that were captured, and two that are remembered for a single trait each. */
export type ReleaseName = 'v0.16' | 'v0.23' | 'v0.24.0' | 'v0.24' | 'v0.26';

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

/** How a text becomes a recipient: cut out of it by a pattern (top-level domains of 2 to 4 letters, or any), or taken as it is. */
export type RecipientRule = 'short-pattern' | 'pattern' | 'whole';

/** How wrong passphrases are limited. `caller`: per caller, an answer in place of the wrong guess; `secret`: the secret is locked. */
export interface GuessLimit {
	readonly per: 'caller' | 'secret';
	/** The wrong guess that brings the limit on: it is itself refused (`caller`), or the last that is looked at (`secret`). */
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
	/** The web server in front: `thin` capitalizes header names, `puma` sends no date; v0.24 sets a session cookie everywhere. */
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
	/** Creation answers `ttl` with the receipt's lifetime (upgrade notes of v0.16). */
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
	/** Key names of v1 receipts: the old ones, both, or only the new ones for the two keys (v0.24.0: upgrade notes). */
	readonly keyNames: 'old' | 'both' | 'identifiers';
	readonly listsRecentOnV1: boolean;
	readonly v2: 'flags-and-texts' | 'error-class' | 'error-and-request-id';
	/** What wrong credentials mean to API v2 where an anonymous caller may go. */
	readonly wrongCredentialsOnV2: 'refused' | 'anonymous';
	readonly guesses: Readonly<Record<ApiVersion, GuessLimit | undefined>>;
	/** Burns of one caller within 20 minutes (API sheet, section 8). */
	readonly maxBurns: number;
	readonly rateLimitText: string;
}

const MINUTE_MS = 60_000;
const DAY_SECONDS = 86_400;
const LOCKED_BY_SECRET = { per: 'secret', windowMs: 10 * MINUTE_MS, lockMs: 30 * MINUTE_MS } as const;
const LIMITED_BY_CALLER = { per: 'caller', windowMs: 20 * MINUTE_MS, lockMs: 0 } as const;

const V0_23: ReleaseTraits = {
	version: ['0', '23', '6'],
	mountedByDefault: { v1: true, v2: true },
	unmountedStatus: 500,
	keyLength: 31,
	shortKeyLength: 6,
	minKeyLength: 1,
	wire: 'thin',
	sendsIntendedStatus: false,
	formTokenInBody: true,
	takesCustomerId: false,
	receiptPaths: ['private', 'metadata'],
	bodies: 'form',
	repairsUtf8: true,
	valueLimit: {
		v1: { kind: 'cut', anonymous: 100_000, account: 1_000_000 },
		v2: { kind: 'cut', anonymous: 100_000, account: 1_000_000 },
	},
	maxGeneratedLength: Number.POSITIVE_INFINITY,
	minPassphraseLength: 8,
	longestTtl: {
		v1: { anonymous: 7 * DAY_SECONDS, account: 14 * DAY_SECONDS },
		v2: { anonymous: 7 * DAY_SECONDS, account: 14 * DAY_SECONDS },
	},
	doublesTtl: false,
	recipients: { v1: 'short-pattern', v2: 'short-pattern' },
	recipientStars: 5,
	domains: 'anybody',
	lookMarksReceipt: true,
	v2ReceiptShows: 'without-passphrase',
	custidOf: 'owner',
	revealNames: 'link-host',
	keyNames: 'old',
	listsRecentOnV1: false,
	v2: 'flags-and-texts',
	wrongCredentialsOnV2: 'refused',
	guesses: { v1: { ...LIMITED_BY_CALLER, guess: 6 }, v2: { ...LIMITED_BY_CALLER, guess: 5 } },
	maxBurns: 10,
	rateLimitText: 'Cripes! You have been rate limited.',
};

const V0_24: ReleaseTraits = {
	...V0_23,
	version: ['0', '24', '7'],
	unmountedStatus: 404,
	keyLength: 62,
	shortKeyLength: 8,
	minKeyLength: 20,
	wire: 'puma-with-session',
	sendsIntendedStatus: true,
	formTokenInBody: false,
	takesCustomerId: true,
	receiptPaths: ['private', 'metadata', 'receipt'],
	bodies: 'by-type',
	repairsUtf8: false,
	valueLimit: { v1: { kind: 'refuse', size: 10_000, unit: 'characters' }, v2: { kind: 'none' } },
	minPassphraseLength: 4,
	longestTtl: {
		v1: { anonymous: 30 * DAY_SECONDS, account: 30 * DAY_SECONDS },
		v2: { anonymous: 30 * DAY_SECONDS, account: 30 * DAY_SECONDS },
	},
	recipients: { v1: 'pattern', v2: 'short-pattern' },
	recipientStars: 3,
	domains: 'owner-if-public',
	v2ReceiptShows: 'generated',
	custidOf: 'caller',
	revealNames: 'own-host',
	keyNames: 'both',
	listsRecentOnV1: true,
	v2: 'error-class',
	wrongCredentialsOnV2: 'anonymous',
	guesses: { v1: undefined, v2: { ...LOCKED_BY_SECRET, guess: 5 } },
	maxBurns: Number.POSITIVE_INFINITY,
	rateLimitText: 'Rate limit exceeded. Please try again later.',
};

const V0_26: ReleaseTraits = {
	...V0_24,
	version: ['0', '26', '6'],
	wire: 'puma',
	bodies: 'by-look',
	valueLimit: {
		v1: { kind: 'refuse', size: 10_000, unit: 'bytes' },
		v2: { kind: 'refuse', size: 10_000, unit: 'bytes' },
	},
	maxGeneratedLength: 128,
	longestTtl: {
		v1: { anonymous: 7 * DAY_SECONDS, account: 30 * DAY_SECONDS },
		v2: { anonymous: 7 * DAY_SECONDS, account: 365 * DAY_SECONDS },
	},
	recipients: { v1: 'whole', v2: 'whole' },
	domains: 'members',
	lookMarksReceipt: false,
	v2: 'error-and-request-id',
	wrongCredentialsOnV2: 'refused',
	guesses: { v1: { ...LOCKED_BY_SECRET, guess: 20 }, v2: { ...LOCKED_BY_SECRET, guess: 5 } },
};

/** The traits by release. */
export const RELEASES: Readonly<Record<ReleaseName, ReleaseTraits>> = {
	// Only the doubled `ttl` is remembered of it; it had no API v2 beyond `status` (seen on v0.18.5).
	'v0.16': {
		...V0_23,
		version: ['0', '16', '0'],
		doublesTtl: true,
		mountedByDefault: { v1: true, v2: false },
		unmountedStatus: 200,
	},
	'v0.23': V0_23,
	'v0.24.0': { ...V0_24, version: ['0', '24', '0'], sendsIntendedStatus: false, keyNames: 'identifiers' },
	'v0.24': V0_24,
	'v0.26': V0_26,
};
