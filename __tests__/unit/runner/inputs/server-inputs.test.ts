import { describe, expect, it } from 'vitest';
import { createInputReader, type InputReader } from '../../../../src/runner/inputs/input-reader.ts';
import {
	readApiVersion,
	readCredentials,
	readEndpoint,
	readShareDomain,
} from '../../../../src/runner/inputs/server-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

function read<Result>(reading: (reader: InputReader) => Result, inputs: Record<string, string>) {
	const reader = createInputReader(inputVariables(inputs));
	return { result: reading(reader), faults: reader.faults };
}

describe('readEndpoint', () => {
	it.each([
		[{}, 'https://us.onetimesecret.com'],
		[{ region: 'EU' }, 'https://eu.onetimesecret.com'],
		[{ domain: 'secrets.example.com:8443' }, 'https://secrets.example.com:8443'],
		[{ domain: 'http://127.0.0.1:7143', region: 'us' }, 'http://127.0.0.1:7143'],
		[{ domain: 'https://[fd00::1]' }, 'https://[fd00::1]'],
	] as [Record<string, string>, string][])('of %j is %s', (inputs, origin) => {
		expect(read(readEndpoint, inputs)).toMatchObject({ result: { origin }, faults: [] });
	});

	it.each([
		['su', '`region: su` is not one of `us`, `eu`, `ca`, `nz`, `uk`. Did you mean `us`?'],
		['mars', '`region: mars` is not one of `us`, `eu`, `ca`, `nz`, `uk`.'],
		...['eu.onetimesecret.com', 'https://eu.onetimesecret.com', 'https://EU.onetimesecret.com/api'].map(
			(text) => [
				text,
				`\`region: ${text}\` is not one of \`us\`, \`eu\`, \`ca\`, \`nz\`, \`uk\`. Did you mean \`eu\`?`,
			],
		),
	])('refuses the region %s', (region, fault) => {
		expect(read(readEndpoint, { region: region ?? '' })).toEqual({ result: undefined, faults: [fault] });
	});

	it('refuses a domain together with a region other than the default', () => {
		expect(read(readEndpoint, { region: 'eu', domain: 'secrets.example.com' }).faults).toEqual([
			'`region` and `domain` are both given. Use one of them.',
		]);
	});

	it.each([
		['https://x/y', /^`domain` contains a path/],
		['onetimesecret.com', /^`domain` names the company's website.*`region` \(us, eu, ca, nz, uk\)/],
		['http://localhost.', /plain http/],
		['http://secrets.example.com', /plain http/],
	])('refuses the domain %s', (domain, fault) => {
		expect(read(readEndpoint, { domain })).toEqual({
			result: undefined,
			faults: [expect.stringMatching(fault)],
		});
	});

	it('does not fall back to a region if the domain is empty', () => {
		const { result, faults } = read(readEndpoint, { domain: '' });
		expect(result).toBeUndefined();
		expect(faults).toHaveLength(1);
	});
});

describe('readShareDomain', () => {
	it('reads a host name in lower case', () => {
		expect(read(readShareDomain, { 'share-domain': 'Links.Example.com' })).toEqual({
			result: 'links.example.com',
			faults: [],
		});
		expect(read(readShareDomain, {}).result).toBeUndefined();
	});

	it.each(['https://links.example.com', 'links.example.com:443', 'links.example.com/x', 'localhost'])(
		'refuses %j',
		(text) => {
			const { result, faults } = read(readShareDomain, { 'share-domain': text });
			expect(result).toBeUndefined();
			expect(faults).toEqual([expect.stringMatching(/^`share-domain` is /)]);
		},
	);
});

describe('readApiVersion', () => {
	it.each([
		[{}, 'auto'],
		[{ 'api-version': 'V2' }, 'v2'],
		[{ 'api-version': 'v1' }, 'v1'],
	] as [Record<string, string>, string][])('of %j is %s', (inputs, version) => {
		expect(read(readApiVersion, inputs)).toEqual({ result: version, faults: [] });
	});

	it.each(['v3', '2'])('refuses %j', (text) => {
		expect(read(readApiVersion, { 'api-version': text }).faults).toEqual([
			expect.stringMatching(/^`api-version: .*` is not one of `auto`, `v1`, `v2`\./),
		]);
	});
});

describe('readCredentials', () => {
	it('reads both or neither', () => {
		expect(read(readCredentials, { username: 'ci@example.com', token: 'tok:en' })).toEqual({
			result: { username: 'ci@example.com', token: 'tok:en' },
			faults: [],
		});
		expect(read(readCredentials, {})).toEqual({ result: undefined, faults: [] });
	});

	it.each([
		[{ username: 'ci@example.com' }, /^`username` is given without `token`/],
		[{ token: 'x' }, /^`token` is given without `username`/],
		[{ username: 'a:b', token: 'x' }, /^`username` contains a colon/],
		[{ username: 'a\u0007', token: 'x' }, /^`username` contains control characters/],
		[{ username: 'a', token: 'x\ny' }, /^`token` contains control characters/],
	] as [Record<string, string>, RegExp][])('refuses %j', (inputs, fault) => {
		expect(read(readCredentials, inputs).faults).toEqual([expect.stringMatching(fault)]);
	});

	it.each([{ username: 'ci', token: '' }, { username: '', token: 'x' }, { username: '' }])(
		'does not call an empty half of a pair missing as well: %j',
		(inputs) => {
			const { result, faults } = read(readCredentials, inputs);
			expect(result).toBeUndefined();
			expect(faults).toEqual([expect.stringContaining('is empty')]);
		},
	);
});
