// Finds inputs that do not exist. The runner only warns about them, but a step with a misspelled `passphrase`
// must not share a secret without one.

import type { Environment, Fault } from '../variables.ts';
import { INPUT_NAMES, type InputName, variableOf } from './input-table.ts';
import { isNearMiss } from './nearest-word.ts';

/** Names that people commonly use for an input. */
const SYNONYMS: Readonly<Partial<Record<InputName, readonly string[]>>> = {
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

const PROXY_ADVICE = 'The proxy is read from the environment variables `https_proxy` and `no_proxy`.';
const AUTHORITY_ADVICE = 'Set the environment variable NODE_EXTRA_CA_CERTS to the file of the certificate.';
const TLS_ADVICE = 'TLS is always verified. For a private certificate authority set NODE_EXTRA_CA_CERTS.';
const CHARACTERS_ADVICE =
	'The server chooses the characters. Make the value in a step of your own and use mode `share`.';

/** Inputs of other actions that this one does not have, each with advice. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
	proxy: PROXY_ADVICE,
	'https-proxy': PROXY_ADVICE,
	'http-proxy': PROXY_ADVICE,
	'no-proxy': PROXY_ADVICE,
	ca: AUTHORITY_ADVICE,
	'ca-cert': AUTHORITY_ADVICE,
	'ca-certificate': AUTHORITY_ADVICE,
	'tls-skip-verify': TLS_ADVICE,
	insecure: TLS_ADVICE,
	charset: CHARACTERS_ADVICE,
	'character-sets': CHARACTERS_ADVICE,
};

/** An input that does not exist, under its given name, and what to do instead. */
interface UnknownInput {
	readonly given: string;
	readonly advice: string;
}

/**
 * Lists a fault for each unknown input that resembles a real one or has advice. The runner itself warns about
 * all others.
 */
export function unknownInputs(env: Environment): readonly Fault[] {
	const known = new Set(INPUT_NAMES.map(variableOf));
	return Object.keys(env)
		.filter((variable) => variable.startsWith('INPUT_') && !known.has(variable))
		.flatMap((variable) => {
			const unknown = explain(variable.slice('INPUT_'.length).toLowerCase());
			if (unknown === undefined) return [];
			const { given, advice } = unknown;
			return [
				`\`${given}\` is not an input. ${advice} If the workflow sets ${variable} in \`env\`, rename that variable.`,
			];
		});
}

/**
 * True if an unknown input deserves only a warning. Inside a composite action, the runners of act, Gitea and
 * Forgejo also pass the inputs of that composite action.
 */
export function passesWrapperInputs(env: Environment): boolean {
	const isOtherRunner = ['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'].some((name) => (env[name] ?? '') !== '');
	return isOtherRunner && (env['GITHUB_ACTION_PATH'] ?? '') !== '';
}

/** Compares names without separators, because the runner replaces spaces in a name with underscores. */
function explain(given: string): UnknownInput | undefined {
	const plain = withoutSeparators(given);
	const unsupported = Object.entries(UNSUPPORTED).find(([name]) => withoutSeparators(name) === plain);
	if (unsupported !== undefined) return { given, advice: unsupported[1] };
	const meant =
		INPUT_NAMES.find((name) => withoutSeparators(name) === plain) ??
		findSynonym(plain) ??
		findNearMiss(plain);
	return meant === undefined ? undefined : { given, advice: `Did you mean \`${meant}\`?` };
}

function findSynonym(plain: string): InputName | undefined {
	return INPUT_NAMES.find((name) => SYNONYMS[name]?.some((synonym) => withoutSeparators(synonym) === plain));
}

function findNearMiss(plain: string): InputName | undefined {
	return INPUT_NAMES.find((name) => isNearMiss(plain, withoutSeparators(name)));
}

function withoutSeparators(name: string): string {
	return name.replace(/[-_ ]/g, '');
}
