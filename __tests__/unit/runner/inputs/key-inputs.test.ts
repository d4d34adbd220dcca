import { describe, expect, it } from 'vitest';
import { parseDomain, regionEndpoint } from '../../../../src/onetimesecret/endpoint.ts';
import { createInputReader } from '../../../../src/runner/inputs/input-reader.ts';
import { readLink, readPassphrase, readReceipt } from '../../../../src/runner/inputs/key-inputs.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const KEY = 'k1'.repeat(31);
const OLD_KEY = 'k'.repeat(31);

function hosts({ domain, shareDomain }: { domain?: string; shareDomain?: string }) {
	const endpoint = domain === undefined ? regionEndpoint('us') : parseDomain(domain);
	if ('complaint' in endpoint) throw new TypeError(endpoint.complaint);
	return { endpoint, shareDomain };
}

function link(text: string | undefined, at: Parameters<typeof hosts>[0] = {}) {
	const reader = createInputReader(inputVariables(text === undefined ? {} : { link: text }));
	return { key: readLink(reader, hosts(at)), faults: reader.faults, sensitive: [...reader.sensitive] };
}

function receipt(text: string | undefined, at: Parameters<typeof hosts>[0] = {}) {
	const reader = createInputReader(inputVariables(text === undefined ? {} : { receipt: text }));
	return { key: readReceipt(reader, hosts(at)), faults: reader.faults, sensitive: [...reader.sensitive] };
}

describe('readPassphrase', () => {
	const read = (inputs: Record<string, string>) => {
		const reader = createInputReader(inputVariables(inputs));
		return { passphrase: readPassphrase(reader), faults: reader.faults, warnings: reader.warnings };
	};

	it('reads it exactly as given', () => {
		expect(read({ passphrase: '  a b ' })).toEqual({ passphrase: '  a b ', faults: [], warnings: [] });
		expect(read({}).passphrase).toBeUndefined();
	});

	it.each(['horse\n', '\r\nhorse', 'horse\r'])(
		'warns of %j, which a person can hardly type',
		(passphrase) => {
			expect(read({ passphrase }).warnings).toEqual([expect.stringContaining('line break')]);
		},
	);

	it('refuses text that servers garble', () => {
		expect(read({ passphrase: 'a\0b' }).faults).toEqual([
			expect.stringMatching(/^`passphrase` contains a NUL/),
		]);
	});
});

describe('readLink', () => {
	it.each([
		[KEY, KEY],
		[OLD_KEY, OLD_KEY],
		[`https://us.onetimesecret.com/secret/${KEY}`, KEY],
		[` https://us.onetimesecret.com/secret/${KEY}/ \n`, KEY],
		[`https://US.onetimesecret.com./secret/${KEY}?x=1#y`, KEY],
		[`HTTPS://us.onetimesecret.com/secret/${OLD_KEY}`, OLD_KEY],
	])('reads %j', (text, key) => {
		expect(link(text)).toMatchObject({ key, faults: [] });
	});

	it.each([
		[`https://secrets.example.com:8443/secret/${KEY}`, { domain: 'secrets.example.com:8443' }],
		[`https://links.example.com/secret/${KEY}`, { shareDomain: 'links.example.com' }],
		[`http://[::1]:7143/secret/${KEY}`, { domain: 'http://[::1]:7143' }],
	])('accepts %j on a host of the step', (text, at) => {
		expect(link(text, at)).toMatchObject({ key: KEY, faults: [] });
	});

	it.each([
		[undefined, /^`link` is missing\. Use the whole link, `https:\/\/HOST\/secret\/KEY`, or its key\.$/],
		['', /^`link` is empty/],
		['short', /its key is missing or was cut off/],
		['https://us.onetimesecret.com/secret/short', /its key is missing or was cut off/],
		['https://us.onetimesecret.com/secret/short/', /its key is missing or was cut off/],
		['https://us.onetimesecret.com/', /its key is missing or was cut off/],
		['https://[half', /its key is missing or was cut off/],
		[
			`https://us.onetimesecret.com/receipt/${KEY}`,
			/this is the receipt page, not the link\. Ask the sender/,
		],
		[`https://us.onetimesecret.com/private/${KEY}`, /this is the receipt page, not the link/],
		[`us.onetimesecret.com/secret/${KEY}`, /this is a link without `https:\/\/`\. Put that in front\.$/],
		[`localhost:7143/secret/${KEY}/`, /this is a link without `https:\/\/`/],
		[
			`Your link: https://us.onetimesecret.com/secret/${KEY}`,
			/there is other text around the link\. Use the whole/,
		],
		[`<https://us.onetimesecret.com/secret/${KEY}>`, /there is other text around the link/],
		[`[open](https://us.onetimesecret.com/secret/${KEY})`, /there is other text around the link/],
		[
			`https://a.example/secret/${KEY} https://b.example/secret/${KEY}`,
			/there are several links\. Use one\.$/,
		],
		[
			`https://a.example/secret/${KEY},https://b.example/secret/${KEY}`,
			/there are several links\. Use one\.$/,
		],
	])('refuses %j and says what it is', (text, fault) => {
		const { key, faults } = link(text);
		expect(key).toBeUndefined();
		expect(faults).toEqual([expect.stringMatching(fault)]);
		expect(faults.join()).not.toContain(KEY);
	});

	it.each([
		[
			'eu.onetimesecret.com',
			/is not on `us\.onetimesecret\.com`, which this step calls\. Set `region: eu`\.$/,
		],
		[
			'secrets.example.com',
			/Set `domain` to the host of the link, or `share-domain` if that server makes links on it\.$/,
		],
		['us.onetimesecret.com:8443', /Set `domain` to the host of the link/],
	])('refuses a link on the other host %s, and says which input to set', (host, fault) => {
		const { faults } = link(`https://${host}/secret/${KEY}`);
		expect(faults).toEqual([expect.stringMatching(fault)]);
	});

	it.each(['onetimesecret.com', 'www.onetimesecret.com', 'onetimesecret.com.'])(
		'asks for a link on a regional host where %s names none, and gives no advice that leads in a circle',
		(host) => {
			const { faults } = link(`https://${host}/secret/${KEY}`);
			expect(faults).toEqual([expect.stringMatching(/^`link` is on the company's website.*Ask the sender/)]);
			expect(faults.join()).not.toMatch(/Set `(domain|region)/);
		},
	);

	it('does not check the host if the server itself is faulty', () => {
		const reader = createInputReader(inputVariables({ link: `https://eu.onetimesecret.com/secret/${KEY}` }));
		expect(readLink(reader, { endpoint: undefined, shareDomain: undefined })).toBe(KEY);
		expect(reader.faults).toEqual([]);
	});

	it('treats the link and its key as sensitive', () => {
		const text = `https://eu.onetimesecret.com/secret/${KEY}`;
		expect(link(text).sensitive).toEqual([
			['link', text],
			['key of the link', KEY],
		]);
	});
});

describe('readReceipt', () => {
	it.each([
		KEY,
		` ${OLD_KEY}\n`,
		`https://us.onetimesecret.com/receipt/${KEY}`,
		`https://us.onetimesecret.com/private/${KEY}/`,
	])('reads %j', (text) => {
		const { key, faults } = receipt(text);
		expect([text, faults]).toEqual([expect.stringContaining(key ?? 'nothing'), []]);
	});

	it.each([
		[undefined, /^`receipt` is missing\. Use the output `receipt`/],
		['', /^`receipt` is empty/],
		['../../x?y#z', /^`receipt` is not the key of a receipt/],
		['https://us.onetimesecret.com/receipt/short', /^`receipt` is not the key of a receipt/],
		[
			`https://us.onetimesecret.com/secret/${KEY}`,
			/^`receipt` is the one-time link, not the receipt\. Use the output/,
		],
		[
			`https://eu.onetimesecret.com/receipt/${KEY}`,
			/^`receipt` is a page on `eu\.onetimesecret\.com`, but this step calls `us\.onetimesecret\.com`\.$/,
		],
	])('refuses %j and says what it is', (text, fault) => {
		const { faults } = receipt(text);
		expect(faults).toEqual([expect.stringMatching(fault)]);
		expect(faults.join()).not.toContain(KEY);
	});

	it('does not check the host if the server itself is faulty', () => {
		const text = `https://eu.onetimesecret.com/receipt/${KEY}`;
		const reader = createInputReader(inputVariables({ receipt: text }));
		expect(readReceipt(reader, { endpoint: undefined, shareDomain: undefined })).toBe(KEY);
		expect(reader.faults).toEqual([]);
		expect([...reader.sensitive]).toEqual([['receipt', KEY]]);
	});
});
