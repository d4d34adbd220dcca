import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../../src/runner/inputs/duration.ts';

describe('parseDuration', () => {
	it.each([
		['90', 90, 's'],
		['90s', 90, 's'],
		['30m', 1_800, 'm'],
		['12h', 43_200, 'h'],
		['7d', 604_800, 'd'],
		['1w', 604_800, 'w'],
		['0', 0, 's'],
		['007d', 604_800, 'd'],
	])('reads %j as %d seconds, written in %s', (text, seconds, unit) => {
		expect(parseDuration(text)).toMatchObject({ seconds, unit: { name: unit } });
	});

	it.each(['', 'd', '1.5h', '1h30m', '-1', '+1', '1 h', '1H', '1y', '1e3', '0x10', '9999999999', '５m'])(
		'does not read %j',
		(text) => {
			expect(parseDuration(text)).toBeUndefined();
		},
	);
});
