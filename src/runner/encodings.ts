// Text encodings: the forms in which a value must be masked, and the decodings in which a text from outside is
// searched.

/** Shorter base64 forms are not masked, because they occur by chance in ordinary log text. */
const MIN_BASE64_LENGTH = 8;
/**
 * The `base64` command and MIME (RFC 2045, section 6.8) break lines after 76 characters, which encode 57 bytes.
 */
const BYTES_PER_BASE64_LINE = 57;

/**
 * The forms of a value inside a base64 text, whatever precedes and follows it. base64 encodes groups of three
 * bytes, so a value inside a longer text has three possible encodings, by offset. Each form covers only the
 * groups that lie fully inside the value. For a long value at the start of a text, the lines of 76 characters
 * are forms as well.
 */
export function base64Forms(value: string): string[] {
	const bytes = Buffer.from(value, 'utf8');
	const forms = [0, 1, 2].map((offset) => wholeGroups(bytes.subarray(offset)));
	if (bytes.length > BYTES_PER_BASE64_LINE) {
		for (let at = 0; at < bytes.length; at += BYTES_PER_BASE64_LINE) {
			forms.push(wholeGroups(bytes.subarray(at, at + BYTES_PER_BASE64_LINE)));
		}
	}
	return forms.filter((form) => form.length >= MIN_BASE64_LENGTH);
}

function wholeGroups(bytes: Buffer): string {
	return bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
}

/** The text as it appears inside a JSON string, without the quotes. */
export function jsonEscape(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

/**
 * The text itself and its decodings: JSON and HTML escapes, percent and form encoding, UTF-8 misread as
 * Latin-1, and hex or base64 anywhere in it. The text is decoded instead of encoding the value, because the
 * text is short and the value can be long.
 */
export function decodings(text: string): string[] {
	const unescaped = decodeEscapes(text);
	// Hex dumps put separators between bytes, and some logs write bytes as `\\x41`.
	const compact = text.replace(/[\s:]|\\x/gi, '');
	const formDecoded = percentDecode(text.replaceAll('+', ' '));
	return [
		text,
		unescaped,
		percentDecode(text),
		formDecoded,
		Buffer.from(text, 'latin1').toString('utf8'),
		...[text, compact].flatMap((form) => [
			...decodeRuns(form, /[0-9a-f]{6,}/gi, 'hex', 2),
			...decodeRuns(form, /[A-Za-z0-9+/_-]{6,}/g, 'base64', 4),
		]),
	];
}

/** Decodes each match of `run` from every offset at which a group of the encoding could begin. */
function decodeRuns(text: string, run: RegExp, encoding: 'hex' | 'base64', groupLength: number): string[] {
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

function decodeEscapes(text: string): string {
	return text.replace(ESCAPE, (all, json?: string, hex?: string, decimal?: string, name?: string) => {
		if (name !== undefined) return NAMED_CHARACTERS[name.toLowerCase()] ?? all;
		const digits = json ?? hex;
		const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : all;
	});
}
