// Builds the surroundings of a fault: server, proxy, certificates and closed doors.
import { serverCertificate } from '../../support/network/certificates.ts';
import { startProxy } from '../../support/network/proxy.ts';
import { findClosedPort, startBareServer } from '../../support/network/sockets.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from '../../support/server/index.ts';
import type { Place } from './fault-table.ts';

/** Surroundings that stand. */
export interface Surroundings {
	readonly server: EmbeddedServer;
	/** Inputs that name the service. */
	readonly inputs: Readonly<
		Record<'domain' | 'region', string> | Record<'domain', string> | Record<'region', string>
	>;
	/** For HTTPS_PROXY. */
	readonly proxyUrl: string | undefined;
	close(): Promise<void>;
}

type Region = Extract<Place, { kind: 'region' }>;

async function openProxy(
	{ proxy = { kind: 'connects' } }: Region,
	port: number,
): Promise<{ url: string; close(): Promise<void> }> {
	if (proxy.kind === 'dead') {
		return { url: `http://127.0.0.1:${await findClosedPort()}`, close: async () => undefined };
	}
	const routes = { 'eu.onetimesecret.com:443': port };
	if (proxy.kind === 'wants-credentials') {
		return startProxy({ routes, credentials: { username: 'proxy-user', password: 'proxy-pass-9' } });
	}
	return startProxy({ routes, conduct: proxy });
}

/** Builds the surroundings. The server runs in any case, so that a test can see that nothing reached it. */
export async function build(place: Place = { kind: 'http' }): Promise<Surroundings> {
	const closers: (() => Promise<void>)[] = [];
	const keep = <Closable extends { close(): Promise<void> }>(closable: Closable): Closable => {
		closers.push(() => closable.close());
		return closable;
	};
	const serve = async (options: ServerOptions = {}): Promise<EmbeddedServer> =>
		keep(await startServer(options));
	const ready = (server: EmbeddedServer, inputs: Surroundings['inputs'], proxyUrl?: string): Surroundings => {
		const close = async (): Promise<void> => void (await Promise.all(closers.map((end) => end())));
		return { server, inputs, proxyUrl, close };
	};
	switch (place.kind) {
		case 'http': {
			const server = await serve();
			return ready(server, { domain: server.origin });
		}
		case 'https': {
			const server = await serve({ tls: serverCertificate(place.certificate) });
			return ready(server, { domain: server.origin });
		}
		case 'named': {
			const server = await serve({ tls: serverCertificate() });
			return ready(server, { domain: `secrets.example.com:${server.port}` });
		}
		case 'region': {
			const server = await serve({
				tls: serverCertificate(place.certificate),
				canonicalHost: 'eu.onetimesecret.com',
			});
			return ready(server, { region: 'eu' }, keep(await openProxy(place, server.port)).url);
		}
		case 'custom-domain': {
			const server = await serve({ tls: serverCertificate(), canonicalHost: 'eu.onetimesecret.com' });
			const proxy = keep(await startProxy({ routes: { 'secrets.example.com:443': server.port } }));
			return ready(server, { domain: 'secrets.example.com' }, proxy.url);
		}
		case 'closed-port':
			return ready(await serve(), { domain: `http://127.0.0.1:${await findClosedPort()}` });
		case 'no-tls': {
			const bare = keep(
				await startBareServer((socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
			);
			return ready(await serve(), { domain: `https://127.0.0.1:${bare.port}` });
		}
		case 'no-handshake':
			return ready(await serve(), { domain: `https://127.0.0.1:${keep(await startBareServer()).port}` });
		case 'no-name':
			return ready(await serve(), { region: 'eu' });
	}
}
