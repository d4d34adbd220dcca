import { describe, expect, it } from 'vitest';
import { type Endpoint, parseDomain } from '../../../src/onetimesecret/endpoint.ts';
import { linkOrigin, secretLink } from '../../../src/onetimesecret/link.ts';
import type { SecretKey } from '../../../src/onetimesecret/types.ts';

const endpoint = parseDomain('secrets.example.com:8443') as Endpoint;

describe('linkOrigin', () => {
	it.each([
		['', 'https://secrets.example.com:8443'],
		['secrets.example.com', 'https://secrets.example.com:8443'],
		['Secrets.Example.COM', 'https://secrets.example.com:8443'],
		['links.example.org', 'https://links.example.org'],
		['Links.Example.ORG', 'https://links.example.org'],
	])('makes of share_domain %j the origin %s', (shareDomain, origin) => {
		expect(linkOrigin(endpoint, shareDomain)).toBe(origin);
	});

	it.each([
		'https://links.example.org',
		'links.example.org/path',
		'links.example.org:8443',
		'user@links.example.org',
		'links.example.org?x',
		'links..example.org',
		'-links.example.org',
		'localhost',
		'a b.example.org',
		'links.example.org\n::add-mask::x',
		`${'a'.repeat(64)}.example.org`,
		`${'a.'.repeat(130)}org`,
	])('does not take %j for a host', (shareDomain) => {
		expect(linkOrigin(endpoint, shareDomain)).toBeUndefined();
	});
});

describe('secretLink', () => {
	it('is the same on every release', () => {
		expect(secretLink('https://eu.onetimesecret.com', 'abc' as SecretKey)).toBe(
			'https://eu.onetimesecret.com/secret/abc',
		);
	});
});
