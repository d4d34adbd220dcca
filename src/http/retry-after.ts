// Reads the `Retry-After` header.

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Milliseconds to wait, from either form of the header: whole seconds, or an HTTP date (RFC 9110, section 10.2.3).
 * A date that has passed means no wait. Undefined if there is no header or it says nothing that can be read.
 */
export function parseRetryAfterMs(header: string | undefined, wallMs: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
	if (!HTTP_DATE.test(text)) return undefined;
	const dateMs = Date.parse(text);
	return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - wallMs);
}
