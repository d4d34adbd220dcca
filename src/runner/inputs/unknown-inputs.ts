// Inputs that do not exist. The runner only warns about them, but a misspelt `passphrase` must never share without one.

import type { Environment, Fault } from '../variables.ts';
import { INPUT_NAMES, type InputName, variableOf } from './input-table.ts';
import { isNearMiss } from './nearest-word.ts';

/** Common other words for an input. */
const OTHER_WORDS: Readonly<Partial<Record<InputName, readonly string[]>>> = {
	passphrase: ['password', 'pass', 'pwd'],
	ttl: ['expires', 'expiry', 'expiration', 'lifetime'],
	recipient: ['email', 'to', 'recipients'],
	domain: ['host', 'server', 'url'],
	username: ['user'],
	token: ['api-token', 'api-key'],
	'secret-file': ['file', 'path'],
	secret: ['value'],
	headers: ['extra-headers'],
};

const PROXY = 'The proxy is read from the environment variables `https_proxy` and `no_proxy`.';
const AUTHORITY = 'Set the environment variable NODE_EXTRA_CA_CERTS to the file of the certificate.';
const TLS = 'TLS is always verified. For a private certificate authority set NODE_EXTRA_CA_CERTS.';
const CHARACTERS =
	'The server chooses the characters. Make the value in a step of your own and use mode `share`.';

/** Names that other actions have and this one has not, each with its way out. */
const ELSEWHERE: Readonly<Record<string, string>> = {
	proxy: PROXY,
	'https-proxy': PROXY,
	'http-proxy': PROXY,
	'no-proxy': PROXY,
	ca: AUTHORITY,
	'ca-cert': AUTHORITY,
	'ca-certificate': AUTHORITY,
	'tls-skip-verify': TLS,
	insecure: TLS,
	charset: CHARACTERS,
	'character-sets': CHARACTERS,
};

/** An input that does not exist: what it is called, and what to do instead. */
interface UnknownInput {
	readonly given: string;
	readonly wayOut: string;
}

/** Sentences on inputs that do not exist and that somebody meant. Other unknown names are left to the runner. */
export function unknownInputs(env: Environment): readonly Fault[] {
	const known = new Set(INPUT_NAMES.map(variableOf));
	return Object.keys(env)
		.filter((variable) => variable.startsWith('INPUT_') && !known.has(variable))
		.flatMap((variable) => {
			const unknown = explain(variable.slice('INPUT_'.length).toLowerCase());
			if (unknown === undefined) return [];
			const { given, wayOut } = unknown;
			return [
				`\`${given}\` is not an input. ${wayOut} If the workflow sets ${variable} in \`env\`, rename that variable.`,
			];
		});
}

/**
 * True where an unknown input is only worth a warning: inside a composite action, act, Gitea and Forgejo pass on the
 * inputs of the wrapper.
 */
export function passesWrapperInputs(env: Environment): boolean {
	const isOtherRunner = ['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'].some((name) => (env[name] ?? '') !== '');
	return isOtherRunner && (env['GITHUB_ACTION_PATH'] ?? '') !== '';
}

/** The runner has turned blanks into underscores: a name is compared without its separators. */
function explain(given: string): UnknownInput | undefined {
	const plain = withoutSeparators(given);
	const elsewhere = Object.entries(ELSEWHERE).find(([name]) => withoutSeparators(name) === plain);
	if (elsewhere !== undefined) return { given, wayOut: elsewhere[1] };
	const meant =
		INPUT_NAMES.find((name) => withoutSeparators(name) === plain) ?? otherWord(plain) ?? nearMiss(plain);
	return meant === undefined ? undefined : { given, wayOut: `Did you mean \`${meant}\`?` };
}

function otherWord(plain: string): InputName | undefined {
	return INPUT_NAMES.find((name) => OTHER_WORDS[name]?.some((word) => withoutSeparators(word) === plain));
}

function nearMiss(plain: string): InputName | undefined {
	return INPUT_NAMES.find((name) => isNearMiss(plain, withoutSeparators(name)));
}

function withoutSeparators(name: string): string {
	return name.replace(/[-_ ]/g, '');
}
