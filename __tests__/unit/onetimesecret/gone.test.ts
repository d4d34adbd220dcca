import { describe, expect, it } from 'vitest';
import { goneCauses } from '../../../src/onetimesecret/gone.ts';
import type { SecretKey } from '../../../src/onetimesecret/types.ts';

const keyOf = (length: number) => 'k'.repeat(length) as SecretKey;

describe('goneCauses', () => {
	it.each([31, 62])('lists what is left for a key of %d characters, the likeliest first', (length) => {
		expect(goneCauses(keyOf(length), true)).toMatch(
			/another region.*opened.*burned.*expired.*passphrase is wrong/,
		);
		expect(goneCauses(keyOf(length), false)).toMatch(
			/another region.*opened.*burned.*expired.*needs a passphrase/,
		);
	});

	it('suspects a slip of the copying hand where the length is odd', () => {
		expect(goneCauses(keyOf(61), true)).toMatch(/cut when it was copied/);
		expect(goneCauses(keyOf(61), true)).not.toMatch(/expired/);
	});
});
