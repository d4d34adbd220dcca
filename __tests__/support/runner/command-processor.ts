// Decides what happens to each line that a process prints: plain text is logged, a command carried out, and between stop-commands and its
// token nothing is carried out.
import { COMMAND_HANDLERS } from './command-handlers.ts';
import { COMMAND_NAMES, parseCommand, type WorkflowCommand } from './command-syntax.ts';
import { reportCommandError, type StageContext } from './stage-context.ts';
import type { StageEvent } from './stage-events.ts';

/** Handles the lines of one stage. What stop-commands does ends with it. */
export interface CommandProcessor {
	handle(line: string, stream: 'stdout' | 'stderr'): void;
	events: StageEvent[];
}

// A token longer than this is a mask (actions/runner: ActionCommandManager.cs).
const SHORT_TOKEN_LENGTH = 6;

function isUsableToken(token: string): boolean {
	return token !== '' && token.toLowerCase() !== 'pause-logging' && !COMMAND_NAMES.has(token.toLowerCase());
}

/** A processor at the start of a stage (actions/runner: OutputManager.cs, ActionCommandManager.cs). */
export function createCommandProcessor(context: StageContext): CommandProcessor {
	const events: StageEvent[] = [];
	let stopToken: string | undefined;
	let broken = false;
	const isRegistered = (name: string): boolean =>
		COMMAND_NAMES.has(name.toLowerCase()) || name.toLowerCase() === stopToken?.toLowerCase();

	function stop(command: WorkflowCommand, line: string): void {
		if (!isUsableToken(command.data)) {
			// Thrown outside the guarded part of the runner: nothing after it is handled.
			broken = true;
			reportCommandError(
				context,
				"Unable to process command 'stop-commands' successfully.",
				new Error('The token is empty or a command.'),
			);
			return;
		}
		stopToken = command.data;
		if (stopToken.length > SHORT_TOKEN_LENGTH) context.masker.add(stopToken);
		context.log.write(line);
	}

	function run(command: WorkflowCommand, line: string): void {
		const handler = COMMAND_HANDLERS.get(command.name.toLowerCase());
		if (handler === undefined) {
			stop(command, line);
			return;
		}
		if (context.debug && !handler.omitEcho) context.log.write(line);
		try {
			handler.run(command, context);
		} catch (error) {
			reportCommandError(
				context,
				`Unable to process command '${handler.omitEcho ? command.name : line}' successfully.`,
				error,
			);
		}
	}

	return {
		events,
		handle(line, stream) {
			if (broken) {
				events.push({ kind: 'line', stream, text: line });
				return;
			}
			const command = parseCommand(line, isRegistered);
			const resumes = command !== undefined && command.name.toLowerCase() === stopToken?.toLowerCase();
			if (command === undefined || (stopToken !== undefined && !resumes)) {
				events.push({ kind: 'line', stream, text: line });
				context.log.write(line);
				return;
			}
			events.push({ kind: 'command', stream, text: line, command });
			if (resumes) {
				context.log.write(line);
				stopToken = undefined;
			} else {
				run(command, line);
			}
		},
	};
}
