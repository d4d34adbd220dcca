import { describe, expect, it } from 'vitest';
import type { ReceiptKey, Seconds, SecretKey } from '../../../src/onetimesecret/types.ts';
import * as requests from '../../../src/onetimesecret/v1/requests.ts';
import { NO_OPTIONS } from './service-fixtures.ts';

const secretKey = 'KEY' as SecretKey;
const receipt = 'KEY' as ReceiptKey;
const all = {
	ttlSeconds: 300 as Seconds,
	passphrase: 'p&q',
	recipient: 'a+b@example.com',
	shareDomain: 'x.example.com',
};

describe('A request of API v1', () => {
	it.each([
		['status', requests.statusRequest(), '/api/v1/status'],
		['receipt', requests.receiptRequest(receipt), '/api/v1/private/KEY'],
	])('for %s has no body', (_what, request, path) => {
		expect(request).toEqual({ method: 'GET', path });
	});

	it.each([
		['share', requests.shareRequest({ ...NO_OPTIONS, value: 'hello' }), 'share', 'secret=hello'],
		[
			'share with everything',
			requests.shareRequest({ ...all, value: 'hello' }),
			'share',
			'secret=hello&ttl=300&passphrase=p%26q&recipient=a%2Bb%40example.com&share_domain=x.example.com',
		],
		['generate', requests.generateRequest({ ...NO_OPTIONS, length: undefined }), 'generate', ''],
		[
			'generate with everything',
			requests.generateRequest({ ...all, length: 20 }),
			'generate',
			'ttl=300&passphrase=p%26q&recipient=a%2Bb%40example.com&share_domain=x.example.com&length=20',
		],
		['reveal', requests.revealRequest(secretKey, undefined), 'secret/KEY', ''],
		['reveal with a passphrase', requests.revealRequest(secretKey, 'p&q'), 'secret/KEY', 'passphrase=p%26q'],
		['burn', requests.burnRequest(receipt, undefined), 'private/KEY/burn', ''],
		['burn with a passphrase', requests.burnRequest(receipt, 'x y'), 'private/KEY/burn', 'passphrase=x+y'],
	])('for %s is a form', (_what, request, path, body) => {
		const contentType = 'application/x-www-form-urlencoded';
		expect(request).toEqual({ method: 'POST', path: `/api/v1/${path}`, contentType, body });
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
	])('encodes %j so that it arrives byte for byte', (value) => {
		const { body } = requests.shareRequest({ ...NO_OPTIONS, value, passphrase: value });
		expect([...new URLSearchParams(body)]).toEqual([
			['secret', value],
			['passphrase', value],
		]);
		expect(body).toMatch(/^[\x21-\x7e]+$/);
	});
});
