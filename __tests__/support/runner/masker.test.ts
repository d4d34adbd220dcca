import { describe, expect, it } from 'vitest';
import { createMasker } from './index.ts';

function maskWith(values: string[], text: string): string {
	const masker = createMasker();
	for (const value of values) masker.add(value);
	return masker.mask(text);
}

describe('the masker', () => {
	it.each([
		['leaves a text without a hit alone', ['secret'], 'nothing here', 'nothing here'],
		['leaves an empty text alone', ['secret'], '', ''],
		['shows the same stars for every length', ['a-long-secret', 'xy'], 'a-long-secret and xy', '*** and ***'],
		['hides every occurrence', ['ab'], 'ab.ab.ab', '***.***.***'],
		[
			'hides inside words and compares exactly',
			['word'],
			'passwords, Password, WORD',
			'pass***s, Pass***, WORD',
		],
		['takes a single character for a mask', ['e'], 'hello there', 'h***llo th***r***'],
		['merges hits that overlap', ['abcd', 'cdef'], '-abcdef-', '-***-'],
		['merges hits of one value that overlap each other', ['aba'], '-ababa-', '-***-'],
		['merges hits that touch', ['abc', 'def'], '-abcdef-', '-***-'],
		['keeps hits apart that are one character apart', ['abc', 'def'], 'abc,def', '***,***'],
		['hides a hit inside a longer one once', ['abcdef', 'cd'], '-abcdef-', '-***-'],
		[
			'hides the value in another encoding',
			['swordfish'],
			'Authorization: c3dvcmRmaXNo',
			'Authorization: ***',
		],
		[
			'hides what base64 makes of a value after two bytes of something else',
			['swordfish'],
			Buffer.from('u:swordfish').toString('base64'),
			'dTpz***',
		],
		['hides only the masked part of a link', ['k3y'], 'https://host/secret/k3y', 'https://host/secret/***'],
	])('%s', (_what, values, text, shown) => {
		expect(maskWith(values, text)).toBe(shown);
	});

	it('hides a value of several lines as a whole and line by line', () => {
		const value = 'first line\r\n\r\n  second line\t\n}';
		expect(maskWith([value], value)).toBe('***');
		expect(maskWith([value], 'first line|second line|{}')).toBe('***|***|{***');
	});

	it('hides each line of a value in every encoding', () => {
		expect(maskWith(['one\nswordfish'], 'c3dvcmRmaXNo')).toBe('***');
	});

	it('hides a value with blanks around it both as it is and trimmed', () => {
		expect(maskWith(['  padded '], '[  padded ] [padded]')).toBe('[***] [***]');
	});

	it('trims what .NET trims', () => {
		expect(maskWith(['x\n\u0085\ufeffkey\u00a0'], '\u0085\ufeffkey\u00a0')).toBe('\u0085***\u00a0');
	});

	it('hides a workflow secret trimmed, so that its blanks stay visible', () => {
		const masker = createMasker();
		masker.addWorkflowSecret(' padded\n');
		expect(masker.mask('[ padded]')).toBe('[ ***]');
	});

	it('does not change what it masked before a value came', () => {
		const masker = createMasker();
		const before = masker.mask('late');
		masker.add('late');
		expect([before, masker.mask('late')]).toEqual(['late', '***']);
	});
});
