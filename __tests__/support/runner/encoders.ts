// Decides in which other spellings a masked value is hidden as well: the runner's 11 value encoders, and no more than these.

const JSON_SHORT_ESCAPES: Record<string, string> = {
	'"': '\\"',
	'\\': '\\\\',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};
const XML_ENTITIES: Record<string, string> = {
	'<': '&lt;',
	'>': '&gt;',
	'&': '&amp;',
	'"': '&quot;',
	"'": '&apos;',
};

function encodeBase64From(value: string, byteOffset: number): string {
	const bytes = Buffer.from(value);
	return (bytes.length > byteOffset ? bytes.subarray(byteOffset) : bytes).toString('base64');
}

// Newtonsoft also escapes the three line separators beyond ASCII, which JSON.stringify leaves alone.
function escapeForJson(value: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be found
	return value.replace(/["\\\u0000-\u001f\u0085\u2028\u2029]/g, (character) => {
		return JSON_SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
}

function escapeForUri(value: string): string {
	// A round trip through bytes replaces lone surrogates, on which encodeURIComponent would throw.
	return encodeURIComponent(Buffer.from(value).toString()).replace(/[!'()*]/g, (character) => {
		return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
	});
}

function dropSurroundingQuotes(value: string): string {
	return value.length > 8 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : '';
}

function takeBeforeAmpersand(value: string): string {
	const colored = value.indexOf('&+');
	const part = colored >= 0 ? value.slice(0, colored + 2) : value.slice(0, value.lastIndexOf('&') + 1);
	return part.length >= 6 ? part : '';
}

function takeAfterAmpersand(value: string): string {
	if (!value.includes('&')) return '';
	const colored = value.indexOf('&+');
	// PowerShell colors the character after `&+`, which cuts it off from the rest.
	const part = colored >= 0 ? value.slice(colored + 3) : value.slice(value.lastIndexOf('&') + 1);
	return part.length >= 6 ? part : '';
}

const ENCODERS: readonly ((value: string) => string)[] = [
	(value) => encodeBase64From(value, 0),
	(value) => encodeBase64From(value, 1),
	(value) => encodeBase64From(value, 2),
	(value) => value.replaceAll('"', '\\"'),
	(value) => value.replaceAll("'", "''"),
	escapeForJson,
	escapeForUri,
	(value) => value.replace(/[<>&"']/g, (character) => XML_ENTITIES[character] ?? character),
	dropSurroundingQuotes,
	takeBeforeAmpersand,
	takeAfterAmpersand,
];

/**
 * The value itself and its forms under the runner's 11 encoders, without empty and repeated ones (actions/runner: HostContext.cs, ValueEncoders.cs).
 * An empty value has none.
 */
export function encodings(secret: string): string[] {
	if (secret === '') return [];
	return [...new Set([secret, ...ENCODERS.map((encode) => encode(secret))])].filter((form) => form !== '');
}
