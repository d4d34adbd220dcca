// All patterns with Unicode properties (`\p{…}`), as strings. V8 checks every regular expression literal while it
// reads the bundle, and for `\p{…}` it loads the Unicode tables: 1 ms in every step (bench/README.md). As strings
// they are compiled when they are used, and most steps use none.

const UNPRINTABLE_RUNS = String.raw`[\p{C}\p{Zl}\p{Zp}]+`;
const PUNCTUATION_RUNS = String.raw`[^\p{L}\p{N}\p{Co}\uFFFD]+`;
const STRUCTURE = String.raw`^(?:[\p{P}\p{S}\s]+|[\w.-]+:|true|false|null|yes|no|-----(?:BEGIN|END) [^-]*-----)$`;
const SERVER_WORDS = String.raw`(?<![\p{L}\p{N}])(?:characters?|passphrases?|permission|required|uppercase|lowercase|undeliverable|anything|verified|disabled|unexpected|occurred|authorized|authentication|authorization|credentials|incorrect|exceeded|forbidden)(?![\p{L}\p{N}])`;

/** True if the text contains a control character. */
export function hasControlCharacter(text: string): boolean {
	return !isPrintableAscii(text) && compile(String.raw`\p{Cc}`, 'u').test(text);
}

/**
 * Replaces each run of control, format, surrogate, private-use and unassigned characters and of line and paragraph
 * separators with one space.
 */
export function replaceUnprintable(text: string): string {
	return isPrintableAscii(text) ? text : text.replace(compile(UNPRINTABLE_RUNS, 'gu'), ' ');
}

/**
 * Removes punctuation, symbols and white space: everything but letters, numbers, private-use characters, and the
 * character that stands for bytes that cannot be decoded. Without these two, the texts around them would join.
 */
export function removePunctuation(text: string): string {
	return text.replace(compile(PUNCTUATION_RUNS, 'gu'), '');
}

/**
 * Returns a pattern for a line that is structure, not content: only punctuation, a bare key, a YAML keyword, or the
 * first or last line of a PEM block.
 */
export function structurePattern(): RegExp {
	return compile(STRUCTURE, 'iu');
}

/** Returns a global pattern for common words of eight letters or more in the error messages of real servers. */
export function serverWordPattern(): RegExp {
	return compile(SERVER_WORDS, 'giu');
}

/** Most texts are printable ASCII. Checking that first saves compiling a Unicode pattern. */
function isPrintableAscii(text: string): boolean {
	return /^[ -~]*$/.test(text);
}

function compile(pattern: string, flags: string): RegExp {
	return new RegExp(pattern, flags);
}
