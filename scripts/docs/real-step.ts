// Runs a step of the bundled action as a runner does, for the picture in the README. It is the step of the
// quick start; only the server is different.
import { join } from 'node:path';
import { parse } from 'yaml';
import { authorityPem, serverCertificate } from '../../__tests__/support/network/certificates.ts';
import { startJob, template } from '../../__tests__/support/runner/index.ts';
import { startServer } from '../../__tests__/support/server/index.ts';

/** What a person sees of a step. */
export interface ShownStep {
	/** The first line of the log, which is the title of the folded `with:` block. */
	readonly title: string;
	/** The log lines after that block. */
	readonly lines: readonly string[];
	/** The job summary, as Markdown. */
	readonly summary: string;
}

/** Replaces every time, so that the picture is the same on every run. */
const SOME_TIME = '2026-06-01T09:30:00Z';
const ROOT = join(import.meta.dirname, '..', '..');

/** Returns the first YAML block of the README. Throws if there is none. */
export function findQuickStart(readme: string): string {
	const workflow = /^```yaml\n([\s\S]*?)^```$/m.exec(readme)?.[1];
	if (workflow === undefined) throw new Error('The README has no workflow');
	return workflow;
}

/**
 * Runs the first step of a workflow, given as YAML, against a local server in place of the region `us`.
 * Throws if the step fails.
 */
export async function runFirstStep(workflow: string): Promise<ShownStep> {
	const { jobs } = parse(workflow) as { jobs: Record<string, { steps: StepInFile[] }> };
	const [step] = Object.values(jobs).flatMap(({ steps }) => steps);
	if (step === undefined) throw new Error('The workflow has no step');
	const server = await startServer({ tls: serverCertificate(), canonicalHost: 'us.onetimesecret.com' });
	const job = await startJob({
		contexts: { secrets: { DEPLOY_PASSWORD: 'Tr0ub4dor&3' } },
		runnerEnv: {
			NODE_OPTIONS: `--require=${JSON.stringify(join(import.meta.dirname, 'stand-in.cjs'))}`,
			STAND_IN_PORT: String(server.port),
			STAND_IN_AUTHORITY: authorityPem(),
		},
	});
	try {
		const given = Object.entries(step.with).map(([name, value]) => [name, template(String(value))] as const);
		const { outcome, log, printed, summary } = await job.step({
			actionDir: ROOT,
			id: step.id,
			uses: step.uses,
			with: Object.fromEntries(given),
		});
		if (outcome !== 'success') throw new Error(`The step failed:\n${log}`);
		const title = /^##\[group\](.*)/.exec(log)?.[1] ?? '';
		const lines = fixTimes(printed).trimEnd().split('\n');
		return { title, lines, summary: fixTimes(summary) };
	} finally {
		await job.dispose();
		await server.close();
	}
}

interface StepInFile {
	readonly id: string;
	readonly uses: string;
	readonly with: Readonly<Record<string, unknown>>;
}

function fixTimes(text: string): string {
	return text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, SOME_TIME);
}
