import { describe, expect, it } from 'vitest';
import { oneLine, quoteForeign } from '../../../src/runner/safe-text.ts';

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
		['[fd00:1]:443: x', '[fd00:1]:443: x'],
	])('makes %j safe', (text, expected) => {
		const line = oneLine(text);
		expect(line).toBe(expected);
		expect(line).not.toMatch(/::|##\[|[\p{C}\u2028\u2029]/u);
	});
});

describe('An IPv6 address', () => {
	it.each(['[fd00::1]:8443', '[::1]'])('is left whole in %s', (address) => {
		expect(oneLine(`${address} ::x`)).toBe(`${address} : :x`);
	});
});

describe('quoteForeign', () => {
	it('keeps an ordinary text of a server', () => {
		const words = 'You did not provide anything to share';
		expect(quoteForeign(words, ['hunter2-hunter2'])).toBe(words);
	});

	it('keeps a rule that shares a word with a passphrase', () => {
		const rule = 'Passphrase must be at least 8 characters long';
		expect(quoteForeign(rule, ['my lasting characters'])).toBe(rule);
	});

	it('truncates a long text to 200 characters and shows that it did', () => {
		const quoted = quoteForeign('word '.repeat(200_000), []);
		expect(Array.from(quoted)).toHaveLength(200);
		expect(quoted.endsWith('…')).toBe(true);
		expect(quoteForeign('x'.repeat(200), [])).toBe('x'.repeat(200));
	});

	it('does not split a character', () => {
		expect(quoteForeign('🔑'.repeat(300), []).isWellFormed()).toBe(true);
		expect(quoteForeign(`a${'\0'.repeat(650)}${'🔑'.repeat(100)}`, []).isWellFormed()).toBe(true);
	});

	it('replaces a text that repeats a sensitive value in any form with a note', () => {
		const secret = 'correct horse';
		for (const form of [secret, 'CORRECT%20HORSE', Buffer.from(secret).toString('base64')]) {
			expect(quoteForeign(`Bad value: ${form}`, ['other', secret])).toBe(
				'(withheld, because it repeats a part of a sensitive value)',
			);
		}
	});

	it('checks only what is shown, not what was truncated', () => {
		expect(quoteForeign(`${'word '.repeat(100)}hunter2-hunter2`, ['hunter2-hunter2'])).toMatch(/^word .*…$/);
	});
});
