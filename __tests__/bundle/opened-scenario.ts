// What the scenario tests share: a scenario that ends with its test, and what a person reads of a step.

import { expect, onTestFinished } from 'vitest';
import type { StageResult } from '../support/runner/index.ts';
import { type Scenario, startScenario } from '../support/scenario.ts';

/** Starts a scenario that ends with the test that asked for it. */
export async function openScenario(options: Parameters<typeof startScenario>[0] = {}): Promise<Scenario> {
	const scenario = await startScenario(options);
	onTestFinished(() => scenario.end());
	return scenario;
}

/** Codes of the errors of a step, each taken from the address of help at its end. A step that failed on purpose has exactly one. */
export function codesOf(step: StageResult): string[] {
	return messagesOf(step, 'error').map(
		(message) => /#([a-z-]+)$/.exec(message)?.[1] ?? `no code in: ${message}`,
	);
}

/** The one error of a step as a person reads it, or all of them if it has more. */
export function errorOf(step: StageResult): string {
	return messagesOf(step, 'error').join('\n');
}

/** The warnings of a step as a person reads them. */
export function warningsOf(step: StageResult): string[] {
	return messagesOf(step, 'warning');
}

/** The plain lines of a step: what it says where there is nothing to complain about. */
export function linesOf(step: StageResult): string[] {
	return step.printed.split('\n').filter((line) => line !== '' && !line.startsWith('##['));
}

/** Ends the job; returns what the end of its only step left behind, which is always a success. */
export async function finishJob({ job }: Scenario): Promise<StageResult> {
	const [post, ...others] = (await job.finish()).posts;
	expect(others).toEqual([]);
	if (post === undefined) throw new Error('the step has no end');
	expect([post.exitCode, post.outcome, post.stderr.toString()]).toEqual([0, 'success', '']);
	expect(post.annotations.filter(({ type }) => type !== 'warning')).toEqual([]);
	return post;
}

function messagesOf(step: StageResult, type: 'error' | 'warning'): string[] {
	return step.annotations.filter((annotation) => annotation.type === type).map(({ message }) => message);
}
