import { describe, expect, it } from 'vitest';
import { parseState, parseStatusWord } from '../../../src/onetimesecret/receipt-states.ts';

describe('parseState', () => {
	it.each([
		['new', 'new'],
		['viewed', 'new'],
		['previewed', 'new'],
		['shared', 'new'],
		['received', 'opened'],
		['revealed', 'opened'],
		['burned', 'burned'],
		['expired', 'expired'],
		['orphaned', 'unknown'],
		['', undefined],
		['consumed', undefined],
		['toString', undefined],
	])('reads %j as %s', (word, state) => {
		expect(parseState(word)).toBe(state);
	});
});

describe('parseStatusWord', () => {
	it.each(['nominal', 'degraded', 'a-b_c', 'x'.repeat(32)])('passes the word %j on', (word) => {
		expect(parseStatusWord(word)).toBe(word);
	});

	it.each(['', 'Nominal', 'nominal\n', 'all is well', '::x::', 'x'.repeat(33)])(
		'does not recognize %j',
		(word) => {
			expect(parseStatusWord(word)).toBe('unrecognized');
		},
	);
});
