import { describe, expect, it } from 'vitest';
import { parseDomain, REGIONS, regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';

describe('regionEndpoint', () => {
	it('knows the five regions, each at its own host', () => {
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
		['localhost:3000', 'https://localhost:3000', 'localhost:3000'],
		['münchen.example', 'https://xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
	])('reads %j as %s', (text, origin, host) => {
		expect(parseDomain(text)).toMatchObject({ origin, host, isRegion: false });
	});

	it("takes a region's own host for the region that it is", () => {
		expect(parseDomain('eu.onetimesecret.com')).toMatchObject({ isRegion: true });
		expect(parseDomain('eu.onetimesecret.com.')).toMatchObject({
			isRegion: true,
			hostname: 'eu.onetimesecret.com',
		});
	});

	it.each([
		['http://secrets.example.com', /plain http/],
		['http://127.0.0.1.example.com', /plain http/],
		['ftp://secrets.example.com', /scheme other than https/],
		['https://user:hunter2@secrets.example.com', /user part/],
		['user@secrets.example.com', /user part/],
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
