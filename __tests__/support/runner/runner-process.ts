// Decides how a process is started and stopped: stdin closed, SIGINT then SIGTERM then SIGKILL to that process alone, and how long its streams
// are waited for.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Why the runner stopped a process. */
export type StopReason = 'cancelled' | 'timed-out';

/** How a process ended. */
export interface ProcessEnd {
	exitCode: number | null;
	signal: string | null;
	stopped: StopReason | undefined;
	signalsSent: string[];
	stdout: Buffer;
	stderr: Buffer;
	/** Message of the failure to start it; undefined if it started. */
	spawnError: string | undefined;
}

/** A process that runs. */
export interface RunnerProcess {
	/** Undefined if it could not be started. */
	pid: number | undefined;
	/** Starts the signal sequence; does nothing the second time and after the end. */
	stop(reason: StopReason): void;
	/** SIGKILL at once. */
	kill(): void;
	ended: Promise<ProcessEnd>;
}

/** What to start. */
export interface ProcessCommand {
	/** The program and its arguments. */
	program: readonly [file: string, ...rest: string[]];
	cwd: string;
	env: Record<string, string>;
	signalScale: number;
	onChunk: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
}

// actions/runner: ProcessInvoker.cs
const SIGINT_WAIT_MS = 7500;
const SIGTERM_WAIT_MS = 2500;
const STREAM_WAIT_MS = 5000;

/** The end of a process that was never started; with a message if it should have been. */
export function endWithoutProcess(spawnError?: string): ProcessEnd {
	const nothing = Buffer.alloc(0);
	return {
		exitCode: null,
		signal: null,
		stopped: undefined,
		signalsSent: [],
		spawnError,
		stdout: nothing,
		stderr: nothing,
	};
}

/** Starts a program with nothing but the given environment. Never throws: a failure to start is an end like any other. */
export function startProcess(command: ProcessCommand): RunnerProcess {
	const { cwd, env } = command;
	const [file, ...rest] = command.program;
	try {
		// Some failures to start (arguments or environment too large) are thrown, others arrive as an event.
		return watch(spawn(file, rest, { cwd, env, stdio: 'pipe' }), command);
	} catch (error) {
		const end = endWithoutProcess(error instanceof Error ? error.message : String(error));
		return { pid: undefined, stop: () => {}, kill: () => {}, ended: Promise.resolve(end) };
	}
}

function watch(child: ChildProcessWithoutNullStreams, command: ProcessCommand): RunnerProcess {
	const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
	const end = endWithoutProcess();
	const timers: NodeJS.Timeout[] = [];
	const isOver = (): boolean =>
		child.exitCode !== null || child.signalCode !== null || end.spawnError !== undefined;
	const send = (signal: NodeJS.Signals): void => {
		if (isOver()) return;
		end.signalsSent.push(signal);
		child.kill(signal);
	};
	const after = (waitMs: number, act: () => void): void => {
		timers.push(setTimeout(act, waitMs * command.signalScale));
	};
	// A process that ended before it read its input breaks the pipe: nothing to tell.
	child.stdin.on('error', () => {});
	child.stdin.end();
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].on('data', (chunk: Buffer) => {
			chunks[stream].push(chunk);
			command.onChunk(stream, chunk);
		});
	}
	const ended = new Promise<ProcessEnd>((resolve) => {
		const settle = (): void => {
			for (const timer of timers) clearTimeout(timer);
			resolve({ ...end, stdout: Buffer.concat(chunks.stdout), stderr: Buffer.concat(chunks.stderr) });
		};
		child.on('error', (error) => {
			// A signal that could not be sent is reported here too, and is not the end of anything.
			if (child.pid !== undefined) return;
			end.spawnError = error.message;
			settle();
		});
		child.on('exit', (exitCode, signal) => {
			Object.assign(end, { exitCode, signal });
			after(STREAM_WAIT_MS, () => {
				// One more turn of the event loop reads what lies in the pipes already.
				setImmediate(() => {
					child.stdout.destroy();
					child.stderr.destroy();
					settle();
				});
			});
		});
		child.on('close', settle);
	});
	return {
		pid: child.pid,
		stop(reason) {
			if (end.stopped !== undefined || isOver()) return;
			end.stopped = reason;
			send('SIGINT');
			after(SIGINT_WAIT_MS, () => {
				send('SIGTERM');
				after(SIGTERM_WAIT_MS, () => send('SIGKILL'));
			});
		},
		kill: () => {
			child.kill('SIGKILL');
		},
		ended,
	};
}
