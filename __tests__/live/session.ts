// What the questions work with: steps against the chosen server, the person at the other end, and a list of all that
// was made, so that nothing of it is left.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiClient, ServerApis } from './api-client.ts';
import { findLeaks } from './leaks.ts';
import type { Settings } from './settings.ts';
import { type PhaseResult, type StepInputs, startPhase } from './step.ts';
import { Skip } from './verdict.ts';

/** A secret that the suite has made. */
export interface MadeSecret {
	/** Undefined if the step that made it did not deliver it. */
	readonly secretKey: string | undefined;
	readonly receipt: string;
	readonly passphrase: string | undefined;
}

/** What a question works with. */
export interface Session {
	readonly settings: Settings;
	readonly apis: ServerApis;
	/** Opens links and looks at receipts, without the action. */
	readonly person: ApiClient;
	/** A folder for value files. */
	readonly folder: string;
	/** Inputs that log in; none for a guest. */
	readonly login: StepInputs;
	/** Runs the main phase of a step against the server, logged in. */
	run(inputs: StepInputs): Promise<PhaseResult>;
	/** The same, for a question that does something meanwhile. */
	start(inputs: StepInputs): ReturnType<typeof startPhase>;
	/** Runs the end of the job for a step. */
	endJob(main: PhaseResult, jobStatus: 'success' | 'failure' | 'cancelled'): Promise<PhaseResult>;
	/** A secret that somebody else has made, and its link. Skips the question if the server refuses. */
	receive(value: string, passphrase?: string): Promise<MadeSecret & { secretKey: string; link: string }>;
	readonly made: readonly MadeSecret[];
	/** Where a sensitive value was shown. */
	readonly leaks: readonly string[];
	/** Removes the folder. */
	end(): void;
}

/** The last part of a link. */
export function keyOf(link: string): string {
	return link.split('/').at(-1) ?? '';
}

/** The last receipt that a step saved for the end of the job, even if it has withdrawn it since; undefined if none. */
export function savedReceipt({ state }: PhaseResult): string | undefined {
	return state.findLast(([name, value]) => name === 'receipt' && value !== '')?.[1];
}

/** Starts a session with a server that has at least one API version. */
export function startSession(settings: Settings, apis: ServerApis): Session {
	const { origin, account } = settings;
	const apiVersion = settings.apiVersion === 'auto' && apis.whyNotAuto ? 'v2' : settings.apiVersion;
	const { clients } = apis;
	const person = clients.get(apiVersion === 'auto' ? 'v1' : apiVersion) ?? [...clients.values()][0];
	if (person === undefined) throw new Error('There is no API.');
	const folder = mkdtempSync(join(tmpdir(), 'live-values-'));
	const made: MadeSecret[] = [];
	const leaks: string[] = [];
	const login: StepInputs = account === undefined ? {} : { ...account };

	function takeIn(result: PhaseResult): PhaseResult {
		const { link, receipt = savedReceipt(result) } = result.outputs;
		const { passphrase, mode = 'share' } = result.inputs;
		if (receipt !== undefined && (mode === 'share' || mode === 'generate')) {
			made.push({ receipt, passphrase, secretKey: link === undefined ? undefined : keyOf(link) });
		}
		leaks.push(...findLeaks(result).map((leak) => `${leak} (mode ${mode})`));
		return result;
	}

	function start(inputs: StepInputs): ReturnType<typeof startPhase> {
		const given = { domain: origin, 'api-version': apiVersion, ...login, ...inputs };
		const phase = startPhase('main', given);
		return { ...phase, ended: phase.ended.then(takeIn) };
	}

	return {
		...{ settings, apis, person, folder, login, made, leaks, start },
		run: (inputs) => start(inputs).ended,
		async endJob(main, jobStatus) {
			const inputs = { ...main.inputs, 'job-status': jobStatus };
			return takeIn(await startPhase('post', inputs, main.state).ended);
		},
		async receive(value, passphrase) {
			const secret = await person.create(value, passphrase);
			if (secret === undefined) throw new Skip('the server does not let this suite make a link');
			made.push({ ...secret, passphrase });
			return { ...secret, passphrase, link: `${origin}/secret/${secret.secretKey}` };
		},
		end: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/** Opens or burns all that is left. Returns how many secrets are still alive afterwards. */
export async function cleanUp({ made, person }: Session): Promise<number> {
	let alive = 0;
	for (const { secretKey, receipt, passphrase } of made) {
		// Also what the receipt calls burned: servers have a limit for burns, and may be wrong about them.
		if (secretKey !== undefined) await person.open(secretKey, passphrase).catch(() => undefined);
		if (await isAlive(receipt)) await person.burn(receipt, passphrase).catch(() => undefined);
		if (await isAlive(receipt)) alive += 1;
	}
	return alive;

	async function isAlive(receipt: string): Promise<boolean> {
		return (await person.lookUp(receipt).catch(() => 'new')) === 'new';
	}
}
