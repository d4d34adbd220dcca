import { getProxyUrl } from '@actions/http-client/lib/proxy';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseProxy, proxyFor } from '../../../src/runner/proxy.ts';

afterEach(() => vi.unstubAllEnvs());

describe('parseProxy', () => {
	it.each(['http://proxy:8080', 'https://proxy', 'HTTP://user:p%20w@[fd00::1]:3128/', 'http://10.0.0.1'])(
		'reads %s',
		(text) => {
			expect(parseProxy(text)?.href).toBe(new URL(text).href);
		},
	);

	it.each([
		...[
			'proxy.example.com:8080',
			'http://',
			'http://[half',
			'socks5://proxy:1080',
			'http://user:%zz@proxy:8080',
		],
		...['http://proxy:99999', ' ', '', undefined],
	])('does not accept %j as the address of a proxy', (text) => {
		expect(parseProxy(text)).toBeUndefined();
	});
});

describe('proxyFor', () => {
	it('uses the variable of the scheme, lower case first', () => {
		const env = {
			https_proxy: 'http://a:1',
			HTTPS_PROXY: 'http://b:1',
			http_proxy: 'http://c:1',
			HTTP_PROXY: 'http://d:1',
		};
		expect(proxyFor(env, 'https://host')).toMatchObject({ variable: 'https_proxy', url: { host: 'a:1' } });
		expect(proxyFor({ ...env, https_proxy: '' }, 'https://host')).toMatchObject({ variable: 'HTTPS_PROXY' });
		expect(proxyFor(env, 'http://host')).toMatchObject({ variable: 'http_proxy' });
		expect(proxyFor({ HTTP_PROXY: 'http://d:1' }, 'http://host')).toMatchObject({ variable: 'HTTP_PROXY' });
		expect(proxyFor({ http_proxy: 'http://c:1' }, 'https://host')).toBeUndefined();
	});

	it('names the variable if its value is not an address', () => {
		expect(proxyFor({ https_proxy: 'nonsense' }, 'https://host')).toEqual({
			variable: 'https_proxy',
			url: undefined,
		});
	});

	const origins = [
		...[
			'https://eu.onetimesecret.com',
			'https://secrets.example.com:8443',
			'http://localhost:7143',
			'https://localhost',
		],
		...[
			'http://127.0.0.1:80',
			'http://[::1]:7143',
			'https://[fd00::1]',
			'https://[fd00::1]:8443',
			'http://plain.example.com',
		],
	];
	it.each([
		...[
			'',
			'*',
			'example.com',
			'.example.com',
			'secrets.example.com',
			'xample.com',
			'SECRETS.example.COM',
			'.com',
		],
		...[
			'secrets.example.com:8443',
			'secrets.example.com:443',
			'eu.onetimesecret.com:443',
			'plain.example.com:80',
		],
		...[
			' other.org , eu.onetimesecret.com ',
			',,',
			'[fd00::1]',
			'[fd00::1]:8443',
			'fd00::1',
			'[::1]',
			'10.0.0.0/8',
		],
	])("makes the same exceptions for no_proxy=%j as the toolkit's client", (exceptions) => {
		for (const origin of origins) {
			for (const name of ['no_proxy', 'NO_PROXY']) {
				const proxy = 'http://proxy:8080/';
				const env = { https_proxy: proxy, http_proxy: proxy, [name]: exceptions };
				for (const variable of ['https_proxy', 'http_proxy', 'no_proxy', 'NO_PROXY']) {
					vi.stubEnv(variable, env[variable] ?? '');
				}
				expect([origin, proxyFor(env, origin)?.url?.href]).toEqual([
					origin,
					getProxyUrl(new URL(origin))?.href,
				]);
			}
		}
	});
});
