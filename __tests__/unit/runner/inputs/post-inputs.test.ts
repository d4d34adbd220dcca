import { describe, expect, it } from 'vitest';
import { readJobStatus, readPostInputs } from '../../../../src/runner/inputs/post-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const read = (inputs: Record<string, string>) => readPostInputs(inputVariables(inputs));

describe('readPostInputs', () => {
	it('reads what the burn needs', () => {
		expect(
			read({
				domain: 'secrets.example.com',
				username: 'u',
				token: 't1',
				passphrase: ' p ',
				headers: 'X-A: abcd',
			}),
		).toEqual({
			origin: 'https://secrets.example.com',
			credentials: { username: 'u', token: 't1' },
			passphrase: ' p ',
			headers: { 'X-A': 'abcd' },
			sensitive: new Map([
				['token', 't1'],
				['passphrase', ' p '],
				['value of header line 1', 'abcd'],
			]),
		});
	});

	it('leaves out what is not given', () => {
		expect(read({})).toEqual({
			origin: 'https://us.onetimesecret.com',
			credentials: undefined,
			passphrase: undefined,
			headers: {},
			sensitive: new Map(),
		});
	});

	it.each([{ domain: 'https://x/y' }, { region: 'x' }, { domain: '' }])(
		'complains about nothing: %j names no server',
		(inputs) => {
			expect(read(inputs as Record<string, string>).origin).toBeUndefined();
		},
	);

	it('sends no headers if the main phase would have refused one, but masks its value', () => {
		const { headers, sensitive } = read({
			domain: 'secrets.example.com',
			headers: 'X-A: abcd\nHost: evil.example',
		});
		expect(headers).toEqual({});
		expect([...sensitive.values()]).toEqual(['abcd', 'evil.example']);
		expect(read({ headers: 'X-A: abcd' }).headers).toEqual({});
	});

	it('keeps valid headers if another input is faulty', () => {
		const inputs = { domain: 'secrets.example.com', username: 'u', headers: 'X-A: abcd' };
		expect(read(inputs)).toMatchObject({ credentials: undefined, headers: { 'X-A': 'abcd' } });
	});
});

describe('readJobStatus', () => {
	it.each([
		['Cancelled', 'cancelled'],
		[' failure\n', 'failure'],
		['anything', 'anything'],
	])('of %j is %j', (text, jobStatus) => {
		expect(readJobStatus(inputVariables({ 'job-status': text }))).toBe(jobStatus);
	});

	it('is the raw expression without a runner', () => {
		expect(readJobStatus({})).toBe('${{ job.status }}');
	});
});
