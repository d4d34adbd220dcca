import { describe, expect, it } from 'vitest';
import { isMailAddress, namesAddress } from '../../../src/onetimesecret/recipient.ts';

describe('isMailAddress', () => {
	it.each([
		'person@example.com',
		'a.b_c%d+e-f@sub.example.co.uk',
		'x@xn--mnchen-3ya.example',
		'x@y.z',
		`${'a'.repeat(242)}@example.com`,
	])('accepts %s', (text) => {
		expect(isMailAddress(text)).toBe(true);
	});

	it.each([
		'',
		'person',
		"o'brien@example.com",
		'a@b@example.com',
		'a@example.com,b@example.com',
		'a@example.com b@example.com',
		'Person <a@example.com>',
		'"a b"@example.com',
		'a@localhost',
		'a@-x.example.com',
		'a@example..com',
		'a@[127.0.0.1]',
		'ä@example.com',
		'a@example.com\n',
		`${'a'.repeat(243)}@example.com`,
	])('refuses %j, which servers would garble', (text) => {
		expect(isMailAddress(text)).toBe(false);
	});
});

describe('namesAddress', () => {
	it.each([
		[['pe***@e***.com'], true],
		[['pe*****@e*****.com'], true],
		[['PE***@E***.com'], true],
		[['other@example.org', 'person@example.com'], false],
		[['person@example.com'], true],
		[['***'], true],
		[['person@*example.com'], true],
		[['p*r*n@*.com'], true],
		[[], false],
		[[''], false],
		[['pe***@f***.com'], false],
		[['xx***@e***.com'], false],
		[['pe***@e***.org'], false],
		[['p*x*@example.com'], false],
		[['person@example.com*m'], false],
		[['person@example.org'], false],
	])('for %j and person@example.com is %s', (obscured, isNamed) => {
		expect(namesAddress(obscured, 'Person@example.com')).toBe(isNamed);
	});
});
