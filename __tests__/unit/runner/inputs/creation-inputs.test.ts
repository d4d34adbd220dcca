import { describe, expect, it } from 'vitest';
import { readDeliveryOptions } from '../../../../src/runner/inputs/creation-inputs.ts';
import { createInputReader } from '../../../../src/runner/inputs/input-reader.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const login = { username: 'ci@example.com', token: 'a token' };

function readOptions(inputs: Record<string, string>) {
	const reader = createInputReader(inputVariables(inputs));
	return { options: readDeliveryOptions(reader), faults: reader.faults, warnings: reader.warnings };
}

describe('readDeliveryOptions', () => {
	it('returns defaults if nothing is given', () => {
		expect(readOptions({})).toEqual({
			options: {
				ttlSeconds: undefined,
				ttlUnit: undefined,
				passphrase: undefined,
				recipient: undefined,
				shareDomain: undefined,
				maskLink: true,
				burnOn: 'never',
			},
			faults: [],
			warnings: [],
		});
	});

	it('reads all inputs, in upper or lower case', () => {
		const given = readOptions({
			...login,
			ttl: '1h30m',
			passphrase: ' kept ',
			recipient: 'person@example.com',
			'share-domain': 'Links.example.com',
			'mask-link': 'False',
			'burn-on': 'Failure',
			'job-status': 'Success',
		});
		expect(given.faults).toEqual([]);
		expect(given.options).toEqual({
			ttlSeconds: 5_400,
			ttlUnit: { name: 'm', seconds: 60 },
			passphrase: ' kept ',
			recipient: 'person@example.com',
			shareDomain: 'links.example.com',
			maskLink: false,
			burnOn: 'failure',
		});
	});

	it.each([
		[{ ttl: '30' }, /^`ttl: 30` means 30 seconds; the minimum is 1m\. Did you mean `30m` or `30d`\?$/],
		[{ ttl: '366d' }, /the maximum is 365d/],
		[{ 'mask-link': 'false' }, /^`mask-link` is `false`, .*Set a `passphrase`/],
		[{ 'mask-link': 'false', passphrase: 'p', 'burn-on': 'always' }, /exclude each other/],
		[
			{ ...login, recipient: 'a@example.com', 'burn-on': 'ALWAYS' },
			/^`recipient` and `burn-on: always` exclude/,
		],
		[
			{ 'burn-on': 'failure', 'job-status': 'failure' },
			/^`burn-on: failure` in a job that has already failed: /,
		],
		[{ 'burn-on': 'failure', 'job-status': 'Cancelled' }, /in a job that has already been cancelled: /],
		[{ 'burn-on': 'cancelled' }, /Did you mean `failure`\?$/],
		[{ 'burn-on': 'canceled' }, /Did you mean `failure`\?$/],
		[{ 'burn-on': 'fail' }, /Did you mean `failure`\?$/],
		[{ 'burn-on': 'error' }, /Did you mean `failure`\?$/],
		[{ 'burn-on': 'sometimes' }, /`never`, `failure`, `always`\.$/],
		[{ recipient: 'person@example.com' }, /^`recipient` needs an account/],
		[{ ...login, recipient: "o'brien@example.com" }, /^`recipient` is not a plain e-mail address/],
		[{ ...login, recipient: 'person' }, /^`recipient` is not a plain e-mail address/],
		[{ ...login, recipient: 'Jane <jane@example.org>' }, /Did you mean `jane@example\.org`\?$/],
		[{ ...login, recipient: "'jane@example.org'" }, /Did you mean `jane@example\.org`\?$/],
		[{ ...login, recipient: 'mailto:jane@example.org' }, /^`recipient` is not a plain e-mail address/],
		[{ ...login, recipient: 'a@example.com, b@example.com' }, /^`recipient` holds several addresses/],
		[{ ...login, recipient: 'a@example.com;b@example.com' }, /^`recipient` holds several addresses/],
		[{ ...login, recipient: 'a@example.com\nb@example.com' }, /^`recipient` holds several addresses/],
		[{ passphrase: 'a\0b' }, /^`passphrase` contains a NUL/],
		[{ 'share-domain': 'https://x' }, /^`share-domain` /],
		[{ 'mask-link': 'no', passphrase: 'p' }, /^`mask-link: no` is neither/],
	] as [Record<string, string>, RegExp][])('refuses %j', (inputs, fault) => {
		expect(readOptions(inputs).faults).toEqual([expect.stringMatching(fault)]);
	});

	it.each([
		{ 'burn-on': 'always', 'job-status': 'failure' },
		{ 'burn-on': 'never', 'job-status': 'failure' },
		{ 'burn-on': 'failure', 'job-status': '${{ job.status }}' },
	])('allows %j', (inputs) => {
		expect(readOptions(inputs).faults).toEqual([]);
	});

	it.each([
		{ 'mask-link': 'false', passphrase: '' },
		{ recipient: 'a@example.com', username: '', token: 'x' },
	])('has a single fault for an empty input: %j', (inputs) => {
		expect(readOptions(inputs).faults).toEqual([expect.stringContaining('is empty')]);
	});
});
