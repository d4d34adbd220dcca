import { describe, expect, it } from 'vitest';
import { base64Forms, decodings, jsonEscape } from '../../../src/runner/encodings.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('base64Forms', () => {
	const value = 'my secret value with umlaut ä';

	it.each(['', 'x', 'xy', 'xyz', 'wxyz'])(
		'has a form inside the base64 of any text that begins with %j',
		(before) => {
			for (const after of ['', '\n', '\r\n', ' more', '"}']) {
				const text = base64(before + value + after);
				expect(base64Forms(value).some((form) => text.includes(form))).toBe(true);
			}
		},
	);

	it('covers the whole value except for bytes that share a group with the surrounding text', () => {
		for (const [offset, before] of ['', 'xy', 'x'].entries()) {
			const [form = ''] = base64Forms(value).slice(offset, offset + 1);
			const text = base64(`${before}${value}`);
			const shown = text.replace(form, '');
			expect(Buffer.from(shown, 'base64').length).toBeLessThanOrEqual(5);
		}
	});

	it('includes a form for each line of 76 characters, as `base64` and MIME write them', () => {
		const long = 'This is long enough for three lines of base64 and a part of a fourth. '.repeat(3);
		const lines = base64(`${long}\n`).match(/.{1,76}/g) ?? [];
		expect(lines).toHaveLength(4);
		const forms = base64Forms(long);
		for (const line of lines) expect(forms.some((form) => line.includes(form))).toBe(true);
		expect(forms).toContain(lines[0]);
	});

	it('leaves out forms that are too short to mask', () => {
		expect(base64Forms('')).toEqual([]);
		expect(base64Forms('abcde')).toEqual([]);
		expect(base64Forms('abcdef')).toEqual([base64('abcdef')]);
		expect(base64Forms('abcdefgh')).toEqual([base64('abcdef'), base64('bcdefg'), base64('cdefgh')]);
	});
});

describe('jsonEscape', () => {
	it('returns the text as it appears inside a JSON string', () => {
		expect(jsonEscape('a\n"b"\\')).toBe('a\\n\\"b\\"\\\\');
	});
});

describe('decodings', () => {
	it.each([
		['a &amp; b &LT; c', 'a & b < c'],
		['&quot;&apos;&gt;', '"\'>'],
		['&#65;&#x42;&#X43;', 'ABC'],
		['p\\u00e4ss', 'päss'],
		['a%20b%C3%A4', 'a bä'],
		['a+b%20c', 'a b c'],
		['pÃ¤ss', 'päss'],
		[`x ${Buffer.from('hello').toString('hex')} y`, 'hello'],
		[`x f${Buffer.from('hello').toString('hex')} y`, 'hello'],
		[`x ${base64('hello world')} y`, 'hello world'],
		[`x ${Buffer.from('\u00ff?\u00fe>\u00fd').toString('base64url')} y`, '\u00ff?\u00fe>\u00fd'],
	])('of %j include %j', (text, decoded) => {
		expect(decodings(text).some((one) => one.includes(decoded))).toBe(true);
	});

	it('include the text itself', () => {
		expect(decodings('plain')[0]).toBe('plain');
	});

	it('tolerate escapes of characters that do not exist', () => {
		const text = '&#9999999; &#xffffff; \\uzzzz &nope; %zz';
		expect(decodings(text).slice(0, 3)).toEqual([text, text, text]);
	});
});
