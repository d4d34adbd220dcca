import { describe, expect, it } from 'vitest';
import { readPostInputs } from '../../src/action/post-inputs.ts';

describe('readPostInputs', () => {
	it('reads what the burn needs', () => {
		const inputs = readPostInputs({
			INPUT_REGION: 'eu',
			INPUT_USERNAME: 'u',
			INPUT_TOKEN: 't',
			INPUT_PASSPHRASE: ' p ',
			'INPUT_BURN-ON': 'always',
			'INPUT_JOB-STATUS': 'cancelled',
		});
		expect(inputs).toEqual({
			origin: 'https://eu.onetimesecret.com',
			credentials: { username: 'u', token: 't' },
			passphrase: ' p ',
			burnOn: 'always',
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
			burnOn: 'never',
		});
	});

	it('complains about nothing: an unreadable server is none, and an unreadable `burn-on` still burns after a failure', () => {
		expect(readPostInputs({ INPUT_DOMAIN: 'https://x/y', 'INPUT_BURN-ON': 'nevr' })).toMatchObject({
			origin: undefined,
			burnOn: 'failure',
		});
		expect(readPostInputs({ INPUT_REGION: 'x', 'INPUT_BURN-ON': '' })).toMatchObject({ origin: undefined, burnOn: 'failure' });
	});
});
