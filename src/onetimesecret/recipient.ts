// The e-mail address of a recipient: which addresses all servers accept unchanged, and whether a response
// confirms ours.

// Servers up to release v0.23 search the text for something that looks like an address and mail that:
// `o'brien@…` becomes `brien@…`.
const ADDRESS =
	/^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** True if a text is exactly one address, and every release of the server uses it unchanged. */
export function isMailAddress(text: string): boolean {
	return text.length <= 254 && ADDRESS.test(text);
}

/**
 * True if the server lists exactly one recipient and it matches `address`, where each run of `*` matches
 * anything (servers obscure it: `pe***@e***.com`). More than one means that the server misread the input.
 */
export function namesAddress(obscured: readonly string[], address: string): boolean {
	const [only, ...others] = obscured;
	return (
		only !== undefined && others.length === 0 && matchesWildcards(only.toLowerCase(), address.toLowerCase())
	);
}

function matchesWildcards(pattern: string, text: string): boolean {
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
