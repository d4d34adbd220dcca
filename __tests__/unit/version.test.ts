import { expect, it } from 'vitest';
import { VERSION } from '../../src/version.ts';

it('The version is a release without a suffix, as the user agent names it', () => {
	expect(VERSION).toMatch(/^\d+\.\d+\.\d+$/);
});
