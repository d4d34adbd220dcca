import { describe, expect, it } from 'vitest';
import { classifyFailure } from '../../../src/http/failure.ts';

const coded = (code: string, message = 'secret words') => Object.assign(new Error(message), { code });
const direct = { mayBeSent: false, proxied: false };

describe('classifyFailure', () => {
	it.each([
		['ENOTFOUND', 'name-not-found'],
		['EAI_AGAIN', 'no-connection'],
		['ECONNREFUSED', 'no-connection'],
		['ETIMEDOUT', 'no-connection'],
		['ECONNRESET', 'no-connection'],
		['EHOSTUNREACH', 'no-connection'],
		['CERT_HAS_EXPIRED', 'tls-failed'],
		['CERT_SIGNATURE_FAILURE', 'tls-failed'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failed'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
		['EPROTO', 'tls-failed'],
		['INVALID_PURPOSE', 'tls-failed'],
		['ENEW', 'no-connection'],
	])('takes %s before the request was sent for %s', (code, kind) => {
		const failure = classifyFailure(coded(code), direct);
		expect(failure).toMatchObject({ kind, mayBeSent: false });
		expect(failure.detail).toContain(code);
		expect(failure.detail).not.toContain('secret words');
	});

	it.each(['ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ERR_SSL_DECRYPTION_FAILED', ''])(
		'takes %j after the request was sent for a reset',
		(code) => {
			expect(classifyFailure(coded(code), { mayBeSent: true, proxied: true })).toMatchObject({
				kind: 'reset',
				mayBeSent: true,
			});
		},
	);

	it('tells an answer that is not HTTP from a broken connection', () => {
		expect(classifyFailure(coded('HPE_INVALID_CONSTANT'), { mayBeSent: true, proxied: false })).toMatchObject(
			{
				kind: 'garbled',
				mayBeSent: true,
			},
		);
	});

	it.each([
		['statusCode=407', 'proxy-refused', /407.*user name and a password/],
		['statusCode=403', 'proxy-refused', /403/],
		['statusCode=502', 'no-connection', /502/],
		['cause=connect ECONNREFUSED 127.0.0.1:1', 'no-connection', /proxy is not usable.*ECONNREFUSED/],
		['cause=getaddrinfo ENOTFOUND proxy.invalid', 'name-not-found', /ENOTFOUND/],
		['cause=certificate has expired', 'tls-failed', /certificate of the proxy/],
		['cause=socket hang up', 'no-connection', /proxy is not usable: the connection failed/],
	])('reads what the tunnel says of the proxy: %s', (said, kind, detail) => {
		const error = coded('ECONNRESET', `tunneling socket could not be established, ${said}`);
		const failure = classifyFailure(error, { mayBeSent: false, proxied: true });
		expect(failure).toMatchObject({ kind, mayBeSent: false });
		expect(failure.detail).toMatch(detail);
	});

	it('does not blame the proxy for a certificate of the host behind it', () => {
		expect(classifyFailure(coded('CERT_HAS_EXPIRED'), { mayBeSent: false, proxied: true }).kind).toBe(
			'tls-failed',
		);
	});

	it('survives what is not an error at all', () => {
		expect(classifyFailure('text', { mayBeSent: false, proxied: true })).toEqual({
			kind: 'no-connection',
			mayBeSent: false,
			detail: 'the connection failed',
		});
	});
});
