import { describe, expect, it } from 'vitest';
import { describeCode, kindOfCode } from '../../../src/http/failure-codes.ts';

describe('kindOfCode', () => {
	it.each([
		['ENOTFOUND', 'name-not-found'],
		['EAI_AGAIN', 'no-connection'],
		['ECONNREFUSED', 'no-connection'],
		['ETIMEDOUT', 'no-connection'],
		['ECONNRESET', 'no-connection'],
		['EHOSTUNREACH', 'no-connection'],
		['ENEW', 'no-connection'],
		['', 'no-connection'],
		['CERT_HAS_EXPIRED', 'tls-failed'],
		['CERT_SIGNATURE_FAILURE', 'tls-failed'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
		['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failed'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
		['EPROTO', 'tls-failed'],
		['EPROTOTYPE', 'no-connection'],
		['INVALID_PURPOSE', 'tls-failed'],
	])('classifies %j as %s', (code, kind) => {
		expect(kindOfCode(code)).toBe(kind);
	});
});

describe('describeCode', () => {
	it.each([
		['ECONNREFUSED', 'the connection was refused (ECONNREFUSED)'],
		[
			'UNABLE_TO_GET_ISSUER_CERT',
			/an authority that this machine does not trust \(UNABLE_TO_GET_ISSUER_CERT\)/,
		],
		['ENEW', 'the connection failed (ENEW)'],
		['', 'the connection failed'],
	])('says what %j means and keeps the code', (code, text) => {
		expect(describeCode(code)).toMatch(text);
	});
});
