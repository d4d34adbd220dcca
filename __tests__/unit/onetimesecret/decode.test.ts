import { describe, expect, it } from 'vitest';
import {
	booleanField,
	objectField,
	parseJsonObject,
	parseReceiptKey,
	parseSecretKey,
	receiptKeyField,
	secondsField,
	secretKeyField,
	textField,
	textsField,
	timeField,
	ttlField,
} from '../../../src/onetimesecret/decode.ts';

const key = 'a1'.repeat(31);

describe('parseJsonObject', () => {
	it('reads an object', () => {
		expect(parseJsonObject('{"a":1}')).toEqual({ a: 1 });
	});

	it.each([
		'',
		'null',
		'[]',
		'[{"a":1}]',
		'"text"',
		'3',
		'{"a":1',
		'{"a":1}{"a":1}',
		'<html></html>',
		'\ufeff{"a":1}',
	])('returns undefined for %j', (body) => {
		expect(parseJsonObject(body)).toBeUndefined();
	});
});

describe('textField', () => {
	it('is empty for a field that is missing, inherited or not a string', () => {
		expect(textField({ a: 'x' }, 'a')).toBe('x');
		for (const value of [undefined, null, 5, {}, ['x']]) expect(textField({ a: value }, 'a')).toBe('');
		expect(textField({}, 'toString')).toBe('');
	});
});

describe('textsField', () => {
	it('reads a string or an array of strings and leaves out everything else', () => {
		expect(textsField({ a: 'x' }, 'a')).toEqual(['x']);
		expect(textsField({ a: ['x', 5, null, 'y'] }, 'a')).toEqual(['x', 'y']);
		expect(textsField({ a: null }, 'a')).toEqual([]);
		expect(textsField({}, 'toString')).toEqual([]);
	});
});

describe('parseSecretKey and parseReceiptKey', () => {
	it('accept nothing that could be more than one path segment', () => {
		expect([parseSecretKey(key), parseReceiptKey(key)]).toEqual([key, key]);
		expect([parseSecretKey(`${key}/x`), parseReceiptKey('..')]).toEqual([undefined, undefined]);
	});
});

describe.each([
	['secretKeyField', secretKeyField],
	['receiptKeyField', receiptKeyField],
])('%s', (_name, field) => {
	it.each([key, 'k'.repeat(20), 'k'.repeat(256), 'A-Z_0-9abcdefghijklmn'])('accepts %j', (text) => {
		expect(field({ key: text }, 'key')).toBe(text);
	});

	it.each([
		'',
		'short',
		'k'.repeat(257),
		'../../x?y#z',
		`${key}/..`,
		`${key}\n`,
		`${key} `,
		`${key}%2f`,
		5,
		null,
	])('refuses %j', (value) => {
		expect(field({ key: value }, 'key')).toBeUndefined();
	});
});

describe('ttlField', () => {
	it.each([
		[300, 300],
		['300', 300],
		[315_360_000, 315_360_000],
	])('reads %j as %d', (value, seconds) => {
		expect(ttlField({ ttl: value }, 'ttl')).toBe(seconds);
	});

	it.each([0, -1, 1.5, '1.5', '', '300s', '1e3', 315_360_001, Number.MAX_VALUE, true, null, undefined, {}])(
		'returns undefined for %j',
		(value) => {
			expect(ttlField({ ttl: value }, 'ttl')).toBeUndefined();
		},
	);

	it('does not take an inherited property for a field', () => {
		expect(ttlField({}, 'length')).toBeUndefined();
	});
});

describe('timeField', () => {
	it.each([
		[1_787_200_000, 1_787_200_000],
		['1787200000', 1_787_200_000],
		[1_787_200_000.123, 1_787_200_000.123],
		['1787200000.5', 1_787_200_000.5],
	])('reads %j', (value, seconds) => {
		expect(timeField({ created: value }, 'created')).toBe(seconds);
	});

	it.each([0, -5, 8.64e12, '99999999999999999', Number.POSITIVE_INFINITY, 'today', null])(
		'returns undefined for %j',
		(value) => {
			expect(timeField({ created: value }, 'created')).toBeUndefined();
		},
	);
});

describe('secondsField', () => {
	it.each([
		[1_800, 1_800],
		[0, 0],
		[4.2, 5],
		['30', 30],
	])('reads %j as %d', (value, seconds) => {
		expect(secondsField({ retry_after: value }, 'retry_after')).toBe(seconds);
	});

	it.each([-1, '-1', 'soon', null, undefined, 1e12, Number.POSITIVE_INFINITY])(
		'returns undefined for %j',
		(value) => {
			expect(secondsField({ retry_after: value }, 'retry_after')).toBeUndefined();
		},
	);
});

describe('booleanField', () => {
	it.each([
		[true, true],
		[false, false],
		['true', undefined],
		[1, undefined],
		[null, undefined],
	])('reads %j as %s', (value, read) => {
		expect(booleanField({ flag: value }, 'flag')).toBe(read);
	});

	it('returns undefined for a missing field', () => {
		expect(booleanField({}, 'flag')).toBeUndefined();
	});
});

describe('objectField', () => {
	it('reads an object', () => {
		expect(objectField({ record: { key: 'k' } }, 'record')).toEqual({ key: 'k' });
	});

	it.each([null, undefined, [{ key: 'k' }], 'text', 5])('returns an empty object for %j', (value) => {
		expect(objectField({ record: value }, 'record')).toEqual({});
	});

	it('returns an empty object for an inherited field', () => {
		expect(objectField({}, 'constructor')).toEqual({});
	});
});
