import { describe, expect, it } from 'vitest';
import {
	hasControlCharacter,
	removePunctuation,
	replaceUnprintable,
} from '../../../src/runner/unicode-patterns.ts';

describe('hasControlCharacter', () => {
	it.each(['', 'a b~', 'ü€😀', '\u00a0', '\u200b', '\u2028'])('is false for %j', (text) => {
		expect(hasControlCharacter(text)).toBe(false);
	});

	it.each(['a\u0000', 'a\tb', 'a\n', '\u007f', 'ü\u0085'])('is true for %j', (text) => {
		expect(hasControlCharacter(text)).toBe(true);
	});
});

describe('replaceUnprintable', () => {
	it.each([
		['a b~', 'a b~'],
		['ü€😀', 'ü€😀'],
		['a\tb\r\n\u0000c', 'a b c'],
		['\u007f', ' '],
		['a\u202eb\u200bc', 'a b c'],
		['a\u2028b\u2029c\u0085d', 'a b c d'],
		['a\ud800b', 'a b'],
	])('turns %j into %j', (text, replaced) => {
		expect(replaceUnprintable(text)).toBe(replaced);
	});
});

describe('removePunctuation', () => {
	it.each([
		['a-b_c "d" 1', 'abcd1'],
		['ü€é', 'üé'],
		['a\ufffd\u{10fffd}b', 'a\ufffd\u{10fffd}b'],
	])('leaves of %j only %j', (text, rest) => {
		expect(removePunctuation(text)).toBe(rest);
	});
});
