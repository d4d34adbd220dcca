import { describe, expect, it } from 'vitest';
import { type ConnectionState, classifyFailure } from '../../../src/http/failure.ts';

const coded = (code: string, message = 'secret words') => Object.assign(new Error(message), { code });
const unsent: ConnectionState = { mayBeSent: false, proxy: 'none', isReused: false };
const sent: ConnectionState = { ...unsent, mayBeSent: true };

describe('classifyFailure', () => {
	it.each([
		['ENOTFOUND', 'name-not-found'],
		['ECONNRESET', 'no-connection'],
		['CERT_HAS_EXPIRED', 'tls-failed'],
	])('classifies %s before the request was sent as %s', (code, kind) => {
		const failure = classifyFailure(coded(code), unsent);
		expect(failure).toMatchObject({ kind, mayBeSent: false });
		expect(failure.detail).toContain(code);
		expect(failure.detail).not.toContain('secret words');
	});

	it.each([
		'ECONNRESET',
		'EPIPE',
		'ENOTFOUND',
		'ERR_SSL_DECRYPTION_FAILED',
		'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC',
		'',
	])('classifies %j after the request was sent as a reset', (code) => {
		const failure = classifyFailure(coded(code), { ...sent, proxy: 'with-user' });
		expect(failure).toMatchObject({ kind: 'reset', mayBeSent: true });
	});

	it.each([
		'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
		'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
		'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
		'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
		'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
	])('knows that a server that sends %s on a new connection has not read the request', (code) => {
		for (const state of [unsent, sent]) {
			expect(classifyFailure(coded(code), state)).toMatchObject({ kind: 'tls-failed', mayBeSent: false });
		}
		const reused = classifyFailure(coded(code), { ...sent, isReused: true });
		expect(reused).toMatchObject({ kind: 'reset', mayBeSent: true });
	});

	it('tells a response that is not HTTP from a broken connection', () => {
		const failure = classifyFailure(coded('HPE_INVALID_CONSTANT'), sent);
		expect(failure).toMatchObject({ kind: 'garbled', mayBeSent: true });
	});

	it.each([
		['anonymous', /a user name and a password/],
		['with-user', /rejected/],
	] as const)('blames a proxy that is used %s', (proxy, detail) => {
		const error = coded('ECONNRESET', 'tunneling socket could not be established, statusCode=407');
		const failure = classifyFailure(error, { ...unsent, proxy });
		expect(failure).toMatchObject({ kind: 'proxy-refused', mayBeSent: false });
		expect(failure.detail).toMatch(detail);
	});

	it('does not blame the proxy for a certificate of the host behind it', () => {
		expect(classifyFailure(coded('CERT_HAS_EXPIRED'), { ...unsent, proxy: 'anonymous' }).kind).toBe(
			'tls-failed',
		);
	});

	it('treats a thrown value that is not an error as a failed connection', () => {
		const failure = classifyFailure('text', { ...unsent, proxy: 'anonymous' });
		expect(failure).toEqual({ kind: 'no-connection', mayBeSent: false, detail: 'the connection failed' });
	});
});
