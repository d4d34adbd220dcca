// Ends the process even while a DNS lookup hangs, which Node cannot interrupt.

import { accessSync, constants } from 'node:fs';
import process from 'node:process';

/** The variables that Node's binary may need to start again: where its shared libraries are. */
const STARTUP_VARIABLES = ['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'DYLD_FALLBACK_LIBRARY_PATH', 'LIBPATH'];

/**
 * Ends the process with `process.exitCode`. If DNS does not respond, a normal exit would wait for the lookup
 * long after the deadline of the step. In that case this process is replaced by a new Node that exits at once;
 * `beforeReplacing` is called first, because exit handlers no longer run.
 *
 * Windows has no `process.execve`. There a process that failed kills itself: TerminateProcess waits for no thread, and
 * Node gives it exit code 1 (libuv: win/process.c). One that succeeded waits for the lookup, which Windows gives up by
 * itself.
 */
export function endProcess(beforeReplacing: () => void): void {
	const isLookupBusy = process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');
	if (isLookupBusy && isExecutable(process.execPath)) {
		beforeReplacing();
		if (process.platform === 'win32') {
			if (process.exitCode === 1) process.kill(process.pid, 'SIGKILL');
		} else {
			const script = `process.exitCode = ${process.exitCode}`;
			process.execve?.(process.execPath, [process.execPath, '--eval', script], startupEnvironment());
		}
	}
	process.exit();
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function startupEnvironment(): NodeJS.ProcessEnv {
	const given = STARTUP_VARIABLES.map((name) => [name, process.env[name]] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
