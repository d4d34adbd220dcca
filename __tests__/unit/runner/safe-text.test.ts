import { describe, expect, it } from 'vitest';
import { oneLine, quoteForeign } from '../../../src/runner/safe-text.ts';
import { encodings } from '../../support/runner/index.ts';

describe('oneLine', () => {
	it.each([
		['a\nb', 'a b'],
		['a\r\nb\rc', 'a b c'],
		['::add-mask::x', ': :add-mask: :x'],
		['\u00a0::error::x', ': :error: :x'],
		['text ##[add-mask]x', 'text ## [add-mask]x'],
		[':::::', ': : : : :'],
		['\u001b[31mred\u001b[0m', '[31mred [0m'],
		['a\u2028b\u2029c\u0085d', 'a b c d'],
		['tab\tbell\u0007nul\0', 'tab bell nul'],
		['right\u202eto left', 'right to left'],
	])('makes %j harmless', (text, expected) => {
		const line = oneLine(text);
		expect(line).toBe(expected);
		expect(line).not.toMatch(/::|##\[|[\p{C}\u2028\u2029]/u);
	});
});

describe('quoteForeign', () => {
	it('keeps ordinary words of a server', () => {
		expect(quoteForeign('You did not provide anything to share', ['hunter2-hunter2'])).toBe(
			'You did not provide anything to share',
		);
	});

	it('cuts long text to 200 characters and shows that it did', () => {
		const quoted = quoteForeign('word '.repeat(200_000), []);
		expect(Array.from(quoted)).toHaveLength(200);
		expect(quoted.endsWith('…')).toBe(true);
	});

	it('does not cut a character in two', () => {
		expect(quoteForeign('🔑'.repeat(300), []).isWellFormed()).toBe(true);
	});

	const secret = 'correct horse\nbattery "staple" & more';
	it.each([
		...encodings(secret).map((form) => [form]),
		[secret.toUpperCase()],
		[secret.slice(3, 15)],
		[secret.replaceAll(/\s+/g, '')],
		[Buffer.from(secret).toString('hex')],
		[Buffer.from(secret).toString('base64url')],
		[new URLSearchParams({ secret }).toString()],
		[JSON.stringify({ secret })],
		[Buffer.from(`x${secret}`).toString('base64')],
	])('withholds text that repeats a sensitive value, here as %j', (form) => {
		expect(quoteForeign(`Bad value: ${form}`, ['other', secret])).toMatch(/^\(withheld/);
	});

	it.each([
		['ab&cd<ef>gh"ij\'k', 'ab&amp;cd&lt;ef&gt;gh&quot;ij&apos;k'],
		['ab&cd<ef>gh"ij\'k', 'ab&#38;cd&#x3c;ef&#x3E;gh&#34;ij&#39;k'],
		['p\u00e4ssw\u00f6rd', 'p\\u00e4ssw\\u00f6rd'],
		['p\u00e4ssw\u00f6rd', 'pa\u0308sswo\u0308rd'],
		['p\u00e4ssw\u00f6rd', Buffer.from('p\u00e4ssw\u00f6rd').toString('latin1')],
		['!@#$%^&*()_+', '!@#$%^&*()_+'],
		['A1!@#$%^&*()B2', '!@#$%^&*()'],
		['hunter22', 'hunter2'],
		['\u{1f511}\u{1f511}\u{1f511}', '\u{1f511}\u{1f511}\u{1f511}'],
	])('withholds an echo of %j as %j', (value, echo) => {
		expect(quoteForeign(`Bad value: ${echo}`, [value])).toMatch(/^\(withheld/);
	});

	it('survives escapes of characters that do not exist', () => {
		expect(quoteForeign('&#9999999; &#xffffff; \\uzzzz &nothing;', ['hunter22'])).toBe(
			'&#9999999; &#xffffff; \\uzzzz &nothing;',
		);
	});

	it('withholds text that repeats a short sensitive value whole', () => {
		expect(quoteForeign('value abc is short', ['abc'])).toMatch(/^\(withheld/);
		expect(quoteForeign('value ab is short', ['abc'])).toBe('value ab is short');
	});

	it('does not mind sensitive values without letters or digits', () => {
		expect(quoteForeign('plain', ['!!'])).toBe('plain');
	});

	it('survives a value that is not well-formed Unicode', () => {
		expect(quoteForeign('plain', ['\ud800'])).toBe('plain');
	});
});
