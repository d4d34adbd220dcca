// Makes text harmless for a log that understands commands.

import { echoes } from './echo-check.ts';

const MAX_FOREIGN_CHARACTERS = 200;

/**
 * One line that the runner cannot take for a command: control characters and line separators become spaces, `::` and
 * `##[` are broken up, but not inside the brackets of an IPv6 address. The runner reads `::name::` at the start of a line
 * and `##[name]` anywhere (actions/runner: ActionCommand.cs).
 */
export function oneLine(text: string): string {
	return text
		.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/(\[[\da-f:.]+\])|:(?=:)/gi, (_, address?: string) => address ?? ': ')
		.replaceAll('##[', '## [')
		.trim();
}

/**
 * Foreign text as it may be quoted: one harmless line of at most 200 characters, or a note in its place if it repeats a
 * piece of a sensitive value.
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
