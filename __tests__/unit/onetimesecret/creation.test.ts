import { describe, expect, it } from 'vitest';
import type { CreationFields } from '../../../src/onetimesecret/api.ts';
import { type CreationContext, judgeCreation } from '../../../src/onetimesecret/creation.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { Seconds } from '../../../src/onetimesecret/types.ts';
import { NO_OPTIONS, ORIGIN, RECEIPT_KEY, SECRET_KEY } from './service-fixtures.ts';

const fields: CreationFields = {
	secretKey: SECRET_KEY,
	receiptKey: RECEIPT_KEY,
	ttlSeconds: 3_600 as Seconds,
	createdSeconds: 1_787_200_000.7,
	shareDomain: '',
	recipients: [],
	value: '',
};
const context: CreationContext = {
	endpoint: regionEndpoint('eu'),
	options: NO_OPTIONS,
	generatedValueIn: 'nowhere',
	doubts: 0,
};

describe('A creation', () => {
	it('is usable with two keys, and gets a link and the time of its end', () => {
		expect(judgeCreation(fields, { ...context, doubts: 1 })).toEqual({
			usable: true,
			secretKey: SECRET_KEY,
			receiptKey: RECEIPT_KEY,
			link: `${ORIGIN}/secret/${SECRET_KEY}`,
			linkHost: 'eu.onetimesecret.com',
			ttlSeconds: 3_600,
			expiresAt: '2026-08-20T05:26:40Z',
			doubts: 1,
			namesRecipient: true,
			generatedValue: '',
		});
	});

	it('is on the domain that the server names', () => {
		const creation = judgeCreation({ ...fields, shareDomain: 'Links.example.org' }, context);
		expect(creation).toMatchObject({
			link: `https://links.example.org/secret/${SECRET_KEY}`,
			linkHost: 'links.example.org',
		});
	});

	it.each([
		['ttlSeconds', undefined],
		['createdSeconds', 3_600],
	] as const)('without %s has no known end', (name, ttlSeconds) => {
		const creation = judgeCreation({ ...fields, [name]: undefined }, context);
		expect(creation).toMatchObject({ usable: true, ttlSeconds, expiresAt: undefined });
	});

	it.each([
		['the key of the secret', { secretKey: undefined }, 'keys', RECEIPT_KEY],
		['the key of the receipt', { receiptKey: undefined }, 'keys', undefined],
		['a host name as domain', { shareDomain: 'evil.example/x' }, 'share-domain', RECEIPT_KEY],
	])(
		'without %s is not usable, but keeps the receipt if there is one',
		(_what, changes, flaw, receiptKey) => {
			expect(judgeCreation({ ...fields, ...changes }, context)).toEqual({
				usable: false,
				flaw,
				receiptKey,
				ttlSeconds: 3_600,
				expiresAt: '2026-08-20T05:26:40Z',
			});
		},
	);

	it.each([
		[['pe***@e***.com'], true],
		[[], false],
		[['ot***@e***.com'], false],
		[['pe***@e***.com', 'ot***@e***.com'], false],
	])('with the recipients %j names the one that was asked for: %s', (recipients, namesRecipient) => {
		const options = { ...NO_OPTIONS, recipient: 'person@example.com' };
		const creation = judgeCreation({ ...fields, recipients }, { ...context, options });
		expect(creation).toMatchObject({ usable: true, namesRecipient });
	});
});

describe('A generated value', () => {
	it('is that of the creation where the API version puts it there', () => {
		const creation = judgeCreation({ ...fields, value: 'v' }, { ...context, generatedValueIn: 'creation' });
		expect(creation).toMatchObject({ usable: true, generatedValue: 'v' });
	});

	it('that is not there makes the creation unusable', () => {
		const creation = judgeCreation(fields, { ...context, generatedValueIn: 'creation' });
		expect(creation).toMatchObject({ usable: false, flaw: 'value', receiptKey: RECEIPT_KEY });
	});

	it('is not known yet where it is in the first receipt', () => {
		const creation = judgeCreation(fields, { ...context, generatedValueIn: 'first-receipt' });
		expect(creation).toMatchObject({ usable: true, generatedValue: undefined });
	});
});
