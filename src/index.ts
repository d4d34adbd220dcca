// Entry point of both phases. The main phase fails unless it proves success: its exit code is set to 0 only
// after it has returned. The post phase never fails, because it must not fail a job that is over.

import process from 'node:process';
// Imported first, so an exception while the modules below load is reported too.
import { exitGuard, isPost } from './exit-guard.ts';
import { main } from './main.ts';
import { post } from './post.ts';
import { endProcess } from './process-end.ts';
import { createReporter } from './runner/reporter.ts';

const reporter = createReporter({ warnsAboutMasks: !isPost });
let isFailed = false;
exitGuard.onException = end;
run().then(() => end(undefined), end);

async function run(): Promise<void> {
	const stop = new AbortController();
	// A repeated Ctrl+C must not interrupt a burn at the end of the job.
	process.on('SIGINT', () => (isPost ? undefined : stop.abort()));
	// On Windows the runner's second signal is Ctrl+Break, which Node calls SIGBREAK; elsewhere nobody sends that.
	for (const signal of ['SIGTERM', 'SIGBREAK'] as const) process.on(signal, () => stop.abort());
	await (isPost ? post : main)({ env: process.env, reporter, cancel: stop.signal });
	process.exitCode = 0;
	exitGuard.isReported = true;
}

function end(error: unknown): void {
	// Only the first error is reported, because later ones are usually its consequences.
	if (error !== undefined && !isFailed) {
		isFailed = true;
		process.exitCode = isPost ? 0 : 1;
		if (isPost)
			reporter.warn('The end of the job met a bug in the action; a link of this step may still work.');
		else reporter.fail(error);
		exitGuard.isReported = true;
	}
	// The callback of an empty write runs after all earlier output is written: on Linux and macOS, pipes are written
	// asynchronously (https://nodejs.org/api/process.html#a-note-on-process-io).
	process.stdout.write('', () => endProcess(() => exitGuard.report()));
}
