import dns from 'node:dns';
import { lookup } from 'node:dns/promises';
import { getCACertificates } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authorityPem } from './certificates.ts';
import { answerLookups, trustAuthority, useProxy } from './trust.ts';

afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

const isTrusted = (): boolean =>
	getCACertificates('default').some((pem) => pem.trim() === authorityPem().trim());

describe('The test process', () => {
	it('trusts the test authority until it is told not to', () => {
		expect(isTrusted()).toBe(false);
		const distrust = trustAuthority();
		expect(isTrusted()).toBe(true);
		distrust();
		expect(isTrusted()).toBe(false);
	});

	it('uses the one proxy that it is given, or none', () => {
		vi.stubEnv('https_proxy', 'http://machine.example.com');
		vi.stubEnv('NO_PROXY', '*');
		useProxy('http://127.0.0.1:1');
		const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'];
		expect(names.map((name) => process.env[name])).toEqual([
			undefined,
			'http://127.0.0.1:1',
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		useProxy(undefined);
		expect(names.map((name) => process.env[name])).toEqual(names.map(() => undefined));
	});

	it('asks the name service that it is given', async () => {
		answerLookups((callback, host) =>
			callback(null, [{ address: host === 'a.example.com' ? '127.0.0.1' : '127.0.0.2', family: 4 }]),
		);
		const addresses = await new Promise((resolve) =>
			dns.lookup('a.example.com', { all: true }, (_error, found) => resolve(found)),
		);
		expect(addresses).toEqual([{ address: '127.0.0.1', family: 4 }]);
		vi.restoreAllMocks();
		expect(await lookup('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
	});
});
