// Sets up the network of a fault: server, proxy, certificates and closed ports.

import { type CertificateFlaw, serverCertificate } from '../../support/network/certificates.ts';
import { type ProxyConduct, startProxy } from '../../support/network/proxy.ts';
import { findClosedPort, startBareServer } from '../../support/network/sockets.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../../support/server/index.ts';

/** Where the service is, and what stands in the way. */
export type NetworkPlan =
	/** The embedded server on the loopback. */
	| { readonly kind: 'http'; readonly server?: ServerOptions }
	/** The same over TLS. */
	| { readonly kind: 'https'; readonly certificate: CertificateFlaw }
	/** The same in TLS 1.3, and the server wants a certificate of its client. */
	| { readonly kind: 'client-certificate' }
	/** The same by a name instead of an address. */
	| { readonly kind: 'named' }
	/** The region `eu` behind a proxy; default: nothing is wrong with either. */
	| {
			readonly kind: 'region';
			readonly certificate?: CertificateFlaw;
			readonly proxy?:
				| ProxyConduct
				| { readonly kind: 'dead' }
				/** Without a user name in the proxy variable, or with a wrong one. */
				| { readonly kind: 'wants-credentials'; readonly given: 'none' | 'wrong' };
	  }
	/** A custom domain of an account, `secrets.example.com`, behind a proxy. */
	| { readonly kind: 'custom-domain'; readonly server?: ServerOptions }
	/** A port on which nobody listens, on this address of the loopback. */
	| { readonly kind: 'closed-port'; readonly address?: string }
	/** https is asked for, but the port speaks plain HTTP. */
	| { readonly kind: 'no-tls' }
	/** https is asked for, but the handshake of TLS never ends. */
	| { readonly kind: 'no-handshake' }
	/** DNS gives this code for the host. */
	| { readonly kind: 'no-name'; readonly code: 'ENOTFOUND' | 'EAI_AGAIN' };

/** A network that stands. */
export interface Network {
	readonly server: EmbeddedServer;
	/** Inputs that name the service. */
	readonly inputs: { readonly domain: string } | { readonly region: 'eu' };
	/** For HTTPS_PROXY. */
	readonly proxyUrl: string | undefined;
	close(): Promise<void>;
}

const PROXY_USER = 'proxy-user';
const WRONG_PROXY_PASSWORD = 'wrong-proxy-pass-7';

/** What the proxy variable holds that must not be seen. */
export const PROXY_SENSITIVE: readonly string[] = [
	WRONG_PROXY_PASSWORD,
	Buffer.from(`${PROXY_USER}:${WRONG_PROXY_PASSWORD}`).toString('base64'),
];

interface Closable {
	close(): Promise<void>;
}

type Region = Extract<NetworkPlan, { kind: 'region' }>;

async function openProxy(
	{ proxy = { kind: 'connects' } }: Region,
	port: number,
): Promise<Closable & { readonly url: string }> {
	if (proxy.kind === 'dead') {
		return { url: `http://127.0.0.1:${await findClosedPort()}`, close: async () => undefined };
	}
	const routes = { 'eu.onetimesecret.com:443': port };
	if (proxy.kind !== 'wants-credentials') return startProxy({ routes, conduct: proxy });
	const credentials = { username: PROXY_USER, password: 'proxy-pass-9' };
	const opened = await startProxy({ routes, credentials });
	if (proxy.given === 'none') return opened;
	const url = opened.url.replace('//', `//${PROXY_USER}:${WRONG_PROXY_PASSWORD}@`);
	return { url, close: opened.close };
}

/** Node's options for a TLS server that takes nobody without a certificate of this authority. */
function demandClientCertificate(): NonNullable<ServerOptions['tls']> {
	const certificate = serverCertificate();
	const demand = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' };
	return { ...certificate, ...demand };
}

/** Sets the network up. The server runs in any case, so that a test can see that nothing reached it. */
export async function setUpNetwork(plan: NetworkPlan = { kind: 'http' }): Promise<Network> {
	const opened: Closable[] = [];
	const keep = <Kept extends Closable>(closable: Kept): Kept => {
		opened.push(closable);
		return closable;
	};
	const serve = async (options: ServerOptions = {}): Promise<EmbeddedServer> =>
		keep(await startServer(options));
	const ready = (server: EmbeddedServer, inputs: Network['inputs'], proxyUrl?: string): Network => {
		const close = async (): Promise<void> => void (await Promise.all(opened.map((one) => one.close())));
		return { server, inputs, proxyUrl, close };
	};
	switch (plan.kind) {
		case 'http': {
			const server = await serve(plan.server);
			return ready(server, { domain: server.origin });
		}
		case 'https': {
			const server = await serve({ tls: serverCertificate(plan.certificate) });
			return ready(server, { domain: server.origin });
		}
		case 'client-certificate': {
			const server = await serve({ tls: demandClientCertificate() });
			return ready(server, { domain: server.origin });
		}
		case 'named': {
			const server = await serve({ tls: serverCertificate() });
			return ready(server, { domain: `secrets.example.com:${server.port}` });
		}
		case 'region': {
			const server = await serve({
				tls: serverCertificate(plan.certificate),
				canonicalHost: 'eu.onetimesecret.com',
			});
			return ready(server, { region: 'eu' }, keep(await openProxy(plan, server.port)).url);
		}
		case 'custom-domain': {
			const tls = serverCertificate();
			const server = await serve({ ...plan.server, tls, canonicalHost: 'eu.onetimesecret.com' });
			const proxy = keep(await startProxy({ routes: { 'secrets.example.com:443': server.port } }));
			return ready(server, { domain: 'secrets.example.com' }, proxy.url);
		}
		case 'closed-port': {
			const domain = `http://${plan.address ?? '127.0.0.1'}:${await findClosedPort()}`;
			return ready(await serve(), { domain });
		}
		case 'no-tls': {
			const refusal = 'HTTP/1.1 400 Bad Request\r\n\r\n';
			const { port } = keep(await startBareServer((socket) => void socket.end(refusal)));
			return ready(await serve(), { domain: `https://127.0.0.1:${port}` });
		}
		case 'no-handshake': {
			const { port } = keep(await startBareServer());
			return ready(await serve(), { domain: `https://127.0.0.1:${port}` });
		}
		case 'no-name':
			return ready(await serve(), { region: 'eu' });
	}
}
