// Decides what each workflow command does. A handler that throws fails the step. The commands for problem matchers and for the echo are
// known, so that they are not taken for text, but do nothing here.
import type { AnnotationType } from './annotations.ts';
import { trim } from './blanks.ts';
import { getProperty, type WorkflowCommand } from './command-syntax.ts';
import { setIgnoringCase } from './ignoring-case.ts';
import type { StageContext } from './stage-context.ts';

/** One command: whether its line is kept out of the echo in step debug, and what it does. */
export interface CommandHandler {
	omitEcho: boolean;
	run(command: WorkflowCommand, context: StageContext): void;
}

function requireName(command: WorkflowCommand): string {
	const name = getProperty(command, 'name');
	if (name === '') throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`);
	return name;
}

function addMask(command: WorkflowCommand, context: StageContext): void {
	if (trim(command.data) === '') {
		context.annotations.add(
			'runner',
			'warning',
			"Can't add secret mask for empty string in ##[add-mask] command.",
		);
		return;
	}
	if (context.debug) context.log.write('::add-mask::***');
	context.masker.add(command.data);
	context.masks.push(command.data);
}

// Unless ACTIONS_ALLOW_UNSECURE_COMMANDS is set, which is not emulated.
function refuse(command: WorkflowCommand): void {
	throw new Error(`The \`${command.name}\` command is disabled.`);
}

function setOutput(command: WorkflowCommand, context: StageContext): void {
	const name = requireName(command);
	if (context.outputs !== undefined) setIgnoringCase(context.outputs, name, command.data);
	context.log.debug(`${name}='${command.data}'`);
}

function saveState(command: WorkflowCommand, context: StageContext): void {
	const name = requireName(command);
	setIgnoringCase(context.state, name, command.data);
	context.log.debug(`Save intra-action state ${name} = ${command.data}`);
}

function annotate(type: AnnotationType): CommandHandler {
	return {
		omitEcho: true,
		run(command, context) {
			// The runner drops an annotation without a message, its line in the log included.
			if (command.data === '') return;
			context.annotations.add('action', type, command.data, command.properties);
		},
	};
}

/** The commands by name, in lower case; `stop-commands` is not among them (actions/runner: ActionCommandManager.cs). */
export const COMMAND_HANDLERS: ReadonlyMap<string, CommandHandler> = new Map<string, CommandHandler>([
	['add-mask', { omitEcho: true, run: addMask }],
	['add-matcher', { omitEcho: false, run: () => {} }],
	['remove-matcher', { omitEcho: false, run: () => {} }],
	['debug', { omitEcho: true, run: (command, context) => context.log.debug(command.data) }],
	['error', annotate('error')],
	['warning', annotate('warning')],
	['notice', annotate('notice')],
	['group', { omitEcho: false, run: (command, context) => context.log.write(`##[group]${command.data}`) }],
	['endgroup', { omitEcho: false, run: (_command, context) => context.log.write('##[endgroup]') }],
	['echo', { omitEcho: false, run: () => {} }],
	['set-output', { omitEcho: false, run: setOutput }],
	['save-state', { omitEcho: false, run: saveState }],
	['set-env', { omitEcho: false, run: refuse }],
	['add-path', { omitEcho: false, run: refuse }],
]);
