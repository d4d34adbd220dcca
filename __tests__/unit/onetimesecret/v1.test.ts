import { describe, expect, it } from 'vitest';
import type { ReceiptKey, Seconds, SecretKey } from '../../../src/onetimesecret/types.ts';
import {
	burnRequest,
	generateRequest,
	readCreation,
	readReceipt,
	readStatus,
	readValue,
	receiptRequest,
	revealRequest,
	shareRequest,
	statusRequest,
} from '../../../src/onetimesecret/v1.ts';

const plain = { ttlSeconds: undefined, passphrase: undefined, recipient: undefined };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('requests', () => {
	it.each([
		['status', statusRequest({ a: 'b' }), 'GET', '/api/v1/status', undefined],
		[
			'share',
			shareRequest({ ...plain, value: 'hello' }, { a: 'b' }),
			'POST',
			'/api/v1/share',
			'secret=hello',
		],
		[
			'generate',
			generateRequest({ ...plain, length: undefined }, { a: 'b' }),
			'POST',
			'/api/v1/generate',
			'',
		],
		[
			'generate of a length',
			generateRequest({ ...plain, length: 20 }, { a: 'b' }),
			'POST',
			'/api/v1/generate',
			'length=20',
		],
		['reveal', revealRequest('KEY' as SecretKey, undefined, { a: 'b' }), 'POST', '/api/v1/secret/KEY', ''],
		[
			'reveal with passphrase',
			revealRequest('KEY' as SecretKey, 'p&q', { a: 'b' }),
			'POST',
			'/api/v1/secret/KEY',
			'passphrase=p%26q',
		],
		['receipt', receiptRequest('KEY' as ReceiptKey, { a: 'b' }), 'GET', '/api/v1/private/KEY', undefined],
		['burn', burnRequest('KEY' as ReceiptKey, undefined, { a: 'b' }), 'POST', '/api/v1/private/KEY/burn', ''],
		[
			'burn with passphrase',
			burnRequest('KEY' as ReceiptKey, 'x y', { a: 'b' }),
			'POST',
			'/api/v1/private/KEY/burn',
			'passphrase=x+y',
		],
	])('of %s', (_name, request, method, path, body) => {
		expect(request).toEqual({
			method,
			path,
			body,
			headers: method === 'GET' ? { a: 'b' } : { a: 'b', ...form },
		});
	});

	it.each([
		'a+b%20c&d=e;f#g?h',
		'two\nlines\n',
		'a\r\nb\r\n',
		'"quotes" \'and\' \\',
		'🔑 p\u00e4ss',
		'\ufeffbom',
		'  blanks  ',
		'\u0007\t',
	])('encode %j so that it arrives byte for byte', (value) => {
		const { body } = shareRequest(
			{ value, ttlSeconds: 300 as Seconds, passphrase: value, recipient: 'a+b@example.com' },
			{},
		);
		expect([...new URLSearchParams(body)]).toEqual([
			['secret', value],
			['ttl', '300'],
			['passphrase', value],
			['recipient', 'a+b@example.com'],
		]);
		expect(body).toMatch(/^[\x21-\x7e]+$/);
	});
});

describe('readCreation', () => {
	const keys = { secret_key: 's'.repeat(31), metadata_key: 'm'.repeat(31) };

	it('reads the fields that releases v0.18.5 to v0.26.6 send, numbers as digits included', () => {
		expect(
			readCreation({
				...keys,
				ttl: '3600',
				created: '1787200000',
				share_domain: 'x.example.com',
				recipient: ['pe***@e***.com'],
				value: 'v',
			}),
		).toEqual({
			secretKey: keys.secret_key,
			receiptKey: keys.metadata_key,
			ttlSeconds: 3_600,
			createdSeconds: 1_787_200_000,
			shareDomain: 'x.example.com',
			recipients: ['pe***@e***.com'],
			value: 'v',
		});
	});

	it('does without what is missing', () => {
		expect(readCreation({})).toMatchObject({
			secretKey: undefined,
			receiptKey: undefined,
			shareDomain: '',
			recipients: [],
			value: '',
		});
	});
});

describe('readValue', () => {
	it('is the value, or empty', () => {
		expect(readValue({ value: 'x' })).toBe('x');
		expect(readValue({ value: 5 })).toBe('');
	});
});

describe('readStatus', () => {
	it.each(['nominal', 'degraded', 'a-b_c', 'x'.repeat(32)])('passes the word %j on', (status) => {
		expect(readStatus({ status })).toBe(status);
	});

	it.each(['', 'Nominal', 'nominal\n', 'all is well', '::x::', 'x'.repeat(33), 5, null, undefined])(
		'does not recognise %j',
		(status) => {
			expect(readStatus({ status })).toBe('unrecognised');
		},
	);
});

describe('readReceipt', () => {
	it.each([
		['new', 300, 'new'],
		['viewed', 300, 'new'],
		['previewed', 300, 'new'],
		['shared', 300, 'new'],
		['received', undefined, 'opened'],
		['revealed', undefined, 'opened'],
		['burned', null, 'burned'],
		['expired', null, 'expired'],
		['orphaned', null, 'unknown'],
		['toString', 300, undefined],
		['consumed', 300, undefined],
		[5, 300, undefined],
	])('takes the state %j with the lifetime %j for %s', (word, ttl, state) => {
		expect(readReceipt({ state: word, secret_ttl: ttl })?.state).toBe(state);
	});

	it.each(['new', 'viewed'])(
		'knows that a receipt that is still %s has expired when its secret has no lifetime left (v0.18.5)',
		(state) => {
			expect(readReceipt({ state, secret_ttl: null })?.state).toBe('expired');
			expect(readReceipt({ state })?.state).toBe('expired');
		},
	);

	it('reads how long the secret still lives', () => {
		expect(readReceipt({ state: 'new', secret_ttl: 250 })?.secretTtlSeconds).toBe(250);
		expect(readReceipt({ state: 'new', secret_ttl: '250' })).toMatchObject({
			state: 'new',
			secretTtlSeconds: 250,
		});
	});

	it('finds the plaintext that old servers put into it, under both names', () => {
		expect(
			readReceipt({ state: 'viewed', secret_ttl: 5, value: 'plain', secret_value: 'text' })?.spilledValues,
		).toEqual(['plain', 'text']);
		expect(readReceipt({ state: 'new', secret_ttl: 5 })?.spilledValues).toEqual([]);
	});
});
