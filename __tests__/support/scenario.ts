// One step of the action, as shipped, in a job of the local runner, against the embedded server.

import { join } from 'node:path';
import { type Job, type JobOptions, type StageResult, type StepOptions, startJob } from './runner/index.ts';
import { type EmbeddedServer, type ServerOptions, startServer } from './server/index.ts';

/** Folder of the action: action.yml and dist. */
export const ACTION_DIR = join(import.meta.dirname, '..', '..');

/** A job and a server of its own. */
export interface Scenario {
	readonly server: EmbeddedServer;
	readonly job: Job;
	/** Runs the action with id `share` and the server as `domain`, unless the options say otherwise. */
	run(inputs: StepOptions['with'], options?: Partial<StepOptions>): Promise<StageResult>;
	/** Inputs that log the server's account in. */
	readonly login: { readonly username: string; readonly token: string };
	end(): Promise<void>;
}

/** Starts a scenario; `end` stops the server and removes the job's folders. */
export async function startScenario(
	options: { job?: JobOptions; server?: ServerOptions } = {},
): Promise<Scenario> {
	const server = await startServer(options.server);
	// As in a real workflow the token comes from a repository secret: the runner masks it before the step begins.
	const job = await startJob({
		...options.job,
		secrets: [server.account.token, ...(options.job?.secrets ?? [])],
	});
	return {
		server,
		job,
		run: (inputs, more) =>
			job.step({ actionDir: ACTION_DIR, id: 'share', with: { domain: server.origin, ...inputs }, ...more }),
		login: { username: server.account.username, token: server.account.token },
		async end() {
			await job.dispose();
			await server.close();
		},
	};
}

/** The secret key at the end of a link. */
export function keyOf(link: string | undefined): string {
	return link?.split('/').at(-1) ?? '';
}
