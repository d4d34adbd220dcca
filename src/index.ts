// Starts the step and ends it. Red until proven green: the exit code becomes 0 only where the main phase has returned.

import process from 'node:process';
import type { Reporter } from './action/reporter.ts';

let reporter: Reporter | undefined;
let isTold = false;

process.exitCode = 1;
// The toolkit's proxy package uses a constructor that Node calls deprecated, on stderr.
process.noDeprecation = true;
process.on('uncaughtException', end);
process.on('exit', lastWord);
run().then(() => end(undefined), end);

async function run(): Promise<void> {
	// Loaded here rather than at the top, so that an exception in any module is caught like every other.
	reporter = (await import(/* webpackMode: "eager" */ './action/reporter.ts')).createReporter();
	const { main } = await import(/* webpackMode: "eager" */ './main.ts');
	const stop = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
	await main({ env: process.env, reporter, cancel: stop.signal });
	process.exitCode = 0;
	isTold = true;
}

function end(error: unknown): void {
	if (error !== undefined) {
		process.exitCode = 1;
		reporter?.fail(error);
		isTold ||= reporter !== undefined;
	}
	// The empty write is called back when all before it has left the process (on Windows, pipes are written in the background).
	process.stdout.write('', () => {
		// A normal exit waits for a name lookup that nobody can interrupt. A failed step need not: it dies, which is a failure as well.
		if (process.exitCode !== 0 && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) process.kill(process.pid, 'SIGKILL');
		process.exit();
	});
}

function lastWord(): void {
	if (isTold) return;
	process.exitCode = 1;
	process.stdout.write('::error title=A fault in the action itself::The step ended before its work was done. Please report it.\n');
}
