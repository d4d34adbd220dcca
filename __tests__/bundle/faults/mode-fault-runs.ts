// Runs a fault of any mode on one API version: inside the test process, or through the bundle.

import type { ErrorCode } from '../../../src/errors.ts';
import type { DeliveryOptions } from '../../../src/modes/delivery-options.ts';
import type { ModeRequest } from '../../../src/modes/index.ts';
import { parseReceiptKey, parseSecretKey } from '../../../src/onetimesecret/decode.ts';
import { parseDomain } from '../../../src/onetimesecret/endpoint.ts';
import { type StageResult, startJob } from '../../support/runner/index.ts';
import { ACTION_DIR } from '../../support/scenario.ts';
import { type ApiVersion, type EmbeddedServer, startServer } from '../../support/server/index.ts';
import { runInProcess } from './in-process.ts';
import { forVersion, type ModeFault } from './mode-fault.ts';
import { errorCodeOf } from './run-invariants.ts';

/** The value of the secret that is there before the step begins. */
export const VALUE = 'a value\nof two lines';

/** What a run came to. */
export interface ModeObservation {
	readonly code: ErrorCode | 'other' | undefined;
	/** Requests on the route of the plan. */
	readonly asked: number;
	readonly alive: number;
}

/** A secret that is there before the step begins. */
interface Made {
	readonly key: string;
	readonly receipt: string;
}

const ROUTES = {
	share: 'share',
	generate: 'generate',
	reveal: 'secret',
	await: 'receipt',
	burn: 'burn',
} as const;

/** What a fault must come to on one API version. */
export function demandOfMode({ code, asked, alive }: ModeFault, version: ApiVersion): ModeObservation {
	return { code: forVersion(code, version), asked, alive };
}

async function makeSecret(server: EmbeddedServer, { mode, passphrase }: ModeFault): Promise<Made> {
	if (mode === 'share' || mode === 'generate') return { key: '', receipt: '' };
	const fields = { secret: VALUE, ...(passphrase !== undefined && { passphrase: passphrase.real }) };
	const body = new URLSearchParams(fields);
	const response = await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body });
	const json = (await response.json()) as { secret_key: string; metadata_key: string };
	if (mode === 'await') server.reveal(json.secret_key);
	return { key: json.secret_key, receipt: json.metadata_key };
}

/** Starts a server with the secret and the fault, runs, and counts. */
async function perform<Result>(
	fault: ModeFault,
	version: ApiVersion,
	run: (server: EmbeddedServer, made: Made) => Promise<Result>,
): Promise<{ readonly result: Result; readonly asked: number; readonly alive: number }> {
	const server = await startServer();
	try {
		const made = await makeSecret(server, fault);
		const plan = fault.plan === undefined ? undefined : forVersion(fault.plan, version);
		if (plan !== undefined) server.fault(plan);
		const before = server.requests.length;
		const result = await run(server, made);
		const route = plan?.route ?? ROUTES[fault.mode];
		const requests = server.requests.slice(before);
		const isForeign = requests.some(({ path }) => !path.startsWith(`/api/${version}/`));
		if (isForeign) throw new Error(`The step left API ${version}.`);
		const asked = requests.filter((request) => request.route === route).length;
		return { result, asked, alive: server.alive };
	} finally {
		await server.close();
	}
}

function requestOf({ mode, passphrase }: ModeFault, { key, receipt }: Made): ModeRequest {
	const receiptKey = parseReceiptKey(receipt);
	const secretKey = parseSecretKey(key);
	const given = passphrase?.given;
	const delivery: DeliveryOptions = {
		...{ ttlSeconds: undefined, ttlUnit: undefined, passphrase: given, recipient: undefined },
		...{ shareDomain: undefined, maskLink: true, burnOn: 'never' },
	};
	if (mode === 'share') return { mode, value: VALUE, ...delivery };
	if (mode === 'generate') return { mode, length: undefined, valueFile: undefined, ...delivery };
	if (secretKey === undefined || receiptKey === undefined) throw new Error('no secret was made');
	if (mode === 'reveal') return { mode, key: secretKey, passphrase: given, valueFile: undefined };
	if (mode === 'await') return { mode, receipt: receiptKey, waitMs: 0 };
	return { mode, receipt: receiptKey, passphrase: given };
}

/** Runs a fault inside the test process, where waits take no time. */
export async function runModeInProcess(fault: ModeFault, version: ApiVersion): Promise<ModeObservation> {
	const { result, asked, alive } = await perform(fault, version, (server, made) => {
		const endpoint = parseDomain(server.origin);
		if ('complaint' in endpoint) throw new Error(endpoint.complaint);
		const { signal: cancel } = new AbortController();
		const options = { endpoint, api: version, timeoutMs: 60_000, timeFactor: 1, cancel };
		return runInProcess(requestOf(fault, made), options);
	});
	return { code: result.error?.code, asked, alive };
}

function inputsOf({ mode, passphrase }: ModeFault, { key, receipt }: Made): Record<string, string> {
	const given = { ...(passphrase?.given !== undefined && { passphrase: passphrase.given }) };
	switch (mode) {
		case 'share':
			return { secret: VALUE, ...given };
		case 'generate':
			return given;
		case 'reveal':
			return { link: key, 'value-file': 'value.txt', ...given };
		case 'await':
			return { receipt, wait: '0' };
		case 'burn':
			return { receipt, ...given };
	}
}

/** One run of the bundle. */
export interface ModeBundleRun {
	readonly observation: ModeObservation;
	readonly step: StageResult;
	/** What must not be seen. */
	readonly sensitive: readonly string[];
}

/** Runs a fault through the bundle. */
export async function runModeInBundle(fault: ModeFault, version: ApiVersion): Promise<ModeBundleRun> {
	let keys: readonly string[] = [];
	const { result, asked, alive } = await perform(fault, version, async (server, made) => {
		keys = [made.key, made.receipt].filter((key) => key !== '');
		// In a real workflow all of these are masked before the step begins.
		const given = fault.passphrase === undefined ? [] : Object.values(fault.passphrase);
		const job = await startJob({ secrets: [VALUE, ...keys, ...given.filter((one) => one !== undefined)] });
		try {
			const inputs = { domain: server.origin, 'api-version': version, ...inputsOf(fault, made) };
			return await job.step({ actionDir: ACTION_DIR, id: 'step', with: { mode: fault.mode, ...inputs } });
		} finally {
			await job.dispose();
		}
	});
	const made = [result.outputs['link'], result.outputs['receipt'], result.outputs['value']];
	const sensitive = [
		VALUE,
		...keys,
		...made.flatMap((one) => (one === undefined || one === '' ? [] : [one])),
	];
	return { observation: { code: errorCodeOf(result), asked, alive }, step: result, sensitive };
}
