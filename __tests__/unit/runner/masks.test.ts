import { describe, expect, it } from 'vitest';
import { planMasks } from '../../../src/runner/masks.ts';
import { createMasker } from '../../support/runner/index.ts';

describe('planMasks', () => {
	it('masks a value of one line as it is', () => {
		expect(planMasks('s3cr3t value')).toEqual({ masks: ['s3cr3t value'], concern: undefined });
	});

	it.each(['abcd\n', 'abcd\r\n', '\nabcd'])(
		'masks the one line of %j by itself and with its line end',
		(value) => {
			expect(planMasks(value).masks).toEqual(['abcd', value]);
		},
	);

	it.each(['abc', 'a', '}', 'abc\n', '🔑🔑🔑'])('masks the short value %j whole, with a concern', (value) => {
		const plan = planMasks(value);
		expect(plan.masks).toContain(value);
		expect(plan.concern).toMatch(/fewer than four characters/);
	});

	it.each(['', ' ', '\n', ' \r\n\t'])('gives the runner no blank mask for %j, but a concern', (value) => {
		const plan = planMasks(value);
		expect(plan.masks).toEqual([]);
		expect(plan.concern).toMatch(/cannot be masked/);
	});

	it('masks a value of several lines by its long lines and its encoded forms, never whole', () => {
		const value = '{\n  "key": "v4lue"\n}\n';
		const plan = planMasks(value);
		expect(plan.masks).toEqual([
			'  "key": "v4lue"',
			'{\\n  \\"key\\": \\"v4lue\\"\\n}\\n',
			Buffer.from(value).toString('base64'),
			Buffer.from(value).subarray(1).toString('base64'),
			Buffer.from(value).subarray(2).toString('base64'),
		]);
		expect(plan.concern).toBeUndefined();
	});

	it('counts the length of a line without the blanks around it, as the runner would mask it', () => {
		expect(planMasks('      }   \nlong enough').masks).not.toContain('      }   ');
	});

	it('says so when no line of a value is long enough to be masked', () => {
		const plan = planMasks('a\nb\nc');
		expect(plan.masks.every((mask) => mask.length >= 4)).toBe(true);
		expect(plan.concern).toMatch(/only lines of fewer than four characters/);
	});

	it('splits lines wherever a log would, also at a lone carriage return', () => {
		expect(planMasks('first\rsecond\r\nthird').masks.slice(0, 3)).toEqual(['first', 'second', 'third']);
	});

	it('leaves ordinary log text readable after a private key was masked', () => {
		const masker = createMasker();
		for (const mask of planMasks('-----BEGIN KEY-----\nMIIE\nabc\n}\n-----END KEY-----\n').masks) {
			masker.add(mask);
		}
		expect(masker.mask('function () { return abc }')).toBe('function () { return abc }');
		expect(masker.mask('x MIIE y')).toBe('x *** y');
	});
});
