// The one place that says how the releases of Onetime Secret differ, as far as this server plays them.
// The captures decide; limits of guesses, burns and requests come from the server's source and from trials.
import type { ReleaseTraits } from './release-traits.ts';

/**
 * Releases that can be played: three that were captured, and three that are remembered for a single trait
 * each.
 */
export type ReleaseName = 'v0.16' | 'v0.23' | 'v0.24.0' | 'v0.24' | 'v0.25' | 'v0.26';

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
	lockOnV2: 'crash',
	maxBurns: 10,
	rateLimits: 'all',
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
	rateLimits: 'guests-on-v1',
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
	lockOnV2: 'time-in-header',
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
	// Like v0.24 where it was asked, but for the lock (seen on v0.25.11).
	'v0.25': { ...V0_24, version: ['0', '25', '11'], bodies: 'by-look', lockOnV2: 'time-in-body' },
	'v0.26': V0_26,
};
