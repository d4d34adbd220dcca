// Decides which characters the runner trims. It differs from JavaScript's trim: U+0085 counts, U+FEFF does not.

const BLANK = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${BLANK}+`);
const TRAILING = new RegExp(`${BLANK}+$`);

/** Without blanks at the start (.NET: Char.IsWhiteSpace). */
export function trimStart(text: string): string {
	return text.replace(LEADING, '');
}

/** Without blanks at both ends. */
export function trim(text: string): string {
	return trimStart(text).replace(TRAILING, '');
}
