import { describe, expect, it } from 'vitest';
import { splitLines } from './index.ts';
import { createLineSplitter } from './line-splitter.ts';

function splitPieces(pieces: Buffer[]): string[] {
	const splitter = createLineSplitter();
	return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

describe('lines of process output', () => {
	it.each([
		['end at LF', 'a\nb\n', ['a', 'b']],
		['end at CRLF', 'a\r\nb\r\n', ['a', 'b']],
		['end at a lone CR', 'a\rb\r', ['a', 'b']],
		['end at the end of the output', 'a\nb', ['a', 'b']],
		['may be empty', '\n\r\n\r', ['', '', '']],
		['count LF and CR in the wrong order as two ends', 'a\n\rb', ['a', '', 'b']],
		['do not end at other separators', 'a\u2028b\u0085c\vd\fe', ['a\u2028b\u0085c\vd\fe']],
		['are none in an empty output', '', []],
	])('%s', (_what, text, lines) => {
		expect(splitLines(text)).toEqual(lines);
	});

	it('are the same wherever the output is cut into pieces', () => {
		const bytes = Buffer.from('ä\r\n\rß\n\n€\r');
		const whole = splitPieces([bytes]);
		expect(whole).toEqual(['ä', '', 'ß', '', '€']);
		for (let at = 0; at <= bytes.length; at += 1) {
			expect(splitPieces([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
		}
		expect(splitPieces([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
	});
});
