import { describe, expect, it } from 'vitest';
import { codeOf } from '../../src/errors.ts';

const coded = (code: unknown) => Object.assign(new Error('words'), { code });

describe('codeOf', () => {
	it.each([
		[coded('ENOENT'), 'ENOENT'],
		[coded('not a code\n'), ''],
		[coded(5), ''],
		[null, ''],
		['ENOENT', ''],
	])('of %j is %j', (error, code) => {
		expect(codeOf(error)).toBe(code);
	});
});
