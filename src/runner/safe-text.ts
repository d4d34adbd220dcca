// Makes text safe for a log in which the runner looks for workflow commands.

import { echoes } from './echo-check.ts';
import { replaceUnprintable } from './unicode-patterns.ts';

const MAX_FOREIGN_CHARACTERS = 200;

/**
 * Returns the text as one line that the runner cannot mistake for a command: control characters and line
 * separators become spaces, and `::` and `##[` are broken up, except for `::` in an IPv6 address in brackets.
 * The runner accepts `::name::` at the start of a line and `##[name]` anywhere (actions/runner:
 * ActionCommand.cs).
 */
export function oneLine(text: string): string {
	return replaceUnprintable(text)
		.replace(/(\[[\da-f:.]+\])|:(?=:)/gi, (_, address?: string) => address ?? ': ')
		.replaceAll('##[', '## [')
		.trim();
}

/**
 * Returns text from outside in a form that is safe to quote: one line of at most 200 characters, or a note in
 * its place if it repeats a part of a sensitive value.
 */
export function quoteForeign(text: string, sensitiveValues: Iterable<string>): string {
	const line = oneLine(text.slice(0, 4 * MAX_FOREIGN_CHARACTERS));
	const characters = Array.from(line);
	const isLong = characters.length > MAX_FOREIGN_CHARACTERS;
	const short = isLong ? `${characters.slice(0, MAX_FOREIGN_CHARACTERS - 1).join('')}…` : line;
	return echoes(short, sensitiveValues)
		? '(withheld, because it repeats a part of a sensitive value)'
		: short;
}
