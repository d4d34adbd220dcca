// Starts jobs for these tests, removes them afterwards, and names the fixture actions.
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { type Job, type JobOptions, type StepOptions, startJob } from './index.ts';

const opened: Job[] = [];

afterEach(async () => {
	await Promise.all(opened.splice(0).map((job) => job.dispose()));
});

/** A job that is disposed of after the test. */
export async function openJob(options: JobOptions = {}): Promise<Job> {
	const job = await startJob(options);
	opened.push(job);
	return job;
}

/** Folder of a fixture action. */
export function locateFixture(name: string): string {
	return fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
}

/** The same step without an id. */
export function dropId(step: StepOptions): StepOptions {
	const { id: _id, ...rest } = step;
	return rest;
}

/** A step of the fixture `script`: `main` and `post` are function bodies; see script.cjs for what they can call. */
export function scriptStep(
	main: string,
	options: Partial<StepOptions> & { post?: string } = {},
): StepOptions {
	const { post = '', ...rest } = options;
	return { actionDir: locateFixture('script'), id: 'script', ...rest, with: { main, post, ...rest.with } };
}
