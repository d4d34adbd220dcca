import { describe, expect, it } from 'vitest';
import { readPostInputs } from '../../../../src/runner/inputs/post-inputs.ts';

describe('readPostInputs', () => {
	it('reads what the burn needs', () => {
		const inputs = readPostInputs({
			INPUT_REGION: 'eu',
			INPUT_USERNAME: 'u',
			INPUT_TOKEN: 't',
			INPUT_PASSPHRASE: ' p ',
			'INPUT_JOB-STATUS': 'Cancelled',
		});
		expect(inputs).toEqual({
			origin: 'https://eu.onetimesecret.com',
			credentials: { username: 'u', token: 't' },
			passphrase: ' p ',
			jobStatus: 'cancelled',
			sensitive: new Map([
				['token', 't'],
				['passphrase', ' p '],
			]),
		});
	});

	it('does without what is not given', () => {
		expect(readPostInputs({})).toMatchObject({
			origin: 'https://us.onetimesecret.com',
			credentials: undefined,
			passphrase: undefined,
		});
	});

	it('complains about nothing: an unreadable server is none', () => {
		expect(readPostInputs({ INPUT_DOMAIN: 'https://x/y' }).origin).toBeUndefined();
		expect(readPostInputs({ INPUT_REGION: 'x' }).origin).toBeUndefined();
	});
});
