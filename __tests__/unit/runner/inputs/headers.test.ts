import { describe, expect, it } from 'vitest';
import { readHeaders } from '../../../../src/runner/inputs/headers.ts';
import { createInputReader } from '../../../../src/runner/inputs/input-reader.ts';
import { inputVariables } from '../../../support/input-variables.ts';

function read(headers: string, more: Record<string, string> = { domain: 'secrets.example.com' }) {
	const reader = createInputReader(inputVariables({ headers, ...more }));
	const known = reader.faults.length;
	const result = readHeaders(reader);
	return { headers: result, faults: reader.faults.slice(known), sensitive: [...reader.sensitive] };
}

describe('readHeaders', () => {
	it('reads one header per line, skips blank lines, and trims both parts', () => {
		const { headers, faults } = read(
			'\nCF-Access-Client-Id: an-id.access\r\n\n  \n  X-Token :  a: b  c \nCookie: a=b; c=d\n',
		);
		expect(faults).toEqual([]);
		expect(headers).toEqual({
			'CF-Access-Client-Id': 'an-id.access',
			'X-Token': 'a: b  c',
			Cookie: 'a=b; c=d',
		});
	});

	it('is empty if nothing is given', () => {
		const reader = createInputReader({});
		expect(readHeaders(reader)).toEqual({});
		expect(reader.faults).toEqual([]);
	});

	it('needs `domain`, but adds no second fault if `domain` is faulty itself', () => {
		expect(read('X-A: abcd', {}).faults).toEqual([expect.stringMatching(/^`headers` needs `domain`/)]);
		expect(read('X-A: abcd', { domain: '' }).faults).toEqual([]);
	});

	const forbidden = [
		...[
			'Authorization',
			'Host',
			'User-Agent',
			'Connection',
			'Keep-Alive',
			'Transfer-Encoding',
			'TE',
			'Trailer',
		],
		...[
			'Upgrade',
			'Expect',
			'Forwarded',
			'Content-Type',
			'Content-Length',
			'Content-',
			'Accept',
			'Accept-Encoding',
		],
		...['Proxy-Authorization', 'Proxy-Connection', 'X-Forwarded-Host', 'X-Forwarded-For'],
	];
	it.each(forbidden.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]))(
		'refuses `%s`',
		(name) => {
			expect(read(`X-A: abcd\n${name}: hunter2`).faults).toEqual([
				`\`headers\`, line 2: \`${name}\` cannot be set, because the action or the server depends on it. Remove the line.`,
			]);
		},
	);

	it.each([
		'X-Authorization',
		'X-Host',
		'Hosts',
		'X-Accept',
		'Accent',
		'X-Forwarded',
		'Cookie',
		"!#$%&'*+.^_`|~x-1",
	])('accepts `%s`', (name) => {
		expect(read(`${name}: abcd`)).toMatchObject({ headers: { [name]: 'abcd' }, faults: [] });
	});

	it.each([
		['hunter2', 'there is no colon. Write `Name: value`.'],
		['Bearer hunter2: x', 'the name in front of the colon is not the name of a header. Write `Name: value`.'],
		[': hunter2', 'the name in front of the colon is not the name of a header. Write `Name: value`.'],
		['X(A): hunter2', 'the name in front of the colon is not the name of a header. Write `Name: value`.'],
		['X-Ä: hunter2', 'the name in front of the colon is not the name of a header. Write `Name: value`.'],
		['X-A:', '`X-A` has no value. Is the secret behind it defined and passed on?'],
		['X-A: \t ', '`X-A` has no value. Is the secret behind it defined and passed on?'],
		['X-A: hunter2\tx', 'the value of `X-A` has characters other than printable ASCII.'],
		['X-A: hunter2\rX-B: x', 'the value of `X-A` has characters other than printable ASCII.'],
		['X-A: hunter2\u0000', 'the value of `X-A` has characters other than printable ASCII.'],
		['X-A: hünter2', 'the value of `X-A` has characters other than printable ASCII.'],
		['X-A: hunter2\u0085x', 'the value of `X-A` has characters other than printable ASCII.'],
		['Good: abcd\nGOOD: hunter2', '`GOOD` is there twice. Keep one.'],
	])('refuses %j, with the number of the line and never with a value', (lines, fault) => {
		const { faults } = read(lines);
		const number = lines.split('\n').length;
		expect(faults).toEqual([`\`headers\`, line ${number}: ${fault}`]);
		expect(faults.join()).not.toContain('hunter2');
	});

	it('reports the faults of all lines', () => {
		expect(read('hunter2\nHost: x\nX-A: y\nx-a: z').faults).toHaveLength(3);
	});

	it('does not show a name that equals the value of another line', () => {
		const { faults } = read('X-A: hunter2-hunter2\nhunter2-hunter2:');
		expect(faults).toEqual([expect.stringContaining('(withheld')]);
		expect(faults.join()).not.toContain('hunter2');
	});

	it('treats values of four characters or more as sensitive, even in faulty lines', () => {
		const { sensitive } = read('X-A: abcd\nX-B: abc\nno colon here\nHost: evil.example\nx-a: other');
		expect(sensitive).toEqual([
			['value of header line 1', 'abcd'],
			['value of header line 3', 'no colon here'],
			['value of header line 4', 'evil.example'],
			['value of header line 5', 'other'],
		]);
	});

	it('reads `__proto__` and similar names as plain names', () => {
		const { headers, faults } = read('__proto__: abcd\nconstructor: efgh');
		expect(faults).toEqual([]);
		expect(Object.entries(headers)).toEqual([
			['__proto__', 'abcd'],
			['constructor', 'efgh'],
		]);
		expect(Object.getPrototypeOf(headers)).toBe(Object.prototype);
		expect(Object.getPrototypeOf({ ...headers })).toBe(Object.prototype);
	});
});
