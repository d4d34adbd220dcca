// The environment settings that decide where a connection goes and which certificate authorities it trusts.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ActionError } from '../errors.ts';
import { PROXY_VARIABLES, parseProxy, proxyFor } from './proxy.ts';
import type { Environment, Fault } from './variables.ts';

/**
 * Returns a fault if the proxy variable for this origin is not a valid address: the toolkit's client would
 * silently bypass the proxy. The fault never shows the value, which may contain a password.
 */
export function checkProxy(env: Environment, origin: string): Fault[] {
	const proxy = proxyFor(env, origin);
	if (proxy === undefined || proxy.url !== undefined) return [];
	return [`${proxy.variable} is not the address of a proxy. Write it as \`http://host:port\`, or remove it.`];
}

/**
 * The passwords of all proxies in the environment, plain, percent-encoded and as HTTP Basic sends them. All are
 * sensitive.
 */
export function proxyPasswords(env: Environment): string[] {
	return PROXY_VARIABLES.flatMap((name) => {
		const proxy = parseProxy(env[name]);
		if (proxy === undefined || proxy.password === '') return [];
		const [username, password] = [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
		return [password, proxy.password, Buffer.from(`${username}:${password}`).toString('base64')];
	});
}

/**
 * Log lines about the proxy in use and about certificate authorities beyond Node's own. Empty if there are
 * neither.
 */
export function describeNetwork(env: Environment, origin: string): string[] {
	const proxy = proxyFor(env, origin)?.url;
	const authorities = env['NODE_EXTRA_CA_CERTS'] ?? '';
	return [
		...(proxy === undefined ? [] : [`Using the proxy ${proxy.host}.`]),
		...(authorities === '' ? [] : ['Trusting the certificate authorities in NODE_EXTRA_CA_CERTS as well.']),
	];
}

/**
 * The settings that connections depend on, as a list in a fixed order, so that post can compare them with those
 * of main: proxies without their passwords, `no_proxy`, and certificate authorities with a digest of their file,
 * because the file can be replaced. Not sensitive. On Windows and macOS, Node takes the system's authorities from
 * its stores and not from SSL_CERT_FILE (https://nodejs.org/api/cli.html#--use-system-ca): the comparison is then
 * stricter than it has to be.
 */
export function networkFingerprint(env: Environment): readonly string[] {
	const text = (name: string): string => env[name] ?? '';
	const usesSystemAuthorities =
		text('NODE_USE_SYSTEM_CA') === '1' || /--use[-_](system|openssl)[-_]ca\b/.test(text('NODE_OPTIONS'));
	return [
		...PROXY_VARIABLES.map((name) => withoutPassword(env[name])),
		...['no_proxy', 'NO_PROXY'].map(text),
		...[text('NODE_EXTRA_CA_CERTS'), digestOf(text('NODE_EXTRA_CA_CERTS'))],
		...['NODE_USE_SYSTEM_CA', 'OPENSSL_CONF', 'NODE_OPTIONS'].map(text),
		...(usesSystemAuthorities ? ['SSL_CERT_FILE', 'SSL_CERT_DIR'].map(text) : []),
	];
}

/** True if the settings are still those of the fingerprint that main saved. A missing one never matches. */
export function isSameNetwork(env: Environment, fingerprint: readonly string[]): boolean {
	return JSON.stringify(networkFingerprint(env)) === JSON.stringify(fingerprint);
}

/**
 * Replaces the advice of a `tls-failed` error if the file in NODE_EXTRA_CA_CERTS cannot be read, because Node
 * itself only prints a warning and continues. Returns any other error unchanged.
 */
export function explainTls(error: ActionError, env: Environment): ActionError {
	const path = env['NODE_EXTRA_CA_CERTS'] ?? '';
	if (error.code !== 'tls-failed' || path === '' || digestOf(path) !== UNREADABLE) return error;
	const advice = `NODE_EXTRA_CA_CERTS names \`${path}\`, which cannot be read. Correct the path, or set NODE_USE_SYSTEM_CA=1 if the machine trusts the certificate authority.`;
	return error.with({ advice });
}

const UNREADABLE = 'unreadable';

function digestOf(path: string): string {
	if (path === '') return '';
	try {
		return createHash('sha256').update(readFileSync(path)).digest('hex');
	} catch {
		return UNREADABLE;
	}
}

function withoutPassword(text: string | undefined): string {
	const proxy = parseProxy(text);
	return proxy === undefined ? '' : `${proxy.protocol}//${proxy.username}@${proxy.host}`;
}
