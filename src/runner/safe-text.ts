// Makes text harmless for a log that understands commands, and keeps sensitive values out of text that came from outside.

const MAX_FOREIGN_CHARACTERS = 200;
const SHORTEST_PIECE = 3;
const LONGEST_PIECE = 8;

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
	const short =
		characters.length > MAX_FOREIGN_CHARACTERS
			? `${characters.slice(0, MAX_FOREIGN_CHARACTERS - 1).join('')}…`
			: line;
	return echoes(short, sensitiveValues)
		? '(withheld, because it repeats a part of a sensitive value)'
		: short;
}

/** Whether a text repeats a piece of a sensitive value in any common form. */
export function echoes(text: string, sensitiveValues: Iterable<string>): boolean {
	const readings = squeezes.flatMap((squeeze) => [squeeze(text), squeeze(takeEscapesBack(text))]);
	const isEcho = (form: string) =>
		squeezes.some((squeeze, at) =>
			readings.slice(2 * at, 2 * at + 2).some((reading) => shareAPiece(reading, squeeze(form))),
		);
	return [...sensitiveValues].some((value) => formsOf(value).some(isEcho));
}

/** Blanks, case and composed letters make no other text of it, nor does quoting, unless the value is made of nothing else. */
const squeezes: readonly ((text: string) => string)[] = [
	(text) =>
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[\s\p{C}]+/gu, ''),
	(text) =>
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, ''),
];

/** A piece is half of a short value, and eight characters of a long one. */
function shareAPiece(haystack: string, needle: string): boolean {
	const length = Math.min(LONGEST_PIECE, Math.max(SHORTEST_PIECE, Math.ceil(needle.length / 2)));
	if (needle.length < length) return needle !== '' && haystack.includes(needle);
	for (let at = 0; at + length <= haystack.length; at++) {
		if (needle.includes(haystack.slice(at, at + length))) return true;
	}
	return false;
}

const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/** Takes back the escapes of JSON and HTML, in which a server could repeat what it was sent. */
function takeEscapesBack(text: string): string {
	return text.replace(
		/\\u([0-9a-f]{4})|&#(?:x([0-9a-f]{1,6})|(\d{1,7}));|&(amp|lt|gt|quot|apos);/gi,
		(all, json, hex, decimal, name) => {
			if (name !== undefined) return String(NAMED_CHARACTERS[String(name).toLowerCase()]);
			const code = decimal === undefined ? Number.parseInt(json ?? hex, 16) : Number(decimal);
			return code <= 0x10ffff ? String.fromCodePoint(code) : all;
		},
	);
}

function formsOf(value: string): string[] {
	const bytes = Buffer.from(value, 'utf8');
	return [
		value,
		encodeURIComponent(value.toWellFormed()),
		JSON.stringify(value),
		bytes.toString('latin1'),
		bytes.toString('hex'),
		bytes.toString('base64'),
		bytes.subarray(1).toString('base64'),
		bytes.subarray(2).toString('base64'),
	];
}
