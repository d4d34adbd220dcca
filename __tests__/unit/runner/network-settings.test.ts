import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import {
	checkProxy,
	describeNetwork,
	explainTls,
	isSameNetwork,
	networkFingerprint,
	proxyPasswords,
} from '../../../src/runner/network-settings.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'network-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a certificate file and returns its path. */
function writeCertificateFile(content: string): string {
	const path = join(folder, 'authorities.pem');
	writeFileSync(path, content);
	return path;
}

describe('checkProxy', () => {
	it.each(['https_proxy', 'HTTPS_PROXY'])('refuses a malformed %s without showing it', (name) => {
		for (const proxy of ['proxy.example.com:8080', 'http://user:%zz@proxy:8080', ' ']) {
			const faults = checkProxy({ [name]: proxy }, ORIGIN);
			expect(faults).toEqual([expect.stringMatching(`^${name} is not the address of a proxy`)]);
			expect(faults.join()).not.toMatch(/8080|user|zz/);
		}
	});

	it.each([
		{ http_proxy: 'nonsense' },
		{ HTTP_PROXY: 'nonsense', https_proxy: 'http://proxy:8080' },
		{ https_proxy: 'nonsense', no_proxy: 'onetimesecret.com' },
		{},
	])('accepts %j, which does not apply', (env) => {
		expect(checkProxy(env, ORIGIN)).toEqual([]);
	});
});

describe('proxyPasswords', () => {
	it('returns the password as written, decoded, and as HTTP Basic sends it', () => {
		expect(proxyPasswords({ HTTPS_PROXY: 'http://us%40er:p%20w@proxy:8080' })).toEqual([
			'p w',
			'p%20w',
			Buffer.from('us@er:p w').toString('base64'),
		]);
	});

	it('returns nothing if there is no password or no proxy', () => {
		const env = { https_proxy: 'http://user@proxy:8080', HTTP_PROXY: 'nonsense', http_proxy: '' };
		expect(proxyPasswords(env)).toEqual([]);
	});
});

describe('describeNetwork', () => {
	it('has one line for a proxy, without its password, and one for extra certificate authorities', () => {
		const env = { https_proxy: 'http://user:pass@proxy.example.com:8080', NODE_EXTRA_CA_CERTS: '/x' };
		expect(describeNetwork(env, ORIGIN)).toEqual([
			'Using the proxy proxy.example.com:8080.',
			'Trusting the certificate authorities in NODE_EXTRA_CA_CERTS as well.',
		]);
	});

	it('has no line for what does not apply', () => {
		expect(describeNetwork({}, ORIGIN)).toEqual([]);
		expect(describeNetwork({ https_proxy: 'http://proxy', NO_PROXY: '*' }, ORIGIN)).toEqual([]);
		expect(describeNetwork({ https_proxy: 'http://proxy' }, 'http://127.0.0.1:7143')).toEqual([]);
	});
});

/** The fingerprint as one text. */
const fingerprint = (env: Record<string, string>) => JSON.stringify(networkFingerprint(env));

describe('networkFingerprint', () => {
	const base = { https_proxy: 'http://a:b@proxy:8080', NODE_EXTRA_CA_CERTS: '/nowhere' };
	const changes: Record<string, string>[] = [
		{ https_proxy: '' },
		{ https_proxy: 'http://a:b@proxy:8081' },
		{ https_proxy: 'https://a:b@proxy:8080' },
		{ https_proxy: 'http://b:b@proxy:8080' },
		{ HTTPS_PROXY: 'http://other:8080' },
		{ http_proxy: 'http://other:8080' },
		{ HTTP_PROXY: 'http://other:8080' },
		{ no_proxy: '*' },
		{ NO_PROXY: '*' },
		{ NODE_EXTRA_CA_CERTS: '/elsewhere' },
		{ NODE_USE_SYSTEM_CA: '1' },
		{ OPENSSL_CONF: '/x' },
		{ NODE_OPTIONS: '--use-openssl-ca' },
	];

	it.each(changes)('changes with %j', (change) => {
		expect(fingerprint({ ...base, ...change })).not.toBe(fingerprint(base));
	});

	it.each(['SSL_CERT_FILE', 'SSL_CERT_DIR'])('changes with %s if Node reads it', (name) => {
		for (const reading of [
			{ NODE_USE_SYSTEM_CA: '1' },
			{ NODE_OPTIONS: '--use-system-ca' },
			{ NODE_OPTIONS: '--no-warnings --use-openssl-ca' },
			{ NODE_OPTIONS: '--use_openssl_ca' },
		]) {
			expect(fingerprint({ ...reading, [name]: '/x' })).not.toBe(fingerprint(reading));
		}
		for (const ignoring of [{}, { NODE_USE_SYSTEM_CA: '0' }, { NODE_OPTIONS: '--use-bundled-ca' }]) {
			expect(fingerprint({ ...ignoring, [name]: '/x' })).toBe(fingerprint(ignoring));
		}
	});

	it('changes with the content of the certificate file, not only with its path', () => {
		const path = writeCertificateFile('one');
		const before = fingerprint({ NODE_EXTRA_CA_CERTS: path });
		writeCertificateFile('one');
		expect(fingerprint({ NODE_EXTRA_CA_CERTS: path })).toBe(before);
		writeCertificateFile('another');
		const after = fingerprint({ NODE_EXTRA_CA_CERTS: path });
		expect(after).not.toBe(before);
		rmSync(path);
		expect([before, after]).not.toContain(fingerprint({ NODE_EXTRA_CA_CERTS: path }));
	});

	it('contains no password, and does not change with one', () => {
		const plain = fingerprint({ https_proxy: 'http://name:first-pass@proxy:8080' });
		expect(fingerprint({ https_proxy: 'http://name:second-pass@proxy:8080' })).toBe(plain);
		expect(plain).not.toContain('pass');
		expect(fingerprint({ HTTPS_PROXY: 'user:a-pass@no-address' })).not.toContain('pass');
	});
});

describe('isSameNetwork', () => {
	const env = { https_proxy: 'http://a:b@proxy:8080', NODE_OPTIONS: '--x "y"' };

	it('is true for the fingerprint of the same settings only', () => {
		expect(isSameNetwork(env, networkFingerprint({ ...env }))).toBe(true);
		expect(isSameNetwork(env, networkFingerprint({ ...env, NO_PROXY: '*' }))).toBe(false);
	});

	it.each([[[]], [['']], [networkFingerprint(env).slice(1)]])('is false for %j', (saved) => {
		expect(isSameNetwork(env, saved)).toBe(false);
		expect(isSameNetwork({}, saved)).toBe(false);
	});
});

describe('On Windows, where the case of a name means nothing', () => {
	const variables: Record<string, string> = { https_proxy: 'http://user:pass@proxy:8080', no_proxy: '' };
	const env = new Proxy(variables, { get: (all, name) => all[String(name).toLowerCase()] });

	it('one proxy variable counts under both of its names, and changes the fingerprint as one', () => {
		const before = fingerprint(env);
		expect(describeNetwork(env, ORIGIN)).toEqual(['Using the proxy proxy:8080.']);
		expect([...new Set(proxyPasswords(env))]).toEqual(['pass', 'dXNlcjpwYXNz']);
		expect(fingerprint(env)).toBe(before);
		variables['https_proxy'] = 'http://user:pass@other:8080';
		expect(fingerprint(env)).not.toBe(before);
		variables['no_proxy'] = '*';
		expect(describeNetwork(env, ORIGIN)).toEqual([]);
	});
});

describe('explainTls', () => {
	const failure = new ActionError('tls-failed', 'x');

	it('names a certificate file that cannot be read', () => {
		expect(explainTls(failure, { NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' }).advice).toBe(
			'NODE_EXTRA_CA_CERTS names `/nowhere/ca.pem`, which cannot be read. Correct the path, or set NODE_USE_SYSTEM_CA=1 if the machine trusts the certificate authority.',
		);
	});

	it('keeps the advice if the file can be read, if there is none, and for other errors', () => {
		const other = new ActionError('unreachable', 'x');
		expect(explainTls(failure, {})).toBe(failure);
		expect(explainTls(failure, { NODE_EXTRA_CA_CERTS: writeCertificateFile('one') })).toBe(failure);
		expect(explainTls(other, { NODE_EXTRA_CA_CERTS: '/nowhere' })).toBe(other);
	});
});
