// How the demo speaks: headings, sentences, excerpts of logs, and job summaries. In color where the terminal has it;
// `styleText` knows NO_COLOR, FORCE_COLOR and whether there is a terminal at all.

import { styleText } from 'node:util';
import { type Scenario, startScenario } from '../support/scenario.ts';

/** Prints a heading. */
export function heading(text: string): void {
	console.log(`\n${styleText(['bold', 'cyan'], text)}\n${styleText('cyan', '='.repeat(text.length))}`);
}

/** Prints what happens next, in a sentence or two. */
export function tell(text: string): void {
	console.log(`\n${styleText('bold', text)}`);
}

/** Prints an excerpt of a log as GitHub shows it after masking. */
export function showLog(log: string): void {
	for (const line of log.split('\n').filter((one) => one !== '' && one !== '##[endgroup]')) {
		console.log(`    ${styleLine(line)}`);
	}
}

/** Prints a job summary as its Markdown. */
export function showSummary(markdown: string): void {
	for (const line of markdown.trim().split('\n')) {
		console.log(line === '' ? '' : `    ${styleText('magenta', line)}`);
	}
}

/** Ends the demo with a failure if something is not as it says: a demo that lies is worse than none. */
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

function styleLine(line: string): string {
	if (line.startsWith('##[error]')) return styleText('red', `Error: ${line.slice('##[error]'.length)}`);
	if (line.startsWith('##[warning]'))
		return styleText('yellow', `Warning: ${line.slice('##[warning]'.length)}`);
	return styleText('dim', line.replace('##[group]', ''));
}
