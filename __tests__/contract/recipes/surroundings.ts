// A server under the name that a recipe calls, reached as a company network reaches it: through a proxy, with
// an authority of its own.
import { authorityPem, serverCertificate, writeAuthorityFile } from '../../support/network/certificates.ts';
import { startProxy, type TestProxy } from '../../support/network/proxy.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../../support/server/index.ts';

/** What stands around a recipe. */
export interface Surroundings {
	readonly server: EmbeddedServer;
	readonly proxy: TestProxy;
	/** Certificate of the authority as PEM, and the file that holds it. */
	readonly authority: { readonly pem: string; readonly path: string };
	close(): Promise<void>;
}

/** Starts a server that has the name `host`. The proxy leads only to that host and to `others`. */
export async function startSurroundings(
	host: string,
	others: readonly string[],
	options: ServerOptions = {},
): Promise<Surroundings> {
	const server = await startServer({ tls: serverCertificate(), canonicalHost: host, ...options });
	const routes = Object.fromEntries([host, ...others].map((name) => [`${name}:443`, server.port]));
	const proxy = await startProxy({ routes });
	const file = writeAuthorityFile();
	return {
		server,
		proxy,
		authority: { pem: authorityPem(), path: file.path },
		async close() {
			file.remove();
			await Promise.all([proxy.close(), server.close()]);
		},
	};
}
