// Parses the `Retry-After` header.

const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Returns the milliseconds to wait, from either form of the header: whole seconds, or an HTTP date (RFC 9110,
 * section 10.2.3). A date is compared with the `Date` header of the same response, because the clocks of
 * server and runner may differ, or with `wallMs` (Unix time) if there is no such header. A date in the past
 * means 0. Undefined if the header is missing or malformed.
 */
export function parseRetryAfterMs(
	header: string | undefined,
	dateHeader: string | undefined,
	wallMs: number,
): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
	const untilMs = parseHttpDateMs(text);
	if (untilMs === undefined) return undefined;
	return Math.max(0, untilMs - (parseHttpDateMs(dateHeader?.trim() ?? '') ?? wallMs));
}

function parseHttpDateMs(text: string): number | undefined {
	const dateMs = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(dateMs) ? undefined : dateMs;
}
