// The address to which a server mails a link: which ones it will not garble, and whether it says that it mails ours.

// Servers up to release v0.23 cut an address out of the text with a pattern and mail whatever it finds: `o'brien@…`
// becomes `brien@…`.
const ADDRESS =
	/^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** True if a text is exactly one address that every server release takes whole. */
export function isMailAddress(text: string): boolean {
	return text.length <= 254 && ADDRESS.test(text);
}

/**
 * True if the server lists exactly one recipient and it matches `address`, where each run of `*` matches anything
 * (servers obscure it: `pe***@e***.com`). More than one means that the server misread the input.
 */
export function namesAddress(obscured: readonly string[], address: string): boolean {
	const [only, ...others] = obscured;
	return only !== undefined && others.length === 0 && matchesStars(only.toLowerCase(), address.toLowerCase());
}

function matchesStars(pattern: string, text: string): boolean {
	const [head = '', ...rest] = pattern.split(/\*+/);
	const tail = rest.pop();
	if (tail === undefined) return pattern === text;
	if (!text.startsWith(head) || !text.endsWith(tail)) return false;
	let at = head.length;
	for (const piece of rest) {
		const found = text.indexOf(piece, at);
		if (found === -1) return false;
		at = found + piece.length;
	}
	return at + tail.length <= text.length;
}
