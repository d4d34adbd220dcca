// Chooses the proxy for an origin by the rules of the toolkit's client (@actions/http-client 4: proxy.ts).

import type { Environment } from './variables.ts';

/** The environment variables for proxies. The lower-case name wins over the upper-case one. */
export const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'] as const;

/** The proxy variable that applies to an origin. */
export interface ApplicableProxy {
	readonly variable: string;
	/** Undefined if the value is not a valid proxy address. */
	readonly url: URL | undefined;
}

/** Finds the proxy variable that applies to an origin. Undefined if requests go there directly. */
export function proxyFor(env: Environment, origin: string): ApplicableProxy | undefined {
	const target = new URL(origin);
	if (isBypassed(env, target)) return undefined;
	const names = PROXY_VARIABLES.filter(
		(name) => name.toLowerCase() === `${target.protocol.slice(0, -1)}_proxy`,
	);
	const variable = names.find((name) => (env[name] ?? '') !== '');
	return variable === undefined ? undefined : { variable, url: parseProxy(env[variable]) };
}

/** Parses the value of a proxy variable. Undefined if it is not a valid proxy address. */
export function parseProxy(text: string | undefined): URL | undefined {
	if (text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	try {
		decodeURIComponent(url.username + url.password);
	} catch {
		return undefined;
	}
	return url;
}

function isBypassed(env: Environment, { hostname, port, protocol }: URL): boolean {
	if (/^(localhost$|127\.|\[::1\])/i.test(hostname)) return true;
	const withPort = `${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`;
	const exceptions = (env['no_proxy'] || env['NO_PROXY'] || '').toLowerCase().split(',');
	return exceptions
		.map((text) => text.trim())
		.filter((text) => text !== '')
		.some((text) => {
			const isPart = (host: string) =>
				host === text || host.endsWith(text.startsWith('.') ? text : `.${text}`);
			return text === '*' || isPart(hostname) || isPart(withPort);
		});
}
