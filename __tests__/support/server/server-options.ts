// How a server can be told to behave.
import type { ApiVersion } from './release-traits.ts';
import type { ReleaseName } from './releases.ts';
import type { Lie } from './service.ts';

/** How a server is to behave. */
export interface ServerOptions {
	/** Default 0: any free port. It listens on 127.0.0.1. */
	readonly port?: number;
	/** Key and certificate as PEM; then it speaks https. */
	readonly tls?: { readonly key: string; readonly cert: string };
	/** The release that it plays; default `v0.26`. */
	readonly release?: ReleaseName;
	/** API versions that are there or not; default: all that the release has. */
	readonly apis?: { readonly [version in ApiVersion]?: boolean };
	/**
	 * Its own name, for instance `ots.example.net`; then hosts are told apart by the Host header and its URLs
	 * are https (captures v0.26.6-hosts).
	 */
	readonly canonicalHost?: string;
	/**
	 * The account's custom domain; default `secrets.example.com`. If it is named, hosts are told apart also
	 * without `canonicalHost`.
	 */
	readonly customDomain?: string;
	/** Whether guests may share on the custom domain, and on v0.24 its owner; default no. */
	readonly publicHomepage?: boolean;
	/** Wall clock in milliseconds; default Date.now. */
	readonly nowMs?: () => number;
	/** Secrets that guests may make in an hour, as v0.26.11 and later limit them; default: any number. */
	readonly guestLimit?: number;
	/**
	 * Creations, and reveals, that one caller may ask for in 20 minutes; default: any number (as shipped:
	 * 1000).
	 */
	readonly rateLimit?: number;
	/**
	 * What the server lies about: it says that it burned, reveals another value, or takes wrong credentials.
	 */
	readonly lies?: Lie;
	/**
	 * As release v0.23.6: a recipient that its pattern does not know (`x@example.technology`) is dropped in
	 * silence, others are shown with five stars.
	 */
	readonly dropsRecipients?: boolean;
	/**
	 * As releases v0.23.6 and v0.24.7: the first receipt look-up turns the state to `viewed` and returns the
	 * plaintext in `value`.
	 */
	readonly showsValueInReceipt?: boolean;
}
