// How the embedded server reads parameters, byte for byte.
import { expect, it } from 'vitest';
import { readParameters } from './parameters.ts';
import { RELEASES } from './releases.ts';

const FORM = 'application/x-www-form-urlencoded';

it.each([
	['a form', '', FORM, 'secret=a+b%2Bc&ttl=60', { secret: ['a b+c'], ttl: ['60'] }],
	['a form with a charset', '', `${FORM}; charset=utf-8`, 'secret=h%C3%A9', { secret: ['hé'] }],
	['raw UTF-8 in a form', '', FORM, 'secret=hé', { secret: ['hé'] }],
	['a name without a value', '', FORM, 'secret&&ttl=', { secret: [''], ttl: [''] }],
	['the last of repeated names', '', FORM, 'secret=a&secret=b', { secret: ['b'] }],
	['every value of a list', '', FORM, 'recipient[]=a&recipient%5B%5D=b', { recipient: ['a', 'b'] }],
	[
		'a per cent sign that encodes nothing',
		'',
		FORM,
		'secret=100%&ttl=%zz',
		{ secret: ['100%'], ttl: ['%zz'] },
	],
	[
		'the query as well, where the body does not say otherwise',
		'ttl=60&secret=a',
		FORM,
		'secret=b',
		{ ttl: ['60'], secret: ['b'] },
	],
	[
		'JSON',
		'',
		'application/json',
		'{"secret":"hé","ttl":60,"recipient":["a","b"],"passphrase":null}',
		{ secret: ['hé'], ttl: ['60'], recipient: ['a', 'b'], passphrase: [] },
	],
	['JSON that names no type', '', undefined, ' {"secret":"a"}', { secret: ['a'] }],
	['a form under a wrong type', '', 'text/plain', 'secret=a', { secret: ['a'] }],
	['nothing from a text that is neither', '', 'text/plain', 'hello', {}],
	['nothing from an empty JSON body', '', 'application/json', '', {}],
])('Parameters are read from %s', (_title, query, contentType, body, expected) => {
	const parameters = readParameters(query, contentType, Buffer.from(body), RELEASES['v0.26']);
	const texts = [...parameters].map(([name, values]) => [name, values.map((value) => value.toString())]);
	expect(Object.fromEntries(texts)).toEqual(expected);
});

it('Bytes that are no UTF-8 survive in a form', () => {
	const parameters = readParameters('', FORM, Buffer.from('secret=a%FFb'), RELEASES['v0.26']);
	expect(parameters.get('secret')).toEqual([Buffer.from([0x61, 0xff, 0x62])]);
});

it.each([
	['p%C3%A4%00b', 'p\ufffd\ufffdb'],
	['p%C3%A4%FFb', 'p\ufffd\ufffd\ufffdb'],
	['p%C3%A4b', 'p\u00e4b'],
])('v0.23 repairs a form that holds NUL or no UTF-8, as captured: %s', (value, expected) => {
	const parameters = readParameters('', FORM, Buffer.from(`secret=${value}`), RELEASES['v0.23']);
	expect(String(parameters.get('secret'))).toBe(expected);
});

it.each([
	['v0.23', 'application/json', '{"secret":"a"}', undefined],
	['v0.23', 'text/plain', 'secret=a', undefined],
	['v0.24', 'application/json', '{"secret":"a"}', 'a'],
	['v0.24', 'text/plain', 'secret=a', undefined],
	['v0.26', 'text/plain', 'secret=a', 'a'],
] as const)('%s reads %s: %s', (release, contentType, body, expected) => {
	const parameters = readParameters('', contentType, Buffer.from(body), RELEASES[release]);
	expect(parameters.get('secret')?.toString()).toBe(expected);
});
