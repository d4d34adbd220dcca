import { describe, expect, it } from 'vitest';
import type { ReceiptKey, Seconds, SecretKey } from '../../../src/onetimesecret/types.ts';
import * as requests from '../../../src/onetimesecret/v2/requests.ts';
import { NO_OPTIONS } from './service-fixtures.ts';

const secretKey = 'KEY' as SecretKey;
const receipt = 'KEY' as ReceiptKey;
const all = {
	ttlSeconds: 300 as Seconds,
	passphrase: 'p"q',
	recipient: 'a+b@example.com',
	shareDomain: 'x.example.com',
};
const asJson = { ttl: 300, passphrase: 'p"q', recipient: 'a+b@example.com', share_domain: 'x.example.com' };

describe('A request of API v2', () => {
	it.each([
		['status', requests.statusRequest(), '/api/v2/status'],
		['receipt', requests.receiptRequest(receipt), '/api/v2/receipt/KEY'],
		['the proof of credentials', requests.credentialProof, '/api/v2/receipt/recent'],
	])('for %s has no body', (_what, request, path) => {
		expect(request).toEqual({ method: 'GET', path });
	});

	it.each([
		[
			'share',
			requests.shareRequest({ ...NO_OPTIONS, value: 'hello' }),
			'secret/conceal',
			{ secret: { secret: 'hello' } },
		],
		[
			'share with everything',
			requests.shareRequest({ ...all, value: 'hello' }),
			'secret/conceal',
			{ secret: { secret: 'hello', ...asJson } },
		],
		[
			'generate',
			requests.generateRequest({ ...NO_OPTIONS, length: undefined }),
			'secret/generate',
			{ secret: {} },
		],
		[
			'generate with everything',
			requests.generateRequest({ ...all, length: 20 }),
			'secret/generate',
			{ secret: { ...asJson, length: 20 } },
		],
		['reveal', requests.revealRequest(secretKey, undefined), 'secret/KEY/reveal', { continue: true }],
		[
			'reveal with a passphrase',
			requests.revealRequest(secretKey, 'p"q'),
			'secret/KEY/reveal',
			{ continue: true, passphrase: 'p"q' },
		],
		['burn', requests.burnRequest(receipt, undefined), 'receipt/KEY/burn', { continue: true }],
		[
			'burn with a passphrase',
			requests.burnRequest(receipt, 'x y'),
			'receipt/KEY/burn',
			{ continue: true, passphrase: 'x y' },
		],
	])('for %s is JSON', (_what, { body, ...request }, path, json) => {
		expect(request).toEqual({ method: 'POST', path: `/api/v2/${path}`, contentType: 'application/json' });
		expect(JSON.parse(body ?? '')).toEqual(json);
	});

	it.each(['two\nlines\n', '"quotes" \\', '🔑 p\u00e4ss', '\ufeffbom', '\u0007\t'])(
		'encodes %j so that it arrives byte for byte',
		(value) => {
			const { body = '' } = requests.shareRequest({ ...NO_OPTIONS, value, passphrase: value });
			expect(JSON.parse(body)).toEqual({ secret: { secret: value, passphrase: value } });
		},
	);
});
