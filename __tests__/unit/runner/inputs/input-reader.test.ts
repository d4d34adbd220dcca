import { describe, expect, it } from 'vitest';
import { createInputReader } from '../../../../src/runner/inputs/input-reader.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const reader = (inputs: Record<string, string> = {}) => createInputReader(inputVariables(inputs));

describe('word', () => {
	const words = ['always', 'failure', 'never'] as const;

	it.each(['always', 'ALWAYS', 'Always'])('reads %j in upper or lower case', (text) => {
		const inputs = reader({ 'burn-on': text });
		expect(inputs.choice('burn-on', words)).toBe('always');
		expect(inputs.faults).toEqual([]);
	});

	it.each([
		['allways', '`burn-on: allways` is not one of `always`, `failure`, `never`. Did you mean `always`?'],
		['sometimes', '`burn-on: sometimes` is not one of `always`, `failure`, `never`.'],
		['CANCEL', '`burn-on: CANCEL` is not one of `always`, `failure`, `never`. Did you mean `failure`?'],
	])('suggests what %j could mean', (text, fault) => {
		const inputs = reader({ 'burn-on': text });
		const guess = (given: string) => (given === 'cancel' ? 'failure' : undefined);
		expect(inputs.choice('burn-on', words, guess)).toBeUndefined();
		expect(inputs.faults).toEqual([fault]);
	});
});

describe('flag', () => {
	it.each([
		['true', true],
		['True', true],
		['FALSE', false],
	])('reads %j in upper or lower case', (text, value) => {
		const inputs = reader({ summary: text });
		expect(inputs.flag('summary')).toBe(value);
		expect(inputs.faults).toEqual([]);
	});

	it('refuses anything else', () => {
		const inputs = reader({ summary: 'yes' });
		inputs.flag('summary');
		expect(inputs.faults).toEqual(['`summary: yes` is neither `true` nor `false`.']);
	});
});

describe('count', () => {
	it.each([
		['8', 8],
		['128', 128],
		['0009', 9],
	])('reads %j', (text, value) => {
		expect(reader({ length: text }).integer('length', 8, 128)).toBe(value);
	});

	it('is undefined if nothing is given', () => {
		expect(reader().integer('length', 8, 128)).toBeUndefined();
	});

	it.each(['7', '129', '8.5', '-8', '1e2', '0x10', '1234567890'])('refuses %j', (text) => {
		const inputs = reader({ length: text });
		expect(inputs.integer('length', 8, 128)).toBeUndefined();
		expect(inputs.faults).toEqual([`\`length: ${text}\` is not a whole number from 8 to 128.`]);
	});
});

describe('duration', () => {
	it('reads a duration within the range, both ends included', () => {
		for (const [text, seconds] of [
			['1m', 60],
			['1h', 3_600],
		] as const) {
			expect(reader({ ttl: text }).duration('ttl', 60, 3_600)).toMatchObject({ seconds });
		}
		expect(reader().duration('ttl', 60, 3_600)).toBeUndefined();
	});

	it('refuses others, with examples of the input', () => {
		const inputs = reader({ ttl: 'x', timeout: '2h', length: 'long' });
		inputs.duration('ttl', 60, 3_600);
		inputs.duration('timeout', 1, 3_600);
		inputs.duration('length', 1, 3_600);
		expect(inputs.faults).toEqual([
			expect.stringMatching(/^`ttl: x`.*`12h` or `7d`/),
			'`timeout: 2h` is out of range: the maximum is 1h.',
			expect.stringMatching(/^`length: long`.*`30s` or `2m`/),
		]);
	});
});

describe('The sensitive values', () => {
	it('are listed by input, without `headers` as a whole', () => {
		const { sensitive } = reader({ token: 't1', secret: 's1', headers: 'X-A: b', username: 'u' });
		expect([...sensitive]).toEqual([
			['token', 't1'],
			['secret', 's1'],
		]);
	});

	it('are never shown in a fault, or used for a suggestion', () => {
		const inputs = reader({
			token: 'hunter2-hunter2',
			'burn-on': 'hunter2-hunter2',
			ttl: 'hunter2-hunter2 9M',
		});
		inputs.choice('burn-on', ['never']);
		inputs.duration('ttl', 60, 3_600);
		expect(inputs.faults).toHaveLength(2);
		expect(inputs.faults.join()).not.toContain('hunter2');
		expect(inputs.faults.join()).not.toContain('Did you mean');
	});

	it('do not include other texts, which are cleaned and shortened', () => {
		expect(reader().show(`a\n::b${'x'.repeat(300)}`)).toMatch(/^a : :bx+…$/);
	});
});

describe('isFaulty', () => {
	it('is true for an input with a fault of its own', () => {
		const inputs = reader({ token: '' });
		expect([inputs.isFaulty('token'), inputs.isFaulty('username')]).toEqual([true, false]);
		expect(inputs.faults).toHaveLength(1);
	});
});
