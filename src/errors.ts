// All expected failures of the action: a fixed set of codes, each with a title and a default advice.

const REPOSITORY = 'https://github.com/ots/action';
const TROUBLESHOOTING = `${REPOSITORY}/blob/v1/docs/troubleshooting.md`;

interface CatalogEntry {
	/** Title of the annotation. The runner does not mask titles, so this must be constant text. */
	readonly title: string;
	/** What the user can do, unless the error has its own advice. Empty if every error with this code has its own. */
	readonly advice: string;
}

const catalog = {
	'invalid-input': { title: 'Invalid input', advice: '' },
	'invalid-environment': { title: 'The environment of the step is not usable', advice: '' },
	'not-nominal': {
		title: 'The service is not nominal',
		advice: 'Check the status page of the service and run the job again later.',
	},
	'credentials-rejected': {
		title: 'The service rejected the credentials',
		advice:
			'Check `username` (the e-mail of the account, or its customer id `ur…`) and `token`: both belong to one region or server.',
	},
	'account-required': {
		title: 'The service requires an account for this',
		advice: 'Set `username` and `token` of an account on this host, or use a host that accepts guests.',
	},
	'api-not-found': {
		title: 'There is no Onetime Secret API at this address',
		advice:
			'Check `region`, `domain` and `api-version`. On your own server, check that the API is switched on.',
	},
	'refused-by-server': {
		title: 'The service refused the request',
		advice: 'Change what the service objects to. Running the step again unchanged will not help.',
	},
	'rate-limited': {
		title: 'Too many requests',
		advice: 'Run the job again later, or use an account: guests on one network share a limit.',
	},
	forbidden: {
		title: 'The request was blocked before it reached the service',
		advice:
			'A firewall, an edge network or a login page stands in front. Ask its operator for access to `/api`, or pass its service token with `headers`.',
	},
	unreachable: {
		title: 'The service cannot be reached',
		advice: 'Check `region` and `domain`, DNS, the firewall and the proxy variables of the runner.',
	},
	'tls-failed': {
		title: 'The TLS connection to the service failed',
		advice:
			'For a private certificate authority, set NODE_EXTRA_CA_CERTS to the file of its certificate, or NODE_USE_SYSTEM_CA=1 if the machine trusts it.',
	},
	'deadline-exceeded': {
		title: 'The service did not respond in time',
		advice: 'Run the job again, or raise `timeout`.',
	},
	'answer-unusable': {
		title: 'The response of the service is not usable',
		advice:
			'Check that `region` or `domain` names a Onetime Secret server and that no portal or proxy responds in its place.',
	},
	redirected: {
		title: 'The service responded with a redirect',
		advice:
			'Redirects are never followed. A login page or another service stands in front: ask its operator for access to `/api`, or pass its service token with `headers`.',
	},
	'in-doubt': {
		title: 'It is not known what the service has done',
		advice: 'Run the job again to make a new link.',
	},
	'secret-gone': {
		title: 'There is no such secret',
		advice: '',
	},
	'wrong-passphrase': {
		title: 'The passphrase is wrong',
		advice:
			'Set `passphrase` to exactly what the link was made with. Servers lock a secret after several wrong guesses.',
	},
	'already-opened': {
		title: 'The link has already been opened',
		advice: 'If the recipient did not open it, replace the credential: its value is out.',
	},
	'not-opened': {
		title: 'The recipient has not opened the link',
		advice: 'Make a new link.',
	},
	'recipient-dropped': {
		title: 'The service did not accept the recipient',
		advice:
			'Leave out `recipient` and send the link yourself: this server would mail nobody, or somebody else.',
	},
	'file-unwritable': {
		title: 'A file of the step cannot be written',
		advice: 'Check the free space and the permissions of the disk of the runner.',
	},
	cancelled: {
		title: 'The step was cancelled',
		advice: '',
	},
	internal: {
		title: 'A bug in the action',
		advice: `Please report it, with the debug log of the step but without any secret, at ${REPOSITORY}/issues.`,
	},
} as const satisfies Record<string, CatalogEntry>;

/** An error code. Each has an entry of that name in docs/troubleshooting.md. */
export type ErrorCode = keyof typeof catalog;

/** All error codes, in the order of the documentation. */
export const ERROR_CODES = Object.keys(catalog) as readonly ErrorCode[];

/** What an {@link ActionError} can contain besides code and message. */
export interface ErrorDetails {
	/** What is left behind on the server or on disk, in full sentences. */
	readonly leftBehind?: string | undefined;
	/** What to do about this failure; replaces the default advice of the code. Empty if the message already says it. */
	readonly advice?: string | undefined;
	/**
	 * Untrusted text, such as the server's. It is cleaned, shortened or withheld before it is shown, and it is
	 * never part of `message`.
	 */
	readonly foreignText?: string | undefined;
	/** The delay before the next request that the server asked for, if it did. */
	readonly retryAfterMs?: number | undefined;
	/** The underlying exception. Only its name and code are ever shown. */
	readonly cause?: unknown;
}

/**
 * An expected failure. `message` says what happened, one line for each fact, and is understandable by itself.
 * It never contains a secret, passphrase, token, link, key or untrusted text. The reporter adds the mode.
 */
export class ActionError extends Error {
	override readonly name = 'ActionError';
	readonly code: ErrorCode;
	readonly leftBehind: string;
	readonly advice: string;
	readonly foreignText: string;
	readonly retryAfterMs: number | undefined;

	constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
		super(message, { cause: details.cause });
		this.code = code;
		this.leftBehind = details.leftBehind ?? '';
		this.advice = details.advice ?? catalog[code].advice;
		this.foreignText = details.foreignText ?? '';
		this.retryAfterMs = details.retryAfterMs;
	}

	/** Returns a copy with some details replaced, and with another message if one is given. */
	with(details: ErrorDetails, message = this.message): ActionError {
		const { leftBehind, advice, foreignText, retryAfterMs, cause } = this;
		return new ActionError(this.code, message, {
			leftBehind,
			advice,
			foreignText,
			retryAfterMs,
			cause,
			...details,
		});
	}
}

/** The title of the annotation for a code. */
export function titleOf(code: ErrorCode): string {
	return catalog[code].title;
}

/** The default advice of a code; empty if every error with that code has its own. */
export function adviceOf(code: ErrorCode): string {
	return catalog[code].advice;
}

/** The URL of the documentation of a code. */
export function helpUrlOf(code: ErrorCode): string {
	return `${TROUBLESHOOTING}#${code}`;
}

/** The `code` of an exception from Node, such as `ENOENT`; empty if there is none. A code is safe to show. */
export function systemCodeOf(error: unknown): string {
	const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
	return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : '';
}
