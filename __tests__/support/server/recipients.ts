// Decides whom a secret would be mailed to and how the answers show that address: as release v0.26.6 does, or as v0.23.6 did.

const OBSCURED = /^(.{1,2})[^@]*@(.).*(\.[^.]+)$/;

// v0.23.6 cuts whatever looks like an address out of the text; it knows top-level domains of two to four letters only.
const OLD_PATTERN = /\b[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,4}\b/;

const DELIVERABLE = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** `person@example.com` as `pe***@e***.com` (server release v0.26.6, captures); v0.23.6 writes five stars. */
function obscureAddress(address: string, stars: string): string {
	return address.replace(
		OBSCURED,
		(_, local: string, host: string, end: string) => `${local}${stars}@${host}${stars}${end}`,
	);
}

/** The outcome: addresses that get a mail, addresses as shown, or the first one that is refused. */
export type RecipientChoice =
	| { mailed: readonly string[]; shown: readonly string[] }
	| { undeliverable: string };

/**
 * Reads the recipients that were asked for. With `drops` (release v0.23.6, captures `v1 share recipient …`) a text without anything
 * that looks like an address is dropped in silence and the rest is cut to the part that does; otherwise the whole text must be an address.
 * Only the first is mailed.
 */
export function chooseRecipients(asked: readonly string[], drops: boolean): RecipientChoice {
	if (drops) {
		const found = asked.flatMap((text) => OLD_PATTERN.exec(text)?.[0] ?? []).slice(0, 1);
		return { mailed: found, shown: found.map((address) => obscureAddress(address, '*****')) };
	}
	const undeliverable = asked.find((text) => !DELIVERABLE.test(text));
	if (undeliverable !== undefined) {
		return { undeliverable };
	}
	const mailed = asked.slice(0, 1);
	return { mailed, shown: mailed.map((address) => obscureAddress(address, '***')) };
}
