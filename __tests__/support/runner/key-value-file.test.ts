import { describe, expect, it } from 'vitest';
import { applyRecords } from './index.ts';

function read(text: string, isWindows = false): { records: [string, string][]; error: string } {
	const records: [string, string][] = [];
	try {
		applyRecords(text, (name, value) => records.push([name, value]), isWindows);
		return { records, error: '' };
	} catch (error) {
		return { records, error: String(error) };
	}
}

describe('a file of names and values', () => {
	it.each([
		['may be empty', '', []],
		[
			'has one record per line',
			'a=1\nb=2\n',
			[
				['a', '1'],
				['b', '2'],
			],
		],
		['may lack the last line end', 'a=1', [['a', '1']]],
		[
			'may have empty lines between records',
			'\n\na=1\n\nb=2\n\n',
			[
				['a', '1'],
				['b', '2'],
			],
		],
		['splits at the first equals sign', 'a=b=c', [['a', 'b=c']]],
		['may have an empty value', 'a=', [['a', '']]],
		['may have an empty name before an equals sign', '=v', [['', 'v']]],
		['keeps blanks', ' a = 1 ', [[' a ', ' 1 ']]],
		[
			'hands over a repeated name twice, so that the last one wins',
			'a=1\na=2',
			[
				['a', '1'],
				['a', '2'],
			],
		],
		[
			'has values of several lines',
			'a<<E\n1\n\n2\nE\nb=3',
			[
				['a', '1\n\n2'],
				['b', '3'],
			],
		],
		['may have a value of no line', 'a<<E\nE\n', [['a', '']]],
		['may have a value of one empty line', 'a<<E\n\nE\n', [['a', '']]],
		['may lack the line end after the last delimiter', 'a<<E\n1\nE', [['a', '1']]],
		['takes only a whole line for the delimiter', 'a<<E\n E\nE \nEE\ne\nE', [['a', ' E\nE \nEE\ne']]],
		['lets the marker decide that comes first: equals', 'a=x<<E', [['a', 'x<<E']]],
		['lets the marker decide that comes first: delimiter', 'a<<x=y\n1\nx=y', [['a', '1']]],
		['does not parse inside a value', 'a<<E\nb=1\nc<<E\nE', [['a', 'b=1\nc<<E']]],
		[
			'keeps CR in a value',
			'a=1\r\nb=2\r\n',
			[
				['a', '1\r'],
				['b', '2\r'],
			],
		],
		['keeps CR in a delimiter and in the lines before it', 'a<<E\r\n1\r\nE\r\n', [['a', '1\r']]],
		['does not count a leading byte order mark', '\ufeffa=1', [['a', '1']]],
	] as [string, string, [string, string][]][])('%s', (_what, text, records) => {
		expect(read(text)).toEqual({ records, error: '' });
	});

	it.each([
		['a line without a marker', 'ok=1\njust text\nlost=2', 'just text'],
		['a line with nothing but CR', 'ok=1\n\r\nlost=2', 'Invalid format'],
		['an empty name before a delimiter', 'ok=1\n<<E\nx\nE', 'must not be empty'],
		['an empty delimiter', 'ok=1\na<<\nx\n', 'must not be empty'],
		['a delimiter that never comes', 'ok=1\na<<E\nlost=2\nE \n', "not found 'E'"],
		['a value that ends without a line end', 'ok=1\na<<E\nname<<=x', 'EOF marker missing new line'],
		['a delimiter at the end of the file', 'ok=1\na<<E', "not found 'E'"],
		['a delimiter with LF for an opening with CRLF', 'ok=1\na<<E\r\nx\nE\n', 'not found'],
	])('is refused at %s, after the records before it were applied', (_what, text, message) => {
		const { records, error } = read(text);
		expect(records).toEqual([['ok', '1']]);
		expect(error).toContain(message);
	});

	it.each([
		['ends lines at CRLF', 'a=1\r\n\r\nb=2\r\n', '1', '2'],
		['ends lines at LF as well', 'a=1\nb=2\r', '1', '2\r'],
		['keeps what ends the lines of a value', 'a<<E\r\n1\n2\r\n3\r\nE\r\nb=2', '1\n2\r\n3', '2'],
		[
			'keeps a line end and a CR before the last line end',
			'a<<E\r\n1\r\r\nE\r\nb<<E\r\n2\n\r\nE',
			'1\r',
			'2\n',
		],
		['may have a value of no line', 'a<<E\r\nE\r\nb=2', '', '2'],
	])('%s on Windows', (_what, text, a, b) => {
		expect(read(text, true)).toEqual({
			records: [
				['a', a],
				['b', b],
			],
			error: '',
		});
	});
});
