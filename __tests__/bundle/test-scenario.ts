// A scenario that ends with its test.

import { expect, onTestFinished } from 'vitest';
import type { StageResult } from '../support/runner/index.ts';
import { type Scenario, startScenario } from '../support/scenario.ts';

/** Starts a scenario that ends with the test that asked for it. */
export async function openScenario(options: Parameters<typeof startScenario>[0] = {}): Promise<Scenario> {
	const scenario = await startScenario(options);
	onTestFinished(() => scenario.end());
	return scenario;
}

/** Ends the job and returns the post stage of its only step, which always succeeds and prints no error. */
export async function finishJob({ job }: Pick<Scenario, 'job'>): Promise<StageResult> {
	const [post, ...others] = (await job.finish()).posts;
	expect(others).toEqual([]);
	if (post === undefined) throw new Error('the step has no post stage');
	expect([post.exitCode, post.outcome, post.stderr.toString()]).toEqual([0, 'success', '']);
	expect(post.annotations.filter(({ type }) => type !== 'warning')).toEqual([]);
	return post;
}
