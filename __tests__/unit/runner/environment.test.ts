import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkEnvironment, networkFingerprint, proxyPasswords } from '../../../src/runner/environment.ts';

let folder: string;
let good: Record<string, string>;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'environment-'));
	for (const name of ['output', 'state']) writeFileSync(join(folder, name), '');
	mkdirSync(join(folder, 'a-folder'));
	good = {
		GITHUB_OUTPUT: join(folder, 'output'),
		GITHUB_STATE: join(folder, 'state'),
		GITHUB_ACTION: 'share',
	};
});
afterAll(() => {
	chmodSync(folder, 0o700);
	rmSync(folder, { recursive: true });
});

const check = (extra: Record<string, string>, outputsAreThePoint = true) =>
	checkEnvironment({ ...good, ...extra }, { outputsAreThePoint });

describe('checkEnvironment', () => {
	it('accepts what the runner gives', () => {
		expect(
			check({
				https_proxy: 'http://user:pass@proxy.example.com:8080',
				HTTP_PROXY: '',
				NODE_TLS_REJECT_UNAUTHORIZED: '1',
			}),
		).toEqual([]);
	});

	it.each(['GITHUB_OUTPUT', 'GITHUB_STATE'])('names %s when it is missing, gone or a folder', (name) => {
		for (const path of ['', join(folder, 'absent'), join(folder, 'a-folder')]) {
			expect(check({ [name]: path })).toEqual([expect.stringContaining(name)]);
		}
	});

	it('refuses to run with certificate checks switched off, and names the way out', () => {
		expect(check({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toEqual([
			expect.stringMatching(/NODE_TLS_REJECT_UNAUTHORIZED.*NODE_EXTRA_CA_CERTS/),
		]);
	});

	it('refuses to run with a debugging switch by which Node writes credentials to stderr', () => {
		expect(check({ NODE_DEBUG: 'https' })).toEqual([expect.stringContaining('NODE_DEBUG')]);
		expect(check({ NODE_DEBUG: '' })).toEqual([]);
	});

	it.each([
		'proxy.example.com:8080',
		'http://',
		'http://[half',
		'socks5://proxy:1080',
		'http://user:%zz@proxy:8080',
		'http://proxy:99999',
		' ',
	])('refuses the proxy %j, which the toolkit would go around, without showing it', (proxy) => {
		for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) {
			const faults = check({ [name]: proxy });
			expect(faults).toEqual([expect.stringContaining(name)]);
			expect(faults.join()).not.toContain('proxy:');
		}
	});

	it('refuses a step without id where its outputs are the point', () => {
		expect(check({ GITHUB_ACTION: '__ots_action' })).toEqual([expect.stringContaining('`id`')]);
		expect(check({ GITHUB_ACTION: '__ots_action_2', GITHUB_ACTION_PATH: '' })).toHaveLength(1);
	});

	it('does not ask for an id inside a composite action, by hand, or where nobody needs the outputs', () => {
		expect(check({ GITHUB_ACTION: '__ots_action', GITHUB_ACTION_PATH: '/actions/a' })).toEqual([]);
		expect(checkEnvironment({ ...good, GITHUB_ACTION: undefined }, { outputsAreThePoint: true })).toEqual([]);
		expect(check({ GITHUB_ACTION: '__ots_action' }, false)).toEqual([]);
	});

	it('reports everything at once', () => {
		const faults = checkEnvironment(
			{ NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'nonsense', GITHUB_ACTION: '__run' },
			{ outputsAreThePoint: true },
		);
		expect(faults).toHaveLength(5);
	});
});

describe('networkFingerprint', () => {
	it('changes with proxies, exceptions and authorities, but not with passwords', () => {
		const plain = networkFingerprint({ https_proxy: 'http://a:b@proxy:8080' });
		expect(networkFingerprint({ https_proxy: 'http://c:d@proxy:8080' })).toBe(plain);
		for (const env of [
			{},
			{ https_proxy: 'http://proxy:8081' },
			{ https_proxy: 'http://proxy:8080', no_proxy: '*' },
			{ NODE_EXTRA_CA_CERTS: '/x' },
		]) {
			expect(networkFingerprint(env)).not.toBe(plain);
		}
		expect(plain).not.toMatch(/[ab]:|:[ab]@/);
	});
});

describe('proxyPasswords', () => {
	it('gives the password as written, as meant, and as HTTP Basic sends it', () => {
		expect(proxyPasswords({ HTTPS_PROXY: 'http://us%40er:p%20w@proxy:8080' })).toEqual([
			'p w',
			'p%20w',
			Buffer.from('us@er:p w').toString('base64'),
		]);
	});

	it('gives nothing where there is no password or no proxy', () => {
		expect(
			proxyPasswords({ https_proxy: 'http://user@proxy:8080', HTTP_PROXY: 'nonsense', http_proxy: '' }),
		).toEqual([]);
	});
});
