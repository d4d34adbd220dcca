// Runs a workflow of the pages as it stands there, and gathers what came of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobOptions } from '../../support/runner/index.ts';
import { runWorkflow, type WorkflowRun } from '../../support/runner/workflow/run-workflow.ts';
import type { RawWorkflow } from '../../support/runner/workflow/workflow-file.ts';
import type { ActionFinder } from '../../support/runner/workflow/workflow-steps.ts';
import { ACTION_DIR } from '../../support/scenario.ts';
import type { EmbeddedServer, ServerOptions } from '../../support/server/index.ts';
import { findRecipe, readWorkflow } from './documents.ts';
import { makeFakeCommands, type RecordedCall } from './fake-commands.ts';
import { type Surroundings, startSurroundings } from './surroundings.ts';
import { SECRETS, VARS } from './values.ts';

/** What a recipe is run in. */
export interface Situation {
	/** Name of the server; default the region `us`. */
	readonly host?: string;
	/** Other hosts that lead to it. */
	readonly otherHosts?: readonly string[];
	readonly server?: ServerOptions;
	/** Commands, and parts of addresses, that fail. */
	readonly failing?: readonly string[];
	/** The run has no secrets, as one from a fork. */
	readonly hasNoSecrets?: boolean;
	/** The recipe names proxy and authority itself. */
	readonly namesNetwork?: boolean;
	readonly event?: NonNullable<JobOptions['event']>;
	/** A workflow that uses the recipe, which is a composite action; without it the recipe is a workflow. */
	readonly wrapper?: RawWorkflow;
	/** Called before the workflow starts. Can give the inputs that it is started with. */
	readonly prepare?: (stage: {
		server: EmbeddedServer;
		calls(): readonly RecordedCall[];
	}) => Promise<Record<string, string>> | undefined;
}

/** What came of it. */
export interface RecipeRun {
	readonly jobs: WorkflowRun;
	readonly calls: readonly RecordedCall[];
	readonly server: EmbeddedServer;
	/** Hosts that the action connected to. */
	readonly hosts: readonly string[];
	/** Everything that was sensitive from the start, and the token. */
	readonly secrets: readonly string[];
	/** Inputs that the workflow was started with. */
	readonly inputs: Readonly<Record<string, string>>;
}

const STUBS: readonly (readonly [start: string, stub: string])[] = [
	['actions/checkout@', 'checkout'],
	['slackapi/slack-github-action@', 'slack'],
];

/** The action itself, stubs of others, and composite actions of the pages, which lie below `folder`. */
function actionFinder(folder: string): ActionFinder {
	return (uses) => {
		if (uses === 'ots/action@v1') return { actionDir: ACTION_DIR };
		if (uses.startsWith('./')) return { actionDir: folder, isComposite: true };
		const stub = STUBS.find(([start]) => uses.startsWith(start))?.[1];
		if (stub === undefined) throw new Error(`There is no stub for '${uses}'`);
		return { actionDir: join(import.meta.dirname, 'stubs', stub), isComposite: true };
	};
}

/** Runs the workflow of that name. The caller closes the surroundings, after it has looked at the server. */
export async function runRecipe(
	name: string,
	situation: Situation,
): Promise<RecipeRun & { close(): Promise<void> }> {
	const { host = 'us.onetimesecret.com', otherHosts = [], failing = [] } = situation;
	const surroundings = await startSurroundings(host, otherHosts, situation.server);
	const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
	try {
		const commands = makeFakeCommands(folder, failing);
		const { server, proxy } = surroundings;
		const inputs = (await situation.prepare?.({ server, calls: commands.calls })) ?? {};
		if (situation.wrapper !== undefined) {
			writeFileSync(join(folder, 'action.yml'), findRecipe(name, 'composite').text);
		}
		const secrets = situation.hasNoSecrets ? {} : { ...SECRETS, OTS_TOKEN: server.account.token };
		const jobs = await runWorkflow(situation.wrapper ?? readWorkflow(name), {
			secrets,
			vars: variablesOf(surroundings),
			inputs,
			runnerEnv: { ...commands.env, ...(situation.namesNetwork ? {} : networkOf(surroundings)) },
			findAction: actionFinder(folder),
			findWorkflow: () => readWorkflow('Hand over'),
			...(situation.event && { event: situation.event }),
		});
		const hosts = [...new Set(proxy.connects.map(({ target }) => target.replace(/:443$/, '')))];
		const calls = commands.calls();
		return { jobs, calls, server, hosts, secrets: Object.values(secrets), inputs, close: surroundings.close };
	} catch (error) {
		await surroundings.close();
		throw error;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function networkOf({ proxy, authority }: Surroundings): Record<string, string> {
	return { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: authority.path };
}

function variablesOf({ server, proxy, authority }: Surroundings): Record<string, string> {
	return {
		...VARS,
		OTS_USERNAME: server.account.username,
		COMPANY_PROXY: proxy.url,
		COMPANY_CA: authority.pem.trimEnd(),
	};
}
