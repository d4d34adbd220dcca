import { describe, expect, it } from 'vitest';
import { explainDuration, parseDuration } from '../../../../src/runner/inputs/durations.ts';

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
		['1h30m', 5_400, 'm'],
		['1h 30m', 5_400, 'm'],
		['1d12h', 129_600, 'h'],
		['1w2d3h4m5s', 788_645, 's'],
		['7 days', 604_800, 'd'],
		['1 Day', 86_400, 'd'],
		['90 min', 5_400, 'm'],
		['90 MIN', 5_400, 'm'],
		['2 Minutes', 120, 'm'],
		['24H', 86_400, 'h'],
		['2 hrs', 7_200, 'h'],
		['1 hr', 3_600, 'h'],
		['1 hour 5 secs', 3_605, 's'],
		['2 WEEKS', 1_209_600, 'w'],
		['7D', 604_800, 'd'],
		['45S', 45, 's'],
	])('reads %j as %d seconds with the smallest unit %s', (text, seconds, unit) => {
		expect(parseDuration(text)).toMatchObject({ seconds, unit: { name: unit } });
	});

	it.each([
		...[
			'',
			'd',
			'1.5h',
			'-1',
			'+1',
			'1y',
			'1e3',
			'0x10',
			'9999999999',
			'9999999999d',
			'５m',
			'1h30',
			'30m1h',
		],
		...[
			'1h1h',
			'30M',
			'1h30M',
			'P7D',
			'7 months',
			'7 days and',
			'7,5h',
			'1_000',
			'one day',
			'2 mon',
			'5 sausages',
		],
	])('does not read %j', (text) => {
		expect(parseDuration(text)).toBeUndefined();
	});
});

describe('explainDuration', () => {
	const ttl = { minSeconds: 60, maxSeconds: 365 * 86_400, examples: ['12h', '7d'] } as const;
	const timeout = { minSeconds: 1, maxSeconds: 3_600, examples: ['30s', '2m'] } as const;
	const wait = { minSeconds: 0, maxSeconds: 6 * 3_600, examples: ['10m', '1h'] } as const;

	it.each([
		['30', '`ttl: 30` means 30 seconds; the minimum is 1m. Did you mean `30m` or `30d`?'],
		['0', '`ttl: 0` means 0 seconds; the minimum is 1m.'],
		['31536001', '`ttl: 31536001` means 31536001 seconds; the maximum is 365d.'],
		['30s', '`ttl: 30s` is out of range: the minimum is 1m.'],
		['366d', '`ttl: 366d` is out of range: the maximum is 365d.'],
		['30M', '`ttl: 30M` could mean minutes or months. Write `30m` for minutes, or a number of days.'],
		[
			'1h30 M',
			'`ttl: 1h30 M` could mean minutes or months. Write `1h30 m` for minutes, or a number of days.',
		],
		[
			'P7D',
			'`ttl: P7D` is not a duration. Did you mean `7d`? Use whole numbers with units, such as `12h` or `7d`, from 1m to 365d.',
		],
		[
			'PT1H30M',
			'`ttl: PT1H30M` is not a duration. Did you mean `1h30m`? Use whole numbers with units, such as `12h` or `7d`, from 1m to 365d.',
		],
		[
			'1.5h',
			'`ttl: 1.5h` is not a duration. Use whole numbers with units, such as `12h` or `7d`, from 1m to 365d.',
		],
		[
			'P',
			'`ttl: P` is not a duration. Use whole numbers with units, such as `12h` or `7d`, from 1m to 365d.',
		],
		[
			'next M',
			'`ttl: next M` is not a duration. Use whole numbers with units, such as `12h` or `7d`, from 1m to 365d.',
		],
	])('explains what is wrong with `ttl: %s` and what was probably meant', (text, explanation) => {
		expect(explainDuration('ttl', text, text, ttl)).toBe(explanation);
	});

	it('suggests only what the input allows', () => {
		const range = { ...timeout, minSeconds: 60 };
		expect(explainDuration('x', '30', '30', range)).toMatch(/the minimum is 1m\. Did you mean `30m`\?$/);
	});

	it('suggests that a timeout that is far too large is in milliseconds', () => {
		expect(explainDuration('timeout', '30000', '30000', timeout)).toBe(
			'`timeout: 30000` means 30000 seconds; the maximum is 1h. Did you mean `30s`?',
		);
		expect(explainDuration('timeout', '30001', '30001', timeout)).toMatch(/the maximum is 1h\.$/);
		expect(explainDuration('timeout', '9000000', '9000000', timeout)).toMatch(/the maximum is 1h\.$/);
	});

	it('shows examples and limits of the input', () => {
		expect(explainDuration('timeout', 'x', 'x', timeout)).toMatch(/such as `30s` or `2m`, from 1s to 1h\.$/);
		expect(explainDuration('wait', 'x', 'x', wait)).toMatch(/such as `10m` or `1h`, from 0s to 6h\.$/);
	});

	it.each(['30', '12345678', '30M', 'P7D', 'x'])(
		'makes no guess of a text that must not be shown: %s',
		(text) => {
			const explanation = explainDuration('ttl', text, '(withheld)', timeout);
			expect(explanation).toContain('`ttl: (withheld)`');
			expect(explanation).not.toMatch(/mean `|Write|\b30\b|12345678|7d/);
		},
	);
});
