import { describe, expect, it } from 'vitest';
import {
	isHostName,
	isWebsite,
	parseDomain,
	parseShareDomain,
	REGIONS,
	regionEndpoint,
	regionOf,
} from '../../../src/onetimesecret/endpoint.ts';

describe('regionEndpoint', () => {
	it('knows five regions, each at its own host', () => {
		expect(REGIONS.map((region) => regionEndpoint(region).origin)).toEqual([
			'https://us.onetimesecret.com',
			'https://eu.onetimesecret.com',
			'https://ca.onetimesecret.com',
			'https://nz.onetimesecret.com',
			'https://uk.onetimesecret.com',
		]);
		expect(regionEndpoint('eu')).toMatchObject({
			host: 'eu.onetimesecret.com',
			hostname: 'eu.onetimesecret.com',
			isRegion: true,
		});
	});
});

describe('parseDomain', () => {
	it.each([
		['secrets.example.com', 'https://secrets.example.com', 'secrets.example.com'],
		['Secrets.Example.com', 'https://secrets.example.com', 'secrets.example.com'],
		['secrets.example.com:8443', 'https://secrets.example.com:8443', 'secrets.example.com:8443'],
		['secrets.example.com:443', 'https://secrets.example.com', 'secrets.example.com'],
		['https://secrets.example.com/', 'https://secrets.example.com', 'secrets.example.com'],
		['HTTPS://secrets.example.com', 'https://secrets.example.com', 'secrets.example.com'],
		['http://localhost:3000', 'http://localhost:3000', 'localhost:3000'],
		['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '127.0.0.1:3000'],
		['http://[::1]:3000', 'http://[::1]:3000', '[::1]:3000'],
		['[FD00::1]', 'https://[fd00::1]', '[fd00::1]'],
		['[fd00:0:0::1]:8443', 'https://[fd00::1]:8443', '[fd00::1]:8443'],
		['secrets.example.com.', 'https://secrets.example.com', 'secrets.example.com'],
		['https://secrets.example.com.:8443/', 'https://secrets.example.com:8443', 'secrets.example.com:8443'],
		['127.0.0.1', 'https://127.0.0.1', '127.0.0.1'],
		['localhost:3000', 'https://localhost:3000', 'localhost:3000'],
		['münchen.example', 'https://xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
		['MÜNCHEN.example.', 'https://xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
	])('reads %j as %s', (text, origin, host) => {
		expect(parseDomain(text)).toMatchObject({ origin, host, isRegion: false });
	});

	it('knows the host of a region as a region', () => {
		expect(parseDomain('eu.onetimesecret.com')).toMatchObject({ isRegion: true });
		expect(parseDomain('eu.onetimesecret.com.')).toMatchObject({
			isRegion: true,
			hostname: 'eu.onetimesecret.com',
		});
	});

	it.each([
		['http://secrets.example.com', /plain http/],
		['http://127.0.0.1.example.com', /plain http/],
		// Some resolvers look `localhost.` up in DNS, and a proxy would get the request in plain text.
		['http://localhost.', /plain http/],
		['http://localhost.:3000', /plain http/],
		['http://foo.localhost', /plain http/],
		['http://[::2]', /plain http/],
		['ftp://secrets.example.com', /scheme other than https/],
		['https://user:hunter2@secrets.example.com', /user name/],
		['user@secrets.example.com', /user name/],
		['secrets.example.com/api', /path, query or fragment/],
		['https://secrets.example.com?x=1', /path, query or fragment/],
		['https://secrets.example.com?', /path, query or fragment/],
		['https://secrets.example.com/#', /path, query or fragment/],
		['secrets example.com', /not a host/],
		['https:secrets.example.com', /not a host/],
		['secrets.example.com\\api', /not a host/],
		['secrets.example.com:99999', /not a host/],
		['https://', /not a host/],
		['onetimesecret.com', /website.*region/],
		['https://WWW.onetimesecret.com', /website/],
		['www.onetimesecret.com.:443', /website/],
	])('refuses %j and says why without repeating it', (text, complaint) => {
		const result = parseDomain(text);
		expect(result).toEqual({ complaint: expect.stringMatching(complaint) });
		expect(JSON.stringify(result)).not.toContain('hunter2');
	});
});

describe('parseShareDomain', () => {
	it.each([
		['secrets.example.com', 'secrets.example.com'],
		['Secrets.Example.COM', 'secrets.example.com'],
		['secrets.example.com.', 'secrets.example.com'],
		['münchen.example', 'xn--mnchen-3ya.example'],
	])('reads %j as %s', (text, shareDomain) => {
		expect(parseShareDomain(text)).toEqual({ shareDomain });
	});

	it.each([
		'https://secrets.example.com',
		'secrets.example.com/',
		'secrets.example.com/secret',
		'secrets.example.com:8443',
		'secrets.example.com:443',
		'secrets.example.com?x',
		'secrets.example.com#x',
		'user:hunter2@secrets.example.com',
	])('refuses %j and names the host name in it', (text) => {
		const complaint = expect.stringMatching(/more than a host name; give `secrets\.example\.com`/);
		expect(parseShareDomain(text)).toEqual({ complaint });
	});

	it.each(['', 'secrets example.com', 'localhost', '[::1]', 'secrets..example.com', '-x.example.com', '.'])(
		'refuses %j, which is not a host name with a dot',
		(text) => {
			expect(parseShareDomain(text)).toEqual({ complaint: expect.stringMatching(/not a host name/) });
		},
	);
});

describe('A host name', () => {
	it.each([
		['secrets.example.com', true],
		['xn--mnchen-3ya.example', true],
		['Secrets.example.com', false],
		['localhost', false],
		['secrets.example.com.', false],
		['a_b.example.com', false],
	])('%s is valid: %s', (text, isValid) => {
		expect(isHostName(text)).toBe(isValid);
	});

	it.each([
		['eu.onetimesecret.com', 'eu'],
		['onetimesecret.com', undefined],
		['xx.onetimesecret.com', undefined],
		['eu.onetimesecret.com.example.org', undefined],
	])('%s belongs to the region %s', (hostname, region) => {
		expect(regionOf(hostname)).toBe(region);
	});

	it.each([
		['onetimesecret.com', true],
		['www.onetimesecret.com', true],
		['eu.onetimesecret.com', false],
	])('%s is the website: %s', (hostname, isTheWebsite) => {
		expect(isWebsite(hostname)).toBe(isTheWebsite);
	});
});
