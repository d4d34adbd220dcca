import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, INPUTS, traitsOf, variableOf } from '../../../../src/runner/inputs/input-table.ts';

describe('The input table', () => {
	it('marks every sensitive input', () => {
		expect(INPUT_NAMES.filter((name) => traitsOf(name).isSensitive)).toEqual([
			'token',
			'secret',
			'passphrase',
			'link',
			'receipt',
			'headers',
		]);
	});

	it('trims every input except secret and passphrase', () => {
		expect(INPUT_NAMES.filter((name) => traitsOf(name).isVerbatim)).toEqual(['secret', 'passphrase']);
	});

	it('lets every mode use the inputs for the server, the account and the time limit', () => {
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
	])('converts %j to %s, as the runner does', (name, variable) => {
		expect(variableOf(name)).toBe(variable);
	});
});
