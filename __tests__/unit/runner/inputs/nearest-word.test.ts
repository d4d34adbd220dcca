import { describe, expect, it } from 'vitest';
import { isNearMiss, nearestWord } from '../../../../src/runner/inputs/nearest-word.ts';

describe('isNearMiss', () => {
	it.each([
		['domian', 'domain'],
		['passphrse', 'passphrase'],
		['passsphrase', 'passphrase'],
		['secrets', 'secret'],
		['ecret', 'secret'],
		['secretx', 'secret'],
		['tokan', 'token'],
		['ttll', 'ttl'],
		['tl', 'ttl'],
		['lenght', 'length'],
	])('is true of %j and %j', (text, word) => {
		expect(isNearMiss(text, word)).toBe(true);
	});

	it.each([
		['secret', 'secret'],
		['tts', 'ttl'],
		['lint', 'link'],
		['dimian', 'domain'],
		['niamod', 'domain'],
		['doamni', 'domain'],
		['passphraseee', 'passphrase'],
		['', 'ttl'],
	])('is false of %j and %j', (text, word) => {
		expect(isNearMiss(text, word)).toBe(false);
	});
});

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
		['secrt_fil', 'secret-file'],
		['su', 'us'],
		['ue', 'eu'],
		['u', 'us'],
	])('suggests for %j the word %j', (text, word) => {
		expect(nearestWord(text, words)).toBe(word);
	});

	it.each(['', 'reveal', 'sh', 'europe', 'a long text that somebody put into the wrong input'])(
		'has no guess for %j',
		(text) => {
			expect(nearestWord(text, words)).toBeUndefined();
		},
	);

	it('prefers the closer word, and the earlier one of two equally close words', () => {
		expect(nearestWord('stats', ['status', 'stat'])).toBe('status');
		expect(nearestWord('ab', ['ax', 'ab'])).toBe('ab');
	});
});
