// A scenario for one test that runs beside others, and what people read of its steps.

import type { StageResult } from '../../support/runner/index.ts';
import { type Scenario, startScenario } from '../../support/scenario.ts';

/** Starts a scenario, lets a test use it, and ends it whatever happens. */
export async function withScenario<Result>(
	options: Parameters<typeof startScenario>[0],
	use: (scenario: Scenario) => Promise<Result>,
): Promise<Result> {
	const scenario = await startScenario(options);
	try {
		return await use(scenario);
	} finally {
		await scenario.end();
	}
}

/** Ends the job; returns what the end of its only step left behind. */
export async function runPost({ job }: Scenario): Promise<StageResult> {
	const [post] = (await job.finish()).posts;
	if (post === undefined) throw new Error('the step has no post phase');
	return post;
}

/** The texts of the annotations of one type. */
export function textsOf(step: StageResult, type: 'error' | 'warning'): string[] {
	return step.annotations.filter((annotation) => annotation.type === type).map(({ message }) => message);
}
