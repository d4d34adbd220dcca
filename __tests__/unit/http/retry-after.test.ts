import { describe, expect, it } from 'vitest';
import { parseRetryAfterMs } from '../../../src/http/retry-after.ts';

const NOW = 'Mon, 23 Nov 2026 12:00:00 GMT';
const nowMs = Date.parse(NOW);
const anHourLaterMs = nowMs + 3_600_000;

describe('parseRetryAfterMs', () => {
	it.each([
		['0', 0],
		['120', 120_000],
		[' 3 ', 3_000],
		['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
		['Mon, 23 Nov 2026 11:59:00 GMT', 0],
	])('reads %j as %d ms', (header, waitMs) => {
		expect(parseRetryAfterMs(header, undefined, nowMs)).toBe(waitMs);
	});

	it('compares a date with the Date of the same response, not with the clock of the runner', () => {
		const header = 'Mon, 23 Nov 2026 12:00:30 GMT';
		expect(parseRetryAfterMs(header, NOW, anHourLaterMs)).toBe(30_000);
		expect(parseRetryAfterMs(header, ` ${NOW} `, nowMs - 3_600_000)).toBe(30_000);
	});

	it.each([undefined, '', 'today', 'Mon, 99 Nov 2026 12:00:00 GMT'])(
		'compares a date with the clock of the runner if Date is %j',
		(date) => {
			expect(parseRetryAfterMs('Mon, 23 Nov 2026 12:00:30 GMT', date, nowMs)).toBe(30_000);
		},
	);

	it('needs no clock for seconds', () => {
		expect(parseRetryAfterMs('7', 'today', anHourLaterMs)).toBe(7_000);
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
	])('cannot read %j', (header) => {
		expect(parseRetryAfterMs(header, NOW, nowMs)).toBeUndefined();
	});
});
