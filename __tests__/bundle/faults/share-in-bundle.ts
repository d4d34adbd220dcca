// Runs a fault through the shipped bundle as a process of the local runner.

import { COPY_MAY_LIVE } from '../../../src/onetimesecret/operations.ts';
import { writeAuthorityFile } from '../../support/network/certificates.ts';
import { type StageResult, type StepOptions, startJob } from '../../support/runner/index.ts';
import { fieldsSavedBy } from '../../support/saved-state.ts';
import { ACTION_DIR } from '../../support/scenario.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import type { Observation, ShareFault } from './fault-table.ts';
import { type Network, PROXY_SENSITIVE, setUpNetwork } from './network-setup.ts';
import { preload } from './preload.ts';
import { errorCodeOf, findViolations, type Sensitive } from './run-invariants.ts';

/** A value of several lines, one of which is too short to be masked by itself. */
export const SECRET = 'first line: zX9+quo/te"d\n}\nsecond=line&of%it\n';

const LINK_OR_KEY = /^(?:https?:\/\/[\w.:-]+\/secret\/)?(?:[a-z0-9]{31}|[a-z0-9]{62})$/;
const WRONG_TOKEN = 'wrongtokenwrongtoken';

/** One run of the bundle. */
export interface BundleRun {
	readonly step: StageResult;
	readonly server: EmbeddedServer;
	readonly observation: Observation;
	/** What the run was given and what it made, as far as it is sensitive. */
	readonly sensitive: Sensitive;
	/** What is wrong with it, whatever the fault; empty if nothing is. */
	readonly violations: readonly string[];
}

/** What a run is given besides the fault. */
export interface BundleOptions {
	readonly with?: Readonly<Record<string, string>>;
	readonly step?: Partial<StepOptions>;
	/** The step has no id, so that its outputs are lost. */
	readonly isNameless?: true;
	/** Variables of the runner's process. */
	readonly env?: Readonly<Record<string, string>>;
	/** More sensitive values. */
	readonly sensitive?: Sensitive;
}

function inputsOf(fault: ShareFault, { server, inputs }: Network): Record<string, string> {
	const { username, token } = server.account;
	return {
		...inputs,
		secret: SECRET,
		ttl: '1h',
		timeout: `${fault.timeoutSeconds ?? 60}s`,
		...(fault.api !== undefined && { 'api-version': fault.api }),
		...(fault.passphrase !== undefined && { passphrase: fault.passphrase }),
		...(fault.recipient !== undefined && { recipient: fault.recipient }),
		...(fault.login !== undefined && { username, token: fault.login === 'right' ? token : WRONG_TOKEN }),
	};
}

function environmentOf(
	{ network: plan }: ShareFault,
	{ proxyUrl }: Network,
	authorityFile: string,
): Record<string, string> {
	return {
		...preload('steady-chance'),
		NODE_EXTRA_CA_CERTS: authorityFile,
		...(proxyUrl !== undefined && { HTTPS_PROXY: proxyUrl }),
		...(plan?.kind === 'no-name' && {
			...preload('steady-chance', 'failing-lookup'),
			LOOKUP_CODE: plan.code,
		}),
	};
}

function observe(step: StageResult, server: EmbeddedServer): Observation {
	const errors = step.annotations.filter(({ type }) => type === 'error');
	return {
		code: errorCodeOf(step),
		created: server.created,
		alive: server.alive,
		statuses: server.requests.filter(({ path }) => path.endsWith('/status')).length,
		creations: server.requests.filter(({ route }) => route === 'share').length,
		status: step.outputs['status'] ?? '',
		retryIsReported: step.annotations.some(
			({ type, message }) => type === 'warning' && message.includes('was retried'),
		),
		receiptIsKept: (fieldsSavedBy(step)['receipt'] ?? '') !== '',
		copyIsReported: errors.some(({ message }) => message.includes(COPY_MAY_LIVE)),
		linkIsDelivered: step.outputs['link'] !== undefined,
	};
}

async function perform(fault: ShareFault, network: Network, options: BundleOptions): Promise<BundleRun> {
	const { server } = network;
	if (fault.word !== undefined) server.setStatus(fault.word);
	const [firstPlan] = (fault.plans ?? []).map((plan) => server.fault(plan));
	const { token, username } = server.account;
	const basic = Buffer.from(`${username}:${fault.login === 'wrong' ? WRONG_TOKEN : token}`).toString(
		'base64',
	);
	const value = options.with?.['secret'] || SECRET;
	const given = [
		value,
		token,
		WRONG_TOKEN,
		basic,
		...PROXY_SENSITIVE,
		...(fault.passphrase === undefined ? [] : [fault.passphrase]),
		...(options.sensitive ?? []),
	];
	const authority = writeAuthorityFile();
	const env = { ...environmentOf(fault, network, authority.path), ...options.env };
	const job = await startJob({ secrets: given, runnerEnv: env });
	if (fault.isStopped) void firstPlan?.seen.then(() => job.cancel());
	try {
		const inputs = { ...inputsOf(fault, network), ...options.with };
		const step = await job.step({
			actionDir: ACTION_DIR,
			...(!options.isNameless && { id: 'share' }),
			...options.step,
			with: inputs,
		});
		// A link that was not delivered is known by its mask only.
		const made = server.created === 0 ? [] : step.masks.filter((mask) => LINK_OR_KEY.test(mask));
		const sensitive = [...given, ...made];
		return {
			step,
			server,
			observation: observe(step, server),
			sensitive,
			violations: findViolations(step, sensitive),
		};
	} finally {
		await job.dispose();
		authority.remove();
	}
}

/** Sets up the network of a fault, runs the bundle in it and says what came of it. */
export async function shareInBundle(fault: ShareFault, options: BundleOptions = {}): Promise<BundleRun> {
	const network = await setUpNetwork(fault.network);
	try {
		return await perform(fault, network, options);
	} finally {
		await network.close();
	}
}
