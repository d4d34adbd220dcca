// Decides whether a line of output is a workflow command, and which: `::name key=value::data` at its start, `##[name key=value]data` anywhere.
import { trim, trimStart } from './blanks.ts';

/** A parsed command; properties in the order given, their names as written. */
export interface WorkflowCommand {
	/** As written; names are compared without case. */
	name: string;
	properties: Map<string, string>;
	data: string;
	form: 'current' | 'legacy';
}

/** Command names that the runner knows, in lower case (actions/runner: ActionCommandManager.cs). */
export const COMMAND_NAMES: ReadonlySet<string> = new Set([
	...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
	...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]);

const DATA_ESCAPES: readonly [string, string][] = [
	['%0D', '\r'],
	['%0A', '\n'],
	['%25', '%'],
];
const PROPERTY_ESCAPES: readonly [string, string][] = [['%3A', ':'], ['%2C', ','], ...DATA_ESCAPES];
const LEGACY_ESCAPES: readonly [string, string][] = [['%3B', ';'], ['%5D', ']'], ...DATA_ESCAPES];

function unescapeText(text: string, escapes: readonly [string, string][]): string {
	return escapes.reduce((soFar, [escaped, character]) => soFar.replaceAll(escaped, character), text);
}

function parseProperties(
	text: string,
	separator: string,
	escapes: readonly [string, string][],
): Map<string, string> {
	const properties = new Map<string, string>();
	for (const part of text.split(separator)) {
		const equals = part.indexOf('=');
		if (equals > 0 && equals < part.length - 1) {
			properties.set(part.slice(0, equals), unescapeText(part.slice(equals + 1), escapes));
		}
	}
	return properties;
}

function splitHead(head: string): { name: string; rest: string } {
	const space = head.indexOf(' ');
	return space < 0 ? { name: head, rest: '' } : { name: head.slice(0, space), rest: head.slice(space + 1) };
}

function parseCurrent(line: string, isRegistered: (name: string) => boolean): WorkflowCommand | undefined {
	const text = trimStart(line);
	const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
	if (end < 0) return undefined;
	const { name, rest } = splitHead(text.slice(2, end));
	if (!isRegistered(name)) return undefined;
	const properties = parseProperties(trim(rest), ',', PROPERTY_ESCAPES);
	return { name, properties, data: unescapeText(text.slice(end + 2), DATA_ESCAPES), form: 'current' };
}

function parseLegacy(line: string, isRegistered: (name: string) => boolean): WorkflowCommand | undefined {
	const start = line.indexOf('##[');
	const end = start < 0 ? -1 : line.indexOf(']', start);
	if (end < 0) return undefined;
	const { name, rest } = splitHead(line.slice(start + 3, end));
	if (!isRegistered(name)) return undefined;
	return {
		name,
		properties: parseProperties(rest, ';', LEGACY_ESCAPES),
		data: unescapeText(line.slice(end + 1), LEGACY_ESCAPES),
		form: 'legacy',
	};
}

/**
 * The command in a line, or undefined for plain text (actions/runner: ActionCommand.cs). Of several `##[` only the first counts.
 * `isRegistered` is asked with the name as written.
 */
export function parseCommand(
	line: string,
	isRegistered: (name: string) => boolean = (name) => COMMAND_NAMES.has(name.toLowerCase()),
): WorkflowCommand | undefined {
	return parseCurrent(line, isRegistered) ?? parseLegacy(line, isRegistered);
}

/** The value of a property, its name compared without case; empty if absent. */
export function getProperty(command: WorkflowCommand, name: string): string {
	for (const [key, value] of command.properties) if (key.toLowerCase() === name) return value;
	return '';
}
