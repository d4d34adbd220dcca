import { afterEach, describe, expect, it, vi } from 'vitest';
import { echoes } from '../../../src/runner/echo-check.ts';
import { encodings } from '../../support/runner/index.ts';

describe('echoes', () => {
	const secret = 'correct horse\nbattery "staple" & more';

	it.each([
		...encodings(secret).map((form) => [form]),
		[secret.toUpperCase()],
		[secret.slice(3, 15)],
		[secret.slice(0, secret.length / 2)],
		[secret.slice(secret.length / 2)],
		[secret.replaceAll(/\s+/g, '')],
		[secret.replaceAll(/[^a-z]+/g, '-')],
		[Buffer.from(secret).toString('hex')],
		[Buffer.from(secret).toString('base64url')],
		[new URLSearchParams({ secret }).toString()],
		[JSON.stringify({ secret })],
		...['', 'x', 'xy', 'xyz'].map((before) => [Buffer.from(`${before}${secret}`).toString('base64')]),
	])('finds a sensitive value written as %j', (form) => {
		expect(echoes(`Bad value: ${form}`, ['other', secret])).toBe(true);
	});

	it.each([
		['ab&cd<ef>gh"ij\'k', 'ab&amp;cd&lt;ef&gt;gh&quot;ij&apos;k'],
		['ab&cd<ef>gh"ij\'k', 'ab&#38;cd&#x3c;ef&#x3E;gh&#34;ij&#39;k'],
		['p\u00e4ssw\u00f6rd', 'p\\u00e4ssw\\u00f6rd'],
		['p\u00e4ssw\u00f6rd', 'pa\u0308sswo\u0308rd'],
		['p\u00e4ssw\u00f6rd', Buffer.from('p\u00e4ssw\u00f6rd').toString('latin1')],
		['password', '\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44'],
		['!@#$%^&*()_+', '!@#$%^&*()_+'],
		['A1!@#$%^&*()B2', '!@#$%^&*()'],
		['hunter22', 'hunter2'],
		['hunter22', 'hunt'],
		['a  b  c', 'a b c'],
		['\u{1f511}\u{1f511}\u{1f511}', '\u{1f511}\u{1f511}\u{1f511}'],
		['abc', 'abc'],
		['}', '}'],
	])('finds %j as %j', (value, form) => {
		expect(echoes(`value is ${form} `, [value])).toBe(true);
	});

	it.each([
		['You did not provide anything to share', 'hunter2-hunter2'],
		['value ab is short', 'abc'],
		['value hun is short', 'hunter22'],
		['plain text', '!!'],
		['a plain text of letters', '!@#$%^&*()a'],
		['plain text', '\ud800'],
		['plain text', ''],
		['plain text', ' \n '],
	])('does not find in %j the value %j', (text, value) => {
		expect(echoes(text, [value])).toBe(false);
	});

	const rule = 'Passphrase must be at least 8 characters long';

	it('does not count a server word as a part of the value', () => {
		expect(echoes(rule, ['my lasting characters'])).toBe(false);
		expect(echoes(rule, ['Characters! only, my lasting ones'])).toBe(false);
		expect(echoes(`${rule}, passphrase`, ['my lasting characters, my passphrase for it'])).toBe(false);
	});

	it('counts every other word, however common', () => {
		const value = 'elephant-umbrella-dinosaurs-telescope';
		expect(echoes('No: elephant, telescope; umbrella / dinosaurs.', [value])).toBe(true);
		expect(echoes('umbrella', [value])).toBe(true);
	});

	it.each([
		[
			'hex in groups',
			(text: string) =>
				Buffer.from(text)
					.toString('hex')
					.replace(/..(?=.)/g, '$&:'),
		],
		[
			'escaped bytes',
			(text: string) => [...text].map((one) => `\\x${one.charCodeAt(0).toString(16)}`).join(''),
		],
		[
			'long character references',
			(text: string) => [...text].map((one) => `&#000000${one.charCodeAt(0)};`).join(''),
		],
	])('finds %s', (_name, encode) => {
		expect(echoes(`Bad value: ${encode('Zq7-kP3x_mW9')}`, ['Zq7-kP3x_mW9'])).toBe(true);
	});

	it('does not join the texts around a server word', () => {
		expect(echoes('abcd characters efgh', ['abcdefgh, followed by my lasting ones'])).toBe(false);
	});

	it('counts a server word that is half of the value, or part of a longer word', () => {
		expect(echoes(rule, ['characters'])).toBe(true);
		expect(echoes(rule, ['my characters'])).toBe(true);
		expect(echoes('bad value: xcharactersx', ['my lasting xcharactersx1'])).toBe(true);
	});

	it('finds a part of the value that is longer than a server word in it', () => {
		expect(echoes('you sent my lasting characters', ['my lasting characters'])).toBe(true);
		expect(echoes('characters my lastin', ['my lasting characters'])).toBe(true);
	});
});

describe('The cost of the echo check', () => {
	afterEach(() => vi.restoreAllMocks());

	it('grows only with the size of the value, which is folded once and read a few times', () => {
		const value = 'ab 12\n'.repeat(17_000);
		const text = `${'characters different important '.repeat(3)}${'aGVsbG8gd29ybGQx'.repeat(6)}`;
		let folded = 0;
		let slices = 0;
		const { normalize, slice } = String.prototype;
		vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string, form?: string) {
			folded += this.length;
			return normalize.call(this, form);
		});
		vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, start, end) {
			slices++;
			return slice.call(this, start, end);
		});
		expect(echoes(text, [value])).toBe(false);
		expect(folded).toBeLessThan(1.2 * value.length);
		expect(slices).toBeLessThan(4 * value.length);
	});
});
