import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, INPUTS, traitsOf, variableOf } from '../../../../src/runner/inputs/input-table.ts';

describe('The input table', () => {
	it('marks everything sensitive that must never be shown', () => {
		expect(INPUT_NAMES.filter((name) => traitsOf(name).isSensitive)).toEqual([
			'token',
			'secret',
			'passphrase',
			'link',
			'receipt',
			'headers',
		]);
	});

	it('keeps only secret and passphrase as they are', () => {
		expect(INPUT_NAMES.filter((name) => traitsOf(name).isVerbatim)).toEqual(['secret', 'passphrase']);
	});

	it('lets every mode use what says where, as whom and how long', () => {
		const forAll = INPUT_NAMES.filter((name) => traitsOf(name).usedBy === undefined);
		expect(forAll).toEqual([
			...['mode', 'region', 'domain', 'api-version', 'username', 'token', 'headers', 'timeout'],
			...['summary', 'job-status'],
		]);
	});

	it('has a default for each input', () => {
		expect(INPUTS.ttl.default).toBe('(none)');
		expect(INPUTS['mask-link'].default).toBe('true');
	});
});

describe('variableOf', () => {
	it.each([
		['secret-file', 'INPUT_SECRET-FILE'],
		['burn on', 'INPUT_BURN_ON'],
		['Ttl', 'INPUT_TTL'],
	])('gives %j the name %s, as the runner does', (name, variable) => {
		expect(variableOf(name)).toBe(variable);
	});
});
