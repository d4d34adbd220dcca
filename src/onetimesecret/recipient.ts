// The address to which a server mails a link: which ones it will not garble, and whether it says that it mails the right one.

// Servers up to release v0.23 cut an address out of the text with a pattern and mail whatever it finds: `o'brien@…` becomes `brien@…`.
const ADDRESS =
	/^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;

/** Whether a text is exactly one address that every server release takes whole. */
export function isMailAddress(text: string): boolean {
	return text.length <= 254 && ADDRESS.test(text);
}

/** Whether the one text is the address as servers obscure it (of several, only the first is mailed, and none was asked for): `pe***@e***.com`, each run of stars standing for anything. */
export function namesAddress(obscured: readonly string[], address: string): boolean {
	return obscured.length === 1 && matchesStars(obscured.join().toLowerCase(), address.toLowerCase());
}

function matchesStars(pattern: string, text: string): boolean {
	const pieces = pattern.split(/\*+/);
	if (pieces.length === 1) return pattern === text;
	const [head, tail] = [pieces.slice(0, 1).join(), pieces.slice(-1).join()];
	if (!text.startsWith(head) || !text.endsWith(tail)) return false;
	let at = head.length;
	for (const piece of pieces.slice(1, -1)) {
		const found = text.indexOf(piece, at);
		if (found === -1) return false;
		at = found + piece.length;
	}
	return at + tail.length <= text.length;
}
