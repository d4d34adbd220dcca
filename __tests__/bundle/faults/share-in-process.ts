// Runs a fault through mode, client, sender and transport inside the test process, over real sockets.

import { vi } from 'vitest';
import type { ShareRequest } from '../../../src/modes/share.ts';
import { type Endpoint, parseDomain, regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import { COPY_MAY_LIVE } from '../../../src/onetimesecret/operations.ts';
import type { Credentials, Seconds } from '../../../src/onetimesecret/types.ts';
import { answerLookups, useProxy } from '../../support/network/trust.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import type { Observation, ShareFault } from './fault-table.ts';
import { runInProcess } from './in-process.ts';
import { type Network, setUpNetwork } from './network-setup.ts';

function endpointOf(inputs: Network['inputs']): Endpoint {
	const endpoint = 'domain' in inputs ? parseDomain(inputs.domain) : regionEndpoint('eu');
	if ('complaint' in endpoint) throw new Error(endpoint.complaint);
	return endpoint;
}

function credentialsOf(login: ShareFault['login'], { account }: EmbeddedServer): Credentials | undefined {
	if (login === undefined) return undefined;
	return { username: account.username, token: login === 'right' ? account.token : 'another-token' };
}

function requestOf({ passphrase, recipient }: ShareFault): ShareRequest {
	return {
		...{ mode: 'share', value: 'a value', ttlSeconds: 3_600 as Seconds, ttlUnit: undefined },
		...{ passphrase, recipient, shareDomain: undefined, maskLink: true, burnOn: 'never' },
	};
}

async function perform(fault: ShareFault, { server, inputs }: Network): Promise<Observation> {
	const { plans = [], timeFactor = 1, timeoutSeconds = 60, api = 'auto' } = fault;
	if (fault.word !== undefined) server.setStatus(fault.word);
	const [firstPlan] = plans.map((plan) => server.fault(plan));
	const stop = new AbortController();
	if (fault.isStopped) void firstPlan?.seen.then(() => stop.abort());
	const run = await runInProcess(requestOf(fault), {
		endpoint: endpointOf(inputs),
		credentials: credentialsOf(fault.login, server),
		timeoutMs: timeoutSeconds * 1_000,
		cancel: stop.signal,
		api,
		timeFactor,
	});
	return {
		code: run.error?.code,
		created: server.created,
		alive: server.alive,
		statuses: server.requests.filter(({ path }) => path.endsWith('/status')).length,
		creations: server.requests.filter(({ route }) => route === 'share').length,
		status: run.outputs.get('status') ?? '',
		retryIsReported: run.warnings.some((warning) => warning.includes('was retried')),
		receiptIsKept: run.receipt !== '',
		copyIsReported: run.error?.leftBehind === COPY_MAY_LIVE,
		linkIsDelivered: run.outputs.has('link'),
	};
}

/** True if a fault changes proxy or DNS of the whole process: no other fault may run at the same time. */
export function needsProcessAlone({ network }: ShareFault): boolean {
	return network?.kind === 'region' || network?.kind === 'custom-domain' || network?.kind === 'no-name';
}

/**
 * Sets up the network of a fault, shares a value through it and says what came of it. The test authority must
 * be trusted.
 */
export async function shareInProcess(fault: ShareFault): Promise<Observation> {
	const network = await setUpNetwork(fault.network);
	if (needsProcessAlone(fault)) useProxy(network.proxyUrl);
	if (fault.network?.kind === 'no-name') {
		const { code } = fault.network;
		answerLookups((callback) => callback(Object.assign(new Error('lookup failed'), { code })));
	}
	try {
		return await perform(fault, network);
	} finally {
		if (needsProcessAlone(fault)) {
			vi.restoreAllMocks();
			useProxy(undefined);
		}
		await network.close();
	}
}
