// Patterns with Unicode properties. While V8 reads the bundle, it checks every regular expression literal and
// loads the Unicode tables for these, which takes a millisecond of every step. They are therefore compiled when
// they are used, and most steps use none.

const UNPRINTABLE_RUNS = String.raw`[\p{C}\p{Zl}\p{Zp}]+`;
const PUNCTUATION_RUNS = String.raw`[^\p{L}\p{N}\p{Co}\uFFFD]+`;
const STRUCTURE = String.raw`^(?:[\p{P}\p{S}\s]+|[\w.-]+:|true|false|null|yes|no|-----(?:BEGIN|END) [^-]*-----)$`;
const SERVER_WORDS = String.raw`(?<![\p{L}\p{N}])(?:characters?|passphrases?|permission|required|uppercase|lowercase|undeliverable|anything|verified|disabled|unexpected|occurred|authorized|authentication|authorization|credentials|incorrect|exceeded|forbidden)(?![\p{L}\p{N}])`;

/** True if the text contains a control character. */
export function hasControlCharacter(text: string): boolean {
	return !isPrintableAscii(text) && compile(String.raw`\p{Cc}`, 'u').test(text);
}

/** Replaces each run of control, format and unassigned characters and of line separators with a space. */
export function replaceUnprintable(text: string): string {
	return isPrintableAscii(text) ? text : text.replace(compile(UNPRINTABLE_RUNS, 'gu'), ' ');
}

/** Removes everything but letters, digits, private-use characters and the replacement character. */
export function removePunctuation(text: string): string {
	return text.replace(compile(PUNCTUATION_RUNS, 'gu'), '');
}

/**
 * Matches a line that is structure, not content: only punctuation, a bare key, a YAML keyword, the first or last
 * line of a PEM block.
 */
export function structureLine(): RegExp {
	return compile(STRUCTURE, 'iu');
}

/** Matches the words of eight letters or more from the messages of real servers. */
export function serverWords(): RegExp {
	return compile(SERVER_WORDS, 'giu');
}

function isPrintableAscii(text: string): boolean {
	return /^[ -~]*$/.test(text);
}

function compile(pattern: string, flags: string): RegExp {
	return new RegExp(pattern, flags);
}
