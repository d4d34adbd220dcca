// Runs a fault through transport, sender and client inside the test process: a status check and a creation, as mode `share` makes them, over
// real sockets.
import { performance } from 'node:perf_hooks';
import { vi } from 'vitest';
import { ActionError, COPY_MAY_LIVE } from '../../../src/errors.ts';
import { type Clock, createSender } from '../../../src/http/retrying.ts';
import { openTransport, type Transport } from '../../../src/http/transport.ts';
import { requireNominal } from '../../../src/modes/status-check.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import { type Endpoint, parseDomain, regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { Creation, Credentials, Seconds } from '../../../src/onetimesecret/types.ts';
import { answerLookups, trustAuthority, useProxy } from '../../support/network/trust.ts';
import { recordEffects } from '../../support/recording-effects.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import type { Observation, ShareFault } from './fault-table.ts';
import { build, type Surroundings } from './place.ts';

/** Real time, `factor` times as fast, in which a wait between two attempts is over at once. */
function createFastClock(factor: number): Clock {
	let skippedMs = 0;
	return {
		monotonicMs: () => performance.now() * factor + skippedMs,
		wallMs: () => Date.now() + skippedMs,
		async sleep(ms) {
			skippedMs += ms;
		},
		random: () => 0.5,
	};
}

/** The same transport, whose time runs as fast as the clock's. */
function hurry(transport: Transport, factor: number): Transport {
	return {
		send: (request, { cutMs, cancel, graceMs }) =>
			transport.send(request, { cutMs: cutMs / factor, cancel, graceMs: graceMs / factor }),
		close: () => transport.close(),
	};
}

function endpointOf(inputs: Surroundings['inputs']): Endpoint {
	const endpoint = 'domain' in inputs ? parseDomain(inputs.domain) : regionEndpoint('eu');
	if ('complaint' in endpoint) throw new Error(endpoint.complaint);
	return endpoint;
}

function credentialsOf(login: ShareFault['login'], { account }: EmbeddedServer): Credentials | undefined {
	if (login === undefined) return undefined;
	return { username: account.username, token: login === 'right' ? account.token : 'another-token' };
}

async function perform(fault: ShareFault, { server, inputs }: Surroundings): Promise<Observation> {
	const { plans = [], timeFactor = 1, timeoutSeconds = 60 } = fault;
	if (fault.word !== undefined) server.setStatus(fault.word);
	const [firstPlan] = plans.map((plan) => server.fault(plan));
	const stop = new AbortController();
	if (fault.isStopped) void firstPlan?.seen.then(() => stop.abort());
	const endpoint = endpointOf(inputs);
	const transport = openTransport(endpoint.origin);
	const send = createSender({
		transport: hurry(transport, timeFactor),
		clock: createFastClock(timeFactor),
		timeoutMs: timeoutSeconds * 1_000,
		cancel: stop.signal,
		onAttempt: () => undefined,
	});
	const credentials = credentialsOf(fault.login, server);
	const service = createClient({ endpoint, credentials, send, mode: 'share', userAgent: 'ots-action/test' });
	const effects = recordEffects([], () => stop.signal.aborted);
	const secret = {
		value: 'a value',
		ttlSeconds: 3_600 as Seconds,
		passphrase: fault.passphrase,
		recipient: undefined,
	};
	let creation: Creation | undefined;
	let thrown: unknown;
	try {
		await requireNominal('share', service, effects);
		creation = await service.share(secret);
		if (!creation.usable) throw creation.fault;
		effects.stopIfCancelled('The secret lives.');
	} catch (error) {
		thrown = error;
	} finally {
		transport.close();
	}
	return {
		code: thrown === undefined ? undefined : thrown instanceof ActionError ? thrown.code : 'other',
		created: server.created,
		statuses: server.requests.filter(({ route }) => route === 'status').length,
		creations: server.requests.filter(({ route }) => route === 'share').length,
		status:
			effects.log.findLast((line) => line.startsWith('output status='))?.slice('output status='.length) ?? '',
		repeatIsTold: creation?.usable === true && creation.doubts > 0,
		receiptIsKept: creation?.receiptKey !== undefined,
		copyIsTold: thrown instanceof ActionError && thrown.alive === COPY_MAY_LIVE,
		linkIsHandedOn: thrown === undefined && creation?.usable === true,
	};
}

/** Builds the surroundings of a fault, shares a value through them and says what came of it. */
export async function shareByParts(fault: ShareFault): Promise<Observation> {
	const surroundings = await build(fault.place);
	const distrust = trustAuthority();
	useProxy(surroundings.proxyUrl);
	if (fault.place?.kind === 'no-name') {
		const { code } = fault.place;
		answerLookups((callback) => callback(Object.assign(new Error('lookup failed'), { code })));
	}
	try {
		return await perform(fault, surroundings);
	} finally {
		distrust();
		vi.restoreAllMocks();
		vi.unstubAllEnvs();
		await surroundings.close();
	}
}
