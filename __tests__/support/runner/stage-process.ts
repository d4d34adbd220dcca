// Decides how the process of a stage is watched: which stream is handled first, what a test may do meanwhile, and when its time is up.
import type { CommandProcessor } from './command-processor.ts';
import { createLineSplitter } from './line-splitter.ts';
import { type ProcessEnd, type RunnerProcess, startProcess } from './runner-process.ts';
import type { CommonStepOptions, StepHandle } from './types.ts';

type Stream = 'stdout' | 'stderr';

/** What a stage's process is started and watched with. */
export interface StageProcess {
	stage: 'main' | 'post';
	step: CommonStepOptions;
	signalScale: number;
	/** The program and its arguments. */
	program: readonly [file: string, ...rest: string[]];
	cwd: string;
	env: Record<string, string>;
	processor: CommandProcessor;
	cancelJob: () => void;
	/** Called with the process as soon as it runs, before the test's own callback. */
	onRunning: (running: RunnerProcess) => void;
}

// The runner handles both streams in any order. Here stdout comes first and stderr at the end, so that every run is the same.
function createLineFeed(processor: CommandProcessor, onLine: (line: string, stream: Stream) => void) {
	const splitters = { stdout: createLineSplitter(), stderr: createLineSplitter() };
	const held: string[] = [];
	const take = (lines: string[], stream: Stream): void => {
		for (const line of lines) {
			if (stream === 'stderr') held.push(line);
			else processor.handle(line, stream);
			onLine(line, stream);
		}
	};
	return {
		push: (stream: Stream, chunk: Buffer): void => take(splitters[stream].push(chunk), stream),
		end(): void {
			for (const stream of ['stdout', 'stderr'] as const) take(splitters[stream].end(), stream);
			for (const line of held) processor.handle(line, 'stderr');
		},
	};
}

/** Runs the process to its end and handles all of its output. Rejects only with what a test's callback threw; the process is killed then. */
export async function runStageProcess(order: StageProcess): Promise<ProcessEnd> {
	const { step, stage } = order;
	const thrown: unknown[] = [];
	const guard = (act: () => void): void => {
		try {
			act();
		} catch (error) {
			thrown.push(error);
			running.kill();
		}
	};
	const feed = createLineFeed(order.processor, (line, stream) => {
		guard(() => step.onLine?.(line, stream, handle));
	});
	const running = startProcess({
		...{
			signalScale: order.signalScale,
			program: order.program,
			cwd: order.cwd,
			env: order.env,
		},
		onChunk: feed.push,
	});
	const handle: StepHandle = {
		pid: running.pid ?? 0,
		cancel: order.cancelJob,
		expire: () => running.stop('timed-out'),
	};
	const timer = step.timeoutMs === undefined ? undefined : setTimeout(handle.expire, step.timeoutMs);
	order.onRunning(running);
	if (running.pid !== undefined) guard(() => step.onStart?.(handle, stage));
	const end = await running.ended;
	clearTimeout(timer);
	feed.end();
	if (thrown.length > 0) throw thrown[0];
	return end;
}
