// Hands lines to the handling of commands without a process, for the rules that need none.
import { createAnnotationLog } from './annotations.ts';
import { createCommandProcessor } from './command-processor.ts';
import { createJobLog } from './job-log.ts';
import { splitLines } from './line-splitter.ts';
import { createMasker } from './masker.ts';
import type { StageContext } from './stage-context.ts';

/** What a stage that ends with exit code 0 makes of these texts on stdout, each with a line end after it. */
export function handleLines(texts: string[]) {
	const masker = createMasker();
	const log = createJobLog(masker, false);
	const context: StageContext = {
		...{
			log,
			masker,
			annotations: createAnnotationLog(log, masker),
			debug: false,
			envContext: {},
		},
		...{
			state: new Map(),
			outputs: new Map(),
			masks: [],
			commandErrors: [],
			exportVariable: () => {},
		},
	};
	const processor = createCommandProcessor(context);
	for (const line of splitLines(texts.map((text) => `${text}\n`).join(''))) processor.handle(line, 'stdout');
	return {
		printed: log.textFrom(0),
		annotations: context.annotations.list('action'),
		runnerAnnotations: context.annotations.list('runner'),
		outputs: Object.fromEntries(context.outputs ?? []),
		events: processor.events,
		...{ masks: context.masks, commandErrors: context.commandErrors },
	};
}
