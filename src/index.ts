// Starts a phase of the step and ends it. Main is red until proven green: its exit code becomes 0 only where it has returned. Post is
// always green, because it must not fail a job that is over.

import process from 'node:process';
import type { Reporter } from './phases.ts';

/** Set by dist/post.js. A global and not an environment variable, because any step of the job could set one of those. */
const isPost = Reflect.get(globalThis, Symbol.for('ots-action/phase')) === 'post';

let reporter: Reporter | undefined;
let isTold = isPost;

process.exitCode = isPost ? 0 : 1;
// The toolkit's proxy package uses a constructor that Node calls deprecated, on stderr.
process.noDeprecation = true;
process.on('uncaughtException', end);
process.on('exit', lastWord);
run().then(() => end(undefined), end);

async function run(): Promise<void> {
	// Loaded here rather than at the top, so that an exception in any module is caught like every other.
	const { createReporter, main, post } = await import(/* webpackMode: "eager" */ './phases.ts');
	reporter = createReporter();
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
	await (isPost ? post : main)({ env: process.env, reporter, cancel: stop.signal });
	process.exitCode = 0;
	isTold = true;
}

function end(error: unknown): void {
	if (error !== undefined && isPost)
		reporter?.warn('The end of the step met a fault in the action itself; a link of this step may stay alive.');
	else if (error !== undefined) {
		process.exitCode = 1;
		reporter?.fail(error);
		isTold ||= reporter !== undefined;
	}
	// The empty write is called back when all before it has left the process (on Windows, pipes are written in the background).
	process.stdout.write('', leave);
}

/** A normal exit waits for a name lookup that nobody can interrupt, long after the deadline of the step: then another process image ends in its place. */
function leave(): void {
	const isLookupBusy = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');
	if (isLookupBusy && process.platform !== 'win32') {
		lastWord();
		process.execve?.(process.execPath, [process.execPath, '--eval', `process.exitCode = ${process.exitCode}`], {});
	}
	process.exit();
}

function lastWord(): void {
	if (isTold) return;
	isTold = true;
	process.exitCode = 1;
	process.stdout.write('::error title=A fault in the action itself::The step ended before its work was done. Please report it.\n');
}
