import { describe, expect, it } from 'vitest';
import { describeSeconds, inUnit, isoTime } from '../../../src/onetimesecret/durations.ts';

describe('describeSeconds', () => {
	it.each([
		[0, '0 seconds'],
		[0.4, '0 seconds'],
		[1, '1 second'],
		[45, '45 seconds'],
		[60, '1 minute'],
		[90, '1 minute 30 seconds'],
		[3_600, '1 hour'],
		[5_400, '1 hour 30 minutes'],
		[86_400, '1 day'],
		[604_800, '7 days'],
		[90_061, '1 day 1 hour'],
		[86_460, '1 day 1 minute'],
	])('says %d as %s', (seconds, words) => {
		expect(describeSeconds(seconds)).toBe(words);
	});
});

describe('inUnit', () => {
	it.each([
		[604_800, { name: 'd', seconds: 86_400 }, '7d'],
		[129_600, { name: 'd', seconds: 86_400 }, '1.5d'],
		[100, { name: 'h', seconds: 3_600 }, '0.03h'],
	])('writes %d s with %j as %s', (seconds, unit, text) => {
		expect(inUnit(seconds, unit)).toBe(text);
	});
});

describe('isoTime', () => {
	it.each([
		[1_787_200_000, '2026-08-20T04:26:40Z'],
		[1_787_200_000.9, '2026-08-20T04:26:40Z'],
	])('writes %d in UTC, whole seconds', (seconds, text) => {
		expect(isoTime(seconds)).toBe(text);
	});
});
