// Decides whom a secret would be mailed to and how the responses show that address.
import type { RecipientRule, ReleaseTraits } from './release-traits.ts';

// Old releases cut whatever looks like an address out of the text; one pattern knows top-level domains of two
// to four letters only.
const PATTERNS = {
	'short-pattern': /\b[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,4}\b/,
	pattern: /\b[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}\b/,
} as const;

const DELIVERABLE = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/i;

/**
 * `person@example.com` as `pe*****@e*****.com` or, with three stars, `pe***@e***.com`, which leaves a single
 * letter alone (captures).
 */
function obscureAddress(address: string, stars: ReleaseTraits['recipientStars']): string {
	const pattern = stars === 5 ? /^(.{1,2})[^@]*@(.).*(\.[^.]+)$/ : /^(.{1,2})([^@]*)@(.).*(\.[^.]+)$/;
	if (stars === 5) return address.replace(pattern, '$1*****@$2*****$3');
	return address.replace(pattern, (_, local: string, _rest: string, host: string, end: string) =>
		local.length === 1 ? `${local}@${host}***${end}` : `${local}***@${host}***${end}`,
	);
}

/** The outcome: addresses that get a mail, addresses as shown, or the first one that is refused. */
export type RecipientChoice =
	| { mailed: readonly string[]; shown: readonly string[] }
	| { undeliverable: string };

/**
 * Reads the recipients that were asked for. With a pattern, a text without anything that looks like an
 * address is dropped in silence and the rest is cut to the part that does; otherwise the whole text must be
 * an address. Only the first is mailed.
 */
export function chooseRecipients(
	asked: readonly string[],
	rule: RecipientRule,
	stars: ReleaseTraits['recipientStars'],
): RecipientChoice {
	const found = rule === 'whole' ? asked : asked.flatMap((text) => PATTERNS[rule].exec(text)?.[0] ?? []);
	const undeliverable = rule === 'whole' ? found.find((text) => !DELIVERABLE.test(text)) : undefined;
	if (undeliverable !== undefined) return { undeliverable };
	const mailed = found.slice(0, 1);
	return { mailed, shown: mailed.map((address) => obscureAddress(address, stars)) };
}
