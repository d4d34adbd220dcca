// Makes text harmless for a log that understands commands, and keeps sensitive values out of text that came from outside.

const MAX_FOREIGN_CHARACTERS = 200;
/** Runs this long that also stand in a sensitive value are taken for a piece of it. */
const PIECE_CHARACTERS = 8;

/**
 * One line that the runner cannot take for a command: control characters and line separators become spaces, `::` and `##[` are broken up.
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere (actions/runner: ActionCommand.cs).
 */
export function oneLine(text: string): string {
	return text
		.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/:(?=:)/g, ': ')
		.replaceAll('##[', '## [')
		.trim();
}

/**
 * Foreign text as it may be quoted: one harmless line of at most 200 characters, or a note in its place if it repeats a piece of a
 * sensitive value in any common form. A server that echoes what it was sent must not get it into the log.
 */
export function quoteForeign(text: string, sensitiveValues: Iterable<string>): string {
	const line = oneLine(text.slice(0, 4 * MAX_FOREIGN_CHARACTERS));
	const characters = Array.from(line);
	const short = characters.length > MAX_FOREIGN_CHARACTERS ? `${characters.slice(0, MAX_FOREIGN_CHARACTERS - 1).join('')}…` : line;
	for (const value of sensitiveValues) {
		if (repeats(short, value)) return '(withheld, because it repeats a part of a sensitive value)';
	}
	return short;
}

function repeats(text: string, value: string): boolean {
	const haystack = squeeze(text);
	return formsOf(value).some((form) => {
		const needle = squeeze(form);
		if (needle.length < PIECE_CHARACTERS) return needle !== '' && haystack.includes(needle);
		for (let at = 0; at + PIECE_CHARACTERS <= haystack.length; at++) {
			if (needle.includes(haystack.slice(at, at + PIECE_CHARACTERS))) return true;
		}
		return false;
	});
}

/** Letters and digits decide: blanks, quoting and case do not make another text of it. */
function squeeze(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function formsOf(value: string): string[] {
	const bytes = Buffer.from(value, 'utf8');
	return [
		value,
		encodeURIComponent(value.toWellFormed()),
		JSON.stringify(value),
		bytes.toString('hex'),
		bytes.toString('base64'),
		bytes.subarray(1).toString('base64'),
		bytes.subarray(2).toString('base64'),
	];
}
