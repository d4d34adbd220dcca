// How the demo speaks: headings, log excerpts, and the few words between them.

import { type Scenario, startScenario } from '../support/scenario.ts';

/** Prints a heading. */
export function heading(text: string): void {
	console.log(`\n${'='.repeat(text.length)}\n${text}\n${'='.repeat(text.length)}`);
}

/** Prints what happens next, in a sentence. */
export function tell(text: string): void {
	console.log(`\n> ${text}`);
}

/** Prints a log, indented, as the runner shows it after masking. */
export function showLog(log: string): void {
	for (const line of log.split('\n').filter((one) => one !== '')) console.log(`    ${line}`);
}

/** Ends the demo with a failure if something is not as the story says: a demo that lies is worse than none. */
export function expectThat(isTrue: boolean, claim: string): void {
	if (!isTrue) throw new Error(`The demo went wrong: it is not true that ${claim}.`);
}

/** Runs a story with a server and a job of its own. `secrets` are the repository secrets of the workflow. */
export async function withScenario(
	secrets: string[],
	story: (scenario: Scenario) => Promise<void>,
): Promise<void> {
	const scenario = await startScenario({ job: { secrets } });
	try {
		await story(scenario);
	} finally {
		await scenario.end();
	}
}
