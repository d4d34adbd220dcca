import { describe, expect, it } from 'vitest';
import { type Endpoint, parseDomain, regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import { makeLink } from '../../../src/onetimesecret/link.ts';
import type { SecretKey } from '../../../src/onetimesecret/types.ts';

const key = 'abc' as SecretKey;
const own = parseDomain('secrets.example.com:8443') as Endpoint;

describe('makeLink', () => {
	it('is on the region that was called, on every release', () => {
		const link = 'https://eu.onetimesecret.com/secret/abc';
		expect(makeLink(regionEndpoint('eu'), '', key)).toEqual({ link, linkHost: 'eu.onetimesecret.com' });
	});

	it.each([
		['', 'https://secrets.example.com:8443', 'secrets.example.com:8443'],
		['secrets.example.com', 'https://secrets.example.com:8443', 'secrets.example.com:8443'],
		['Secrets.Example.COM', 'https://secrets.example.com:8443', 'secrets.example.com:8443'],
		['links.example.org', 'https://links.example.org', 'links.example.org'],
		['Links.Example.ORG', 'https://links.example.org', 'links.example.org'],
	])('with share_domain %j is on %s', (shareDomain, origin, linkHost) => {
		expect(makeLink(own, shareDomain, key)).toEqual({ link: `${origin}/secret/abc`, linkHost });
	});

	it('keeps plain http and the port of a server on this machine', () => {
		const local = parseDomain('http://127.0.0.1:3000') as Endpoint;
		expect(makeLink(local, '127.0.0.1', key)?.link).toBe('http://127.0.0.1:3000/secret/abc');
		expect(makeLink(local, 'links.example.org', key)?.link).toBe('https://links.example.org/secret/abc');
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
	])('is not made where share_domain is %j, which is not a host name', (shareDomain) => {
		expect(makeLink(own, shareDomain, key)).toBeUndefined();
	});
});
