// Lets the test process itself trust the test authority, use a proxy and ask a name service of its own, and puts everything back.
import dns, { type LookupAddress } from 'node:dns';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { vi } from 'vitest';
import { authorityPem } from './certificates.ts';

const PROXY_VARIABLES = [
	'https_proxy',
	'HTTPS_PROXY',
	'http_proxy',
	'HTTP_PROXY',
	'no_proxy',
	'NO_PROXY',
] as const;

/** Trusts the test authority as a machine with NODE_EXTRA_CA_CERTS does. Returns what takes the trust away. */
export function trustAuthority(): () => void {
	const before = getCACertificates('default');
	setDefaultCACertificates([...before, authorityPem()]);
	return () => setDefaultCACertificates(before);
}

/** Sets HTTPS_PROXY, or no proxy at all, whatever the machine's own settings; `vi.unstubAllEnvs()` ends it. */
export function useProxy(url: string | undefined): void {
	for (const name of PROXY_VARIABLES) vi.stubEnv(name, undefined);
	vi.stubEnv('HTTPS_PROXY', url);
}

/** Answers a lookup as `dns.lookup` with `all` does. */
export type LookupCallback = (error: Error | null, addresses?: readonly LookupAddress[]) => void;

/** Takes the place of the name service; `vi.restoreAllMocks()` ends it. */
export function answerLookups(answer: (callback: LookupCallback, host: string) => void): void {
	const lookup = (host: string, _options: unknown, callback: LookupCallback): void => answer(callback, host);
	vi.spyOn(dns, 'lookup').mockImplementation(lookup as unknown as typeof dns.lookup);
}
