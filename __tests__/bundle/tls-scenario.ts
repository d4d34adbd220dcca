// A scenario as in a company network: the server speaks TLS under its real name and is reached through a proxy.

import { onTestFinished } from 'vitest';
import { serverCertificate, writeAuthorityFile } from '../support/network/certificates.ts';
import { type ProxyOptions, startProxy, type TestProxy } from '../support/network/proxy.ts';
import type { Scenario, startScenario } from '../support/scenario.ts';
import { openScenario } from './test-scenario.ts';

/** A scenario whose server is `secrets.example.com` and every region. */
export interface TlsScenario extends Scenario {
	readonly proxy: TestProxy;
	/** Environment variables that name the proxy and the authority of the certificates. */
	readonly network: Readonly<Record<string, string>>;
}

/** How job, server and proxy are to behave. */
export type TlsScenarioOptions = NonNullable<Parameters<typeof startScenario>[0]> & {
	readonly proxy?: Omit<ProxyOptions, 'routes'>;
};

/** The host that the embedded server has for the action. */
export const TLS_HOST = 'secrets.example.com';

/** Starts a server with TLS behind a proxy. `run` calls {@link TLS_HOST} unless the inputs say otherwise; `region` reaches it as well. */
export async function openTlsScenario(options: TlsScenarioOptions = {}): Promise<TlsScenario> {
	let port = 0;
	// The port is known only when the server listens, but the job wants to know the proxy before.
	const routes = new Proxy<Record<string, number>>({}, { get: () => port });
	const proxy = await startProxy({ routes, ...options.proxy });
	const authority = writeAuthorityFile();
	const network = { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authority.path };
	const scenario = await openScenario({
		server: { tls: serverCertificate(), ...options.server },
		job: { ...options.job, runnerEnv: { ...network, ...options.job?.runnerEnv } },
	});
	port = scenario.server.port;
	onTestFinished(async () => {
		await proxy.close();
		authority.remove();
	});
	return {
		...scenario,
		proxy,
		network,
		run: (inputs, more) => {
			const region = Object.hasOwn(inputs ?? {}, 'region') ? { domain: '(none)' } : { domain: TLS_HOST };
			return scenario.run({ ...region, ...inputs }, more);
		},
	};
}
