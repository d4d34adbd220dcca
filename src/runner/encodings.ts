// All text encodings: the forms in which a value is masked, and the decodings in which foreign text is searched.

/** Shorter parts of a base64 text are left alone: they occur everywhere. */
const SHORTEST_BASE64 = 8;
/** `base64` and MIME break lines after 76 characters, which are 57 bytes. */
const BYTES_PER_BASE64_LINE = 57;

/**
 * The forms that a value takes inside a base64 text, whatever stands before and after it. base64 encodes groups of three
 * bytes, so a value inside a longer text has three possible encodings, by offset; only whole groups are the value's own.
 * The form of `base64` with lines of 76 characters comes on top for a value at the start of the text.
 */
export function base64Forms(value: string): string[] {
	const bytes = Buffer.from(value, 'utf8');
	const forms = [0, 1, 2].map((offset) => wholeGroups(bytes.subarray(offset)));
	if (bytes.length > BYTES_PER_BASE64_LINE) {
		for (let at = 0; at < bytes.length; at += BYTES_PER_BASE64_LINE) {
			forms.push(wholeGroups(bytes.subarray(at, at + BYTES_PER_BASE64_LINE)));
		}
	}
	return forms.filter((form) => form.length >= SHORTEST_BASE64);
}

function wholeGroups(bytes: Buffer): string {
	return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
}

/** A text as it stands inside a JSON string. */
export function jsonEscape(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

/**
 * A foreign text and all that it says in an encoding: JSON and HTML escapes, percent and form encoding, UTF-8 read as
 * Latin-1, and what is hidden in runs of hex or base64. The text is decoded and not the value encoded, because the text
 * is short and the value can be long.
 */
export function decodings(text: string): string[] {
	const unescaped = unescapeMarkup(text);
	// A dump writes hex in groups, and some logs write `\\x41`.
	const compact = text.replace(/[\s:]|\\x/gi, '');
	const unquoted = percentDecode(text.replaceAll('+', ' '));
	return [
		text,
		unescaped,
		percentDecode(text),
		unquoted,
		Buffer.from(text, 'latin1').toString('utf8'),
		...[text, compact].flatMap((form) => [
			...runsOf(form, /[0-9a-f]{6,}/gi, 'hex', 2),
			...runsOf(form, /[A-Za-z0-9+/_-]{6,}/g, 'base64', 4),
		]),
	];
}

/** What runs of an alphabet decode to, from each place where a group could begin. */
function runsOf(text: string, run: RegExp, encoding: 'hex' | 'base64', groupLength: number): string[] {
	return [...text.matchAll(run)].flatMap(([match]) =>
		Array.from({ length: groupLength }, (_, at) => Buffer.from(match.slice(at), encoding).toString('utf8')),
	);
}

function percentDecode(text: string): string {
	return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
		Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
	);
}

const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};
const ESCAPE = /\\u([0-9a-f]{4})|&#(?:x([0-9a-f]{1,20})|(\d{1,20}));|&([a-z]{2,4});/gi;

function unescapeMarkup(text: string): string {
	return text.replace(ESCAPE, (all, json?: string, hex?: string, decimal?: string, name?: string) => {
		if (name !== undefined) return NAMED_CHARACTERS[name.toLowerCase()] ?? all;
		const digits = json ?? hex;
		const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : all;
	});
}
