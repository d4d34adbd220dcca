import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../../../src/runner/inputs/nearest-word.ts';

describe('nearestWord', () => {
	const words = ['share', 'status', 'secret', 'secret-file', 'us', 'eu'];

	it.each([
		['shere', 'share'],
		['SHARE', 'share'],
		['hsare', 'share'],
		['sahre', 'share'],
		['shar', 'share'],
		['statuss', 'status'],
		['secret_file', 'secret-file'],
		['su', 'us'],
		['ue', 'eu'],
		['u', 'us'],
	])('takes %j for a slip of %j', (text, word) => {
		expect(nearestWord(text, words)).toBe(word);
	});

	it.each(['', 'reveal', 'sh', 'europe', 'a long text that somebody put into the wrong input'])(
		'has no guess for %j',
		(text) => {
			expect(nearestWord(text, words)).toBeUndefined();
		},
	);

	it('prefers the nearer of two words, and the earlier of two that are as near', () => {
		expect(nearestWord('stats', ['status', 'stat'])).toBe('status');
		expect(nearestWord('ab', ['ax', 'ab'])).toBe('ab');
	});
});
