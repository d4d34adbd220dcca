import { describe, expect, it } from 'vitest';
import { parseRetryAfterMs } from '../../../src/http/retry-after.ts';

const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);

describe('parseRetryAfterMs', () => {
	it.each([
		['0', 0],
		['120', 120_000],
		[' 3 ', 3_000],
		['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
		['Mon, 23 Nov 2026 11:59:00 GMT', 0],
	])('reads %j as %d ms', (header, waitMs) => {
		expect(parseRetryAfterMs(header, nowMs)).toBe(waitMs);
	});

	it.each([
		undefined,
		'',
		'soon',
		'-1',
		'1.5',
		'1e3',
		'9999999999',
		'Mon, 99 Nov 2026 12:00:30 GMT',
		'2026-11-23',
		'Mon, 23 Nov 2026 12:00:30',
	])('makes nothing of %j', (header) => {
		expect(parseRetryAfterMs(header, nowMs)).toBeUndefined();
	});
});
