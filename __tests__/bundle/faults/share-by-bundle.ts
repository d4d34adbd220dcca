// Runs a fault through the shipped bundle as a process of the local runner.
import { COPY_MAY_LIVE } from '../../../src/errors.ts';
import { writeAuthorityFile } from '../../support/network/certificates.ts';
import { type StageResult, type StepOptions, startJob } from '../../support/runner/index.ts';
import { ACTION_DIR } from '../../support/scenario.ts';
import type { EmbeddedServer } from '../../support/server/index.ts';
import { codeOf, findComplaints, type Sensitive } from './complaints.ts';
import type { Observation, ShareFault } from './fault-table.ts';
import { build, type Surroundings } from './place.ts';
import { preload } from './preload.ts';

/** A value of several lines, one of which is too short to be masked by itself. */
export const SECRET = 'first line: zX9+quo/te"d\n}\nsecond=line&of%it\n';

const LINK_OR_KEY = /^(?:https?:\/\/[\w.:-]+\/secret\/)?\w{62}$/;
const WRONG_TOKEN = 'wrongtokenwrongtoken';

/** One run of the bundle. */
export interface BundleRun {
	readonly step: StageResult;
	readonly server: EmbeddedServer;
	readonly observation: Observation;
	/** What the run was given and what it made, as far as it is sensitive. */
	readonly sensitive: Sensitive;
	/** What is wrong with it, whatever the fault; empty if nothing is. */
	readonly complaints: readonly string[];
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

function inputsOf(fault: ShareFault, { server, inputs }: Surroundings): Record<string, string> {
	const { username, token } = server.account;
	return {
		...inputs,
		secret: SECRET,
		ttl: '1h',
		timeout: `${fault.timeoutSeconds ?? 60}s`,
		...(fault.passphrase !== undefined && { passphrase: fault.passphrase }),
		...(fault.login !== undefined && { username, token: fault.login === 'right' ? token : WRONG_TOKEN }),
	};
}

function environmentOf(
	{ place }: ShareFault,
	{ proxyUrl }: Surroundings,
	authorityFile: string,
): Record<string, string> {
	return {
		...preload('steady-chance'),
		NODE_EXTRA_CA_CERTS: authorityFile,
		...(proxyUrl !== undefined && { HTTPS_PROXY: proxyUrl }),
		...(place?.kind === 'no-name' && {
			...preload('steady-chance', 'failing-lookup'),
			LOOKUP_CODE: place.code,
		}),
	};
}

function observe(step: StageResult, server: EmbeddedServer): Observation {
	const errors = step.annotations.filter(({ type }) => type === 'error');
	return {
		code: codeOf(step),
		created: server.created,
		statuses: server.requests.filter(({ route }) => route === 'status').length,
		creations: server.requests.filter(({ route }) => route === 'share').length,
		status: step.outputs['status'] ?? '',
		repeatIsTold: step.annotations.some(
			({ type, message }) => type === 'warning' && message.includes('was sent again'),
		),
		receiptIsKept: (step.state['receipt'] ?? '') !== '',
		copyIsTold: errors.some(({ message }) => message.includes(COPY_MAY_LIVE)),
		linkIsHandedOn: step.outputs['link'] !== undefined,
	};
}

async function perform(
	fault: ShareFault,
	surroundings: Surroundings,
	options: BundleOptions,
): Promise<BundleRun> {
	const { server } = surroundings;
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
		...(fault.passphrase === undefined ? [] : [fault.passphrase]),
		...(options.sensitive ?? []),
	];
	const authority = writeAuthorityFile();
	const env = { ...environmentOf(fault, surroundings, authority.path), ...options.env };
	const job = await startJob({ secrets: given, runnerEnv: env });
	if (fault.isStopped) void firstPlan?.seen.then(() => job.cancel());
	try {
		const inputs = { ...inputsOf(fault, surroundings), ...options.with };
		const step = await job.step({
			actionDir: ACTION_DIR,
			...(!options.isNameless && { id: 'share' }),
			...options.step,
			with: inputs,
		});
		// A link that was not handed on is known by its mask only.
		const made = server.created === 0 ? [] : step.masks.filter((mask) => LINK_OR_KEY.test(mask));
		const sensitive = [...given, ...made];
		return {
			step,
			server,
			observation: observe(step, server),
			sensitive,
			complaints: findComplaints(step, sensitive),
		};
	} finally {
		await job.dispose();
		authority.remove();
	}
}

/** Builds the surroundings of a fault, runs the bundle in them and says what came of it. */
export async function shareByBundle(fault: ShareFault, options: BundleOptions = {}): Promise<BundleRun> {
	const surroundings = await build(fault.place);
	try {
		return await perform(fault, surroundings, options);
	} finally {
		await surroundings.close();
	}
}
