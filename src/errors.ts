// Every way in which the action fails on purpose: the closed set of codes, each with one title, one hint and one place in the README.

const README = 'https://github.com/ots/action';

interface CatalogueEntry {
	/** Shown as the annotation's title, which the runner does not mask: constant text only. */
	readonly title: string;
	/** What the reader can do now. */
	readonly hint: string;
}

const catalogue = {
	'invalid-input': {
		title: 'Invalid input',
		hint: 'Correct the `with:` block of the step. Nothing was sent.',
	},
	'invalid-environment': {
		title: 'The environment of the step is not usable',
		hint: 'Correct the environment or the step as named above. Nothing was sent.',
	},
	'not-nominal': {
		title: 'The service is not nominal',
		hint: 'Look at the status page of the service and run the job again later.',
	},
	'credentials-rejected': {
		title: 'The service rejected the credentials',
		hint: 'Check `username` and `token`: accounts and tokens belong to one region or server; newer servers want the customer id (`ur…`) as `username`.',
	},
	'account-required': {
		title: 'The service wants an account for this',
		hint: 'Give `username` and `token` of an account on this host, or use a host that takes guests.',
	},
	'api-not-found': {
		title: 'There is no Onetime Secret API at this address',
		hint: 'Check `region` and `domain`; if the host is right, API v1 may be switched off there.',
	},
	'refused-by-server': {
		title: 'The service refused the request',
		hint: 'Change what the service objects to; running the step again unchanged will not help.',
	},
	'rate-limited': {
		title: 'The service limits the rate of requests',
		hint: 'Run the job again later, raise `timeout`, or use an account: guests share a limit.',
	},
	forbidden: {
		title: 'The request was forbidden on its way',
		hint: 'A firewall or edge in front of the service turned the request away: ask its operator whether it admits this runner.',
	},
	unreachable: {
		title: 'The service cannot be reached',
		hint: 'Check `region` and `domain`, the name service, the firewall and the proxy variables of the runner.',
	},
	'tls-failed': {
		title: 'The TLS connection to the service failed',
		hint: 'Check `domain` and the certificate of the host; for a private authority set NODE_EXTRA_CA_CERTS to the file of its certificate.',
	},
	'deadline-exceeded': {
		title: 'The service did not answer in time',
		hint: 'Run the job again, or raise `timeout`.',
	},
	'answer-unusable': {
		title: 'The answer of the service is not usable',
		hint: 'Check that `region` or `domain` names a Onetime Secret server and that no portal or proxy answers in its place.',
	},
	redirected: {
		title: 'The service answered with a redirect',
		hint: 'Redirects are never followed, because they could carry the secret to another host: give the final host as `domain`.',
	},
	'in-doubt': {
		title: 'It is not known what the service has done',
		hint: 'Look above at what may be left on the server; a new link is needed in any case.',
	},
	'secret-gone': {
		title: 'There is no such secret',
		hint: 'Check the causes above in their order; if none applies, ask for a new link.',
	},
	'wrong-passphrase': {
		title: 'The passphrase is not the right one',
		hint: 'Give as `passphrase` exactly what the link was made with; servers lock a secret after some wrong guesses.',
	},
	'already-opened': {
		title: 'The link has been opened already',
		hint: 'The value is out: if the recipient did not open it, replace the credential.',
	},
	'not-opened': {
		title: 'The recipient has not opened the link',
		hint: 'Make a new link, or give a longer `wait` if the link still lives.',
	},
	'recipient-dropped': {
		title: 'The service did not take the recipient',
		hint: 'This server would mail nobody, or somebody else: hand the link on by another way, without `recipient`.',
	},
	'file-unwritable': {
		title: 'A file of the step cannot be written',
		hint: 'Check the disk of the runner; as `value-file`, give the path of a file that does not exist yet, in a folder that does.',
	},
	cancelled: {
		title: 'The step was cancelled',
		hint: 'Look above at what is left before running the job again.',
	},
	internal: {
		title: 'A fault in the action itself',
		hint: `Please report it, with the debug log of the step but without any secret, at ${README}/issues.`,
	},
} as const satisfies Record<string, CatalogueEntry>;

/** The closed set of error codes; each is an anchor in the README's troubleshooting section. */
export type ErrorCode = keyof typeof catalogue;

/** All codes, in the order of the README. */
export const ERROR_CODES = Object.keys(catalogue) as readonly ErrorCode[];

/** What a creation may have left behind whose fate is not known. */
export const COPY_MAY_LIVE =
	'A copy of the secret that nobody has the link to may live on the server until its lifetime ends.';

/** What an {@link ActionError} can carry besides its sentence. */
export interface ErrorDetails {
	/** What may still be alive on the server, as full sentences. */
	readonly alive?: string;
	/** Text that came from outside, unchecked. It is cleaned, shortened or withheld where it is shown; it never goes into `message`. */
	readonly foreignText?: string | undefined;
	/** The exception behind it. Only its name and code are ever shown. */
	readonly cause?: unknown;
}

/**
 * An expected failure. `message` is one or more full sentences in our own words: which host and mode, what happened, after how many attempts.
 * It never holds a secret, passphrase, token, link or key, nor text from outside.
 */
export class ActionError extends Error {
	override readonly name = 'ActionError';
	readonly code: ErrorCode;
	readonly alive: string | undefined;
	readonly foreignText: string | undefined;

	constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
		super(message, { cause: details.cause });
		this.code = code;
		this.alive = details.alive;
		this.foreignText = details.foreignText;
	}
}

/** The constant title of a code, as it stands over the annotation. */
export function titleOf(code: ErrorCode): string {
	return catalogue[code].title;
}

/** The constant hint of a code: one or two sentences that say what to do. */
export function hintOf(code: ErrorCode): string {
	return catalogue[code].hint;
}

/** Address of the paragraph in the README that explains a code. */
export function helpUrlOf(code: ErrorCode): string {
	return `${README}#${code}`;
}

/** The code of an exception of Node's; empty if it has none. Codes are constants and safe to show. */
export function codeOf(error: unknown): string {
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : '';
}
