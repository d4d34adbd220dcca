// Starts a phase of the step and ends it. Main is red until proven green: its exit code becomes 0 only where it has returned. Post is
// always green, because it must not fail a job that is over.

import process from 'node:process';
// First, so that an exception in any of the modules below is told as well.
import { ending, isPost } from './exit-guard.ts';
import { createReporter } from './runner/reporter.ts';
import { main } from './main.ts';
import { post } from './post.ts';

const reporter = createReporter();
let isFailed = false;
ending.onException = end;
run().then(() => end(undefined), end);

async function run(): Promise<void> {
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
	await (isPost ? post : main)({ env: process.env, reporter, cancel: stop.signal });
	process.exitCode = 0;
	ending.isTold = true;
}

function end(error: unknown): void {
	// One error is enough: what breaks after the first is its consequence.
	if (error !== undefined && !isFailed) {
		isFailed = true;
		process.exitCode = isPost ? 0 : 1;
		if (isPost) {
			reporter.warn(
				'The end of the step met a fault in the action itself; a link of this step may stay alive.',
			);
		} else reporter.fail(error);
		ending.isTold = true;
	}
	// The empty write is called back when all before it has left the process (on Windows, pipes are written in the background).
	process.stdout.write('', leave);
}

/** A normal exit waits for a name lookup that nobody can interrupt, long after the deadline of the step: then another process image ends in its place. */
function leave(): void {
	const isLookupBusy = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');
	if (isLookupBusy && process.platform !== 'win32') {
		ending.tell();
		process.execve?.(
			process.execPath,
			[process.execPath, '--eval', `process.exitCode = ${process.exitCode}`],
			{},
		);
	}
	process.exit();
}
