import { describe, expect, it } from 'vitest';
import { planMasks } from '../../../src/runner/masks.ts';
import { createMasker } from '../../support/runner/index.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Returns a log text as the runner shows it after a value was masked. */
function maskInLog(text: string, value: string): string {
	const masker = createMasker();
	for (const mask of planMasks(value).masks) masker.add(mask);
	return masker.mask(text);
}

describe('planMasks of a value of one line', () => {
	it('masks it as it is, and its base64 form at each offset', () => {
		expect(planMasks('s3cr3t value')).toEqual({
			masks: ['s3cr3t value', base64('s3cr3t value'), base64('3cr3t val'), base64('cr3t valu')].map((text) =>
				text.replace(/=+$/, ''),
			),
			warning: undefined,
			isTooLarge: false,
		});
	});

	it.each(['abcd\n', 'abcd\r\n', '\nabcd', 'abcd\n \n'])('treats %j as one line', (value) => {
		expect(planMasks(value).masks).toEqual(['abcd']);
	});

	it.each(['abc', 'a', '}', 'abc\n', 'true', '🔑🔑🔑'])(
		'masks %j whole, whatever its length and meaning',
		(value) => {
			expect(planMasks(value).masks).toContain(value.trim());
		},
	);

	it.each(['abc', '}', 'abc\n', '🔑🔑🔑'])('warns that %j is short', (value) => {
		expect(planMasks(value).warning).toMatch(/fewer than four characters/);
	});

	it.each(['', ' ', '\n', ' \r\n\t'])('returns no blank mask for %j, but a warning', (value) => {
		const plan = planMasks(value);
		expect(plan.masks).toEqual([]);
		expect(plan.warning).toMatch(/cannot be masked/);
	});

	it.each(['', '\n', ' and more', '","key":"x"'])('hides its base64 form even if %j follows', (after) => {
		const value = 'a value that nobody should see';
		for (const before of ['', 'x', 'xy', '{"password":"']) {
			const rest = maskInLog(base64(`${before}${value}${after}`), value).replaceAll('***', ' ');
			const readable = rest.split(' ').map((part) => Buffer.from(part, 'base64').toString());
			expect(readable.join('')).not.toMatch(/value|nobody|should/);
		}
	});

	it('hides its base64 form in lines of 76 characters', () => {
		const value = 'A long line with 1234 and the like. '.repeat(8);
		const wrapped = base64(`${value}\n`).replace(/.{76}/g, '$&\n');
		expect(maskInLog(wrapped, value).split('\n').slice(0, 5)).toEqual(Array(5).fill('***'));
	});
});

describe('planMasks of a value of several lines', () => {
	it('masks its lines with content and its encoded forms, never the whole value', () => {
		const value = '{\n  "key": "v4lue"\n}\n';
		const bytes = Buffer.from(value);
		const groups = (offset: number) => bytes.subarray(offset, 21 - ((21 - offset) % 3)).toString('base64');
		expect(bytes).toHaveLength(21);
		expect(planMasks(value)).toEqual({
			masks: ['  "key": "v4lue"', '{\\n  \\"key\\": \\"v4lue\\"\\n}\\n', groups(0), groups(1), groups(2)],
			warning: undefined,
			isTooLarge: false,
		});
	});

	it.each([
		...['users:', '  my.key-1:', '---', '-----BEGIN CERTIFICATE-----', '-----END RSA PRIVATE KEY-----'],
		...['true', 'False', 'null', '    yes', '});  {[', '*****', 'abc', '      }   '],
	])('leaves the structure %j readable', (line) => {
		const value = `telling\n${line}\nmore to tell`;
		expect(planMasks(value).masks).not.toContain(line);
		expect(maskInLog(`${line} and ${line}`, value)).toBe(`${line} and ${line}`);
	});

	it.each(['user: x', 'trueish', 'MIIE', '-----BEGIN me', 'a: {'])('masks the line %j', (line) => {
		expect(planMasks(`telling\n${line}`).masks).toContain(line);
	});

	it('warns if no line of a value has content', () => {
		const plan = planMasks('a\nb\nusers:');
		expect(plan.masks).toEqual([
			'a\\nb\\nusers:',
			base64('a\nb\nusers').slice(0, 12),
			...plan.masks.slice(2),
		]);
		expect(plan.warning).toMatch(/only short lines/);
	});

	it('splits lines as a log does, including at a lone carriage return', () => {
		expect(planMasks('first\rsecond\r\nthird').masks.slice(0, 3)).toEqual(['first', 'second', 'third']);
	});

	it('masks a repeated line once', () => {
		expect(planMasks('same line\nsame line').masks.filter((mask) => mask === 'same line')).toHaveLength(1);
	});

	it('leaves ordinary log text readable after a private key was masked', () => {
		const key = '-----BEGIN KEY-----\nMIIE\nabc\n}\n-----END KEY-----\n';
		expect(maskInLog('function () { return abc } -----BEGIN KEY-----', key)).toBe(
			'function () { return abc } -----BEGIN KEY-----',
		);
		expect(maskInLog('x MIIE y', key)).toBe('x *** y');
	});
});

describe('planMasks of a large value', () => {
	const lines = (count: number) => Array.from({ length: count }, (_, at) => `line-${at}`).join('\n');

	it('sets at most 2,000 masks, and says how many lines stay readable', () => {
		const plan = planMasks(lines(2_100));
		expect(plan.masks).toHaveLength(2_000);
		expect(plan.masks).toContain('line-1999');
		expect(plan.warning).toMatch(/^is so large that 100 of its 2100 lines stay readable in logs/);
		expect(plan.isTooLarge).toBe(true);
	});

	it.each([
		['of many lines', lines(1_999)],
		['of one line', lines(20_000).replaceAll('\n', ' ')],
	])('says so if only the encoded forms exceed the limit: %s', (_, value) => {
		const plan = planMasks(value);
		expect(plan.masks).toHaveLength(2_000);
		expect(plan.warning).toMatch(/^is so large that parts of its base64 form stay readable/);
		expect(plan.isTooLarge).toBe(true);
	});

	it('does not warn below the limit', () => {
		expect(planMasks(lines(1_000))).toMatchObject({ warning: undefined, isTooLarge: false });
	});
});
