// Starts a phase of the step and ends it. Main is red until proven green: its exit code becomes 0 only where it has
// returned. Post is always green, because it must not fail a job that is over.

import process from 'node:process';
// First, so that an exception in any of the modules below is reported as well.
import { exitGuard, isPost } from './exit-guard.ts';
import { main } from './main.ts';
import { post } from './post.ts';
import { leave } from './process-end.ts';
import { createReporter } from './runner/reporter.ts';

const reporter = createReporter({ warnsAboutMasks: !isPost });
let isFailed = false;
exitGuard.onException = end;
run().then(() => end(undefined), end);

async function run(): Promise<void> {
	const stop = new AbortController();
	// A burn that is under way at the end of the job is not given up for a second Ctrl+C.
	process.on('SIGINT', () => (isPost ? undefined : stop.abort()));
	// On Windows the runner's second signal is Ctrl+Break, which Node calls SIGBREAK; elsewhere nobody sends that.
	for (const signal of ['SIGTERM', 'SIGBREAK'] as const) process.on(signal, () => stop.abort());
	await (isPost ? post : main)({ env: process.env, reporter, cancel: stop.signal });
	process.exitCode = 0;
	exitGuard.isReported = true;
}

function end(error: unknown): void {
	// One error is enough: what breaks after the first is its consequence.
	if (error !== undefined && !isFailed) {
		isFailed = true;
		process.exitCode = isPost ? 0 : 1;
		if (isPost)
			reporter.warn('The end of the job met a bug in the action; a link of this step may still work.');
		else reporter.fail(error);
		exitGuard.isReported = true;
	}
	// The empty write is called back when all before it has left the process: on Linux and macOS, pipes are written in the
	// background (https://nodejs.org/api/process.html#a-note-on-process-io).
	process.stdout.write('', () => leave(() => exitGuard.report()));
}
