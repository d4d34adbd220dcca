// What the live suite is told through the environment: which server, as whom, and what may be tried there.

/** The API version that the steps are told to use. */
export type ApiChoice = 'auto' | 'v1' | 'v2';

/** What a run of the suite is about. */
export interface Settings {
	/** Scheme, host and port of the server, without a trailing slash. */
	readonly origin: string;
	/** Undefined for a guest. */
	readonly account: { readonly username: string; readonly token: string } | undefined;
	readonly apiVersion: ApiChoice;
	/** A custom domain of the account. */
	readonly shareDomain: string | undefined;
	/** An address that may be mailed. */
	readonly recipient: string | undefined;
	/** Only questions whose name begins with one of these; all if empty. */
	readonly only: readonly string[];
}

/** How to run the suite. */
export const USAGE = `Usage: OTS_URL=https://HOST npm run test:live [-- NAME ...]

Asks a real server questions about every mode and the end of the job, through dist/index.js and dist/post.js,
and leaves no secret behind. With NAME, only questions whose name begins with it.

  OTS_URL              the server, such as https://secrets.example.com or http://127.0.0.1:3000
  OTS_USERNAME         login of an account; without it the suite acts as a guest
  OTS_TOKEN            API token of the account
  OTS_API_VERSION      auto (default), v1 or v2
  OTS_SHARE_DOMAIN     a custom domain of the account, to try \`share-domain\`
  OTS_RECIPIENT        an address that may be mailed, to try \`recipient\`
  NODE_EXTRA_CA_CERTS  file with the certificate of a private authority

Ends with 0 if nothing is wrong, 1 if something is, 2 if it was started in the wrong way.`;

/** The suite was started in the wrong way; the message says how. */
export class UsageError extends Error {}

/** Reads the settings. Throws a {@link UsageError}. An empty variable counts as unset, as CI systems give them. */
export function readSettings(
	env: Readonly<Record<string, string | undefined>>,
	only: readonly string[],
): Settings {
	const read = (name: string): string | undefined => env[name] || undefined;
	const [username, token] = [read('OTS_USERNAME'), read('OTS_TOKEN')];
	if ((username === undefined) !== (token === undefined)) {
		throw new UsageError('OTS_USERNAME and OTS_TOKEN belong together: set both or neither.');
	}
	const apiVersion = read('OTS_API_VERSION') ?? 'auto';
	if (apiVersion !== 'auto' && apiVersion !== 'v1' && apiVersion !== 'v2') {
		throw new UsageError('OTS_API_VERSION is none of `auto`, `v1` and `v2`.');
	}
	return {
		origin: readOrigin(read('OTS_URL')),
		account: username === undefined || token === undefined ? undefined : { username, token },
		apiVersion,
		shareDomain: read('OTS_SHARE_DOMAIN'),
		recipient: read('OTS_RECIPIENT'),
		only,
	};
}

function readOrigin(text: string | undefined): string {
	if (text === undefined) throw new UsageError('OTS_URL is not set.');
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.username !== '') {
		throw new UsageError('OTS_URL is not the address of a server: give scheme and host, and no path.');
	}
	return url.origin;
}
