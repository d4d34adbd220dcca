// What must be right around the step before anything is sent: command files, TLS, proxy, and whether anybody can read the outputs.

import { accessSync, constants, statSync } from 'node:fs';
import type { Environment, Fault } from './inputs/input-table.ts';

/** Whether the step's outputs are its whole point, so that a step without `id` would lose what it made. */
export interface EnvironmentNeeds {
	readonly outputsAreThePoint: boolean;
}

/** Faults of the environment, as full sentences with the way out. Checks anew at each call, because a later step can change it. */
export function checkEnvironment(
	env: Environment,
	{ outputsAreThePoint }: EnvironmentNeeds,
): readonly Fault[] {
	return [
		...checkCommandFiles(env),
		...checkConnectionSettings(env),
		...(outputsAreThePoint ? checkStepId(env) : []),
	];
}

/** Faults of the settings under which a connection would not be safe; both phases check them, because a later step can change them. */
export function checkConnectionSettings(env: Environment): Fault[] {
	return [...checkTls(env), ...checkDebugging(env), ...checkProxies(env)];
}

/** What the connections of a step depend on, as a text to compare: proxies without user and password, exceptions from them, and extra authorities. */
export function networkFingerprint(env: Environment): string {
	const proxies = PROXY_VARIABLES.map((name) => proxyOf(env[name])?.origin ?? '');
	const others = ['no_proxy', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'].map((name) => env[name] ?? '');
	return JSON.stringify([proxies, others]);
}

/** The files by which state and outputs are handed on. Without them the toolkit would write both to the log. */
export function checkCommandFiles(env: Environment): Fault[] {
	return ['GITHUB_OUTPUT', 'GITHUB_STATE'].flatMap((name) => {
		const path = env[name] ?? '';
		const remedy = 'The runner gives it to every step; by hand, set it to the path of an empty file.';
		if (path === '') return [`${name} is not set, so that nothing can be handed on safely. ${remedy}`];
		return isWritableFile(path) ? [] : [`${name} does not name a file that can be written. ${remedy}`];
	});
}

/** Whether a path names a regular file that can be written. */
export function isWritableFile(path: string): boolean {
	try {
		accessSync(path, constants.W_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/** Node switches certificate checks off for exactly this value (https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue). */
function checkTls(env: Environment): Fault[] {
	if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
	return [
		'NODE_TLS_REJECT_UNAUTHORIZED is `0`, which would show the secret to anybody on the way. Remove it; for a private authority set ' +
			'NODE_EXTRA_CA_CERTS to the file of its certificate.',
	];
}

/** With it Node writes requests with all their headers to stderr, past every mask (https://nodejs.org/api/cli.html#node_debugmodule). */
function checkDebugging(env: Environment): Fault[] {
	if ((env['NODE_DEBUG'] ?? '') === '') return [];
	return [
		'NODE_DEBUG is set, by which Node could write credentials to the log. Remove it from the environment of this step.',
	];
}

/**
 * A proxy variable that cannot be read would make the toolkit's client go around the proxy in silence (@actions/http-client 4: proxy.ts).
 * The values are never shown: they may hold a password.
 */
function checkProxies(env: Environment): Fault[] {
	return PROXY_VARIABLES.filter((name) => (env[name] ?? '') !== '' && proxyOf(env[name]) === undefined).map(
		(name) => `${name} is not the address of a proxy; give it as \`http://host:port\` or remove it.`,
	);
}

const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/** Passwords of proxies that the environment names, in plain, in percent-encoded and in HTTP Basic form: all sensitive. */
export function proxyPasswords(env: Environment): string[] {
	return PROXY_VARIABLES.flatMap((name) => {
		const proxy = proxyOf(env[name]);
		if (proxy === undefined || proxy.password === '') return [];
		const [username, password] = [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
		return [password, proxy.password, Buffer.from(`${username}:${password}`).toString('base64')];
	});
}

function proxyOf(text: string | undefined): URL | undefined {
	if (text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	try {
		decodeURIComponent(url.username + url.password);
	} catch {
		return undefined;
	}
	return url;
}

/**
 * The runner drops the outputs of a step without `id` and gives it a name with two leading underscores (actions/runner: StepsContext.cs).
 * Inside a composite action, GITHUB_ACTION_PATH is set and the names are made by other rules.
 */
export function hasNoId(env: Environment): boolean {
	return (env['GITHUB_ACTION'] ?? '').startsWith('__') && (env['GITHUB_ACTION_PATH'] ?? '') === '';
}

function checkStepId(env: Environment): Fault[] {
	if (!hasNoId(env)) return [];
	return [
		'The step has no `id`, so that its outputs, the link among them, would be lost. Give the step an `id`.',
	];
}
