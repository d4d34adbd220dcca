import { describe, expect, it } from 'vitest';
import { encodings } from './index.ts';

describe('the encodings that the runner hides', () => {
	it('are the value alone where every encoder but base64 leaves it as it is', () => {
		expect(encodings('swordfish')).toEqual(['swordfish', 'c3dvcmRmaXNo', 'd29yZGZpc2g=', 'b3JkZmlzaA==']);
	});

	it('are none for an empty value', () => {
		expect(encodings('')).toEqual([]);
	});

	it.each([
		['base64 of the UTF-8 bytes', 'päss', 'cMOkc3M='],
		['base64 without the first byte, even inside a character', 'äb', 'pGI='],
		['base64 without the first two bytes', 'abc', 'Yw=='],
		['base64 of the whole where dropping bytes would leave nothing', 'a', 'YQ=='],
		['a backslash before double quotes', 'say "no"', 'say \\"no\\"'],
		['single quotes doubled', "it's", "it''s"],
		['JSON short escapes', 'a\t"\\\n\r\b\fz', 'a\\t\\"\\\\\\n\\r\\b\\fz'],
		['JSON escapes of control characters in lower-case hex', 'a\u001bz', 'a\\u001bz'],
		['JSON escapes of the separators beyond ASCII', 'a\u0085\u2028\u2029z', 'a\\u0085\\u2028\\u2029z'],
		[
			'percent escapes in upper-case hex, the sub-delimiters included',
			"a b/ä!'()*~-._z",
			'a%20b%2F%C3%A4%21%27%28%29%2A~-._z',
		],
		['percent escapes of a lone surrogate as the replacement character', 'a\ud800z', 'a%EF%BF%BDz'],
		['XML entities', `<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;'],
		['the inside of double quotes', '"0123456"x"', '0123456"x'],
		['the part up to the last ampersand', 'first&second&third1', 'first&second&'],
		['the part after the last ampersand', 'first&second&third1', 'third1'],
		['the part up to an ampersand and a plus', 'first&+second&third', 'first&+'],
		['the part after an ampersand, a plus and one character', 'first&+second&third', 'econd&third'],
	])('include %s', (_what, value, form) => {
		expect(encodings(value)).toContain(form);
	});

	it.each([
		['the inside of double quotes around less than seven characters', '"012345"', '012345'],
		['a part before an ampersand that is shorter than six', 'abcd&0123456', 'abcd&'],
		['a part after an ampersand that is shorter than six', '0123456&abcde', 'abcde'],
		['base64 in the spelling for URLs', '???>>>', 'Pz8_Pj4-'],
		['base64 without padding', 'ab', 'YWI'],
		['hex', 'ab', '6162'],
		['percent escapes in lower-case hex', '/', '%2f'],
		['plus signs for blanks', 'a b', 'a+b'],
		['other letter case', 'abc', 'ABC'],
	])('do not include %s', (_what, value, form) => {
		expect(encodings(value)).not.toContain(form);
	});
});
