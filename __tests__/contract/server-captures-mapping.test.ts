// What the comparison with the captures lets pass, and what not.
import { describe, expect, it } from 'vitest';
import { createMapping } from './server-captures-mapping.ts';

const KEYS = { real: 'k7'.repeat(31), ours: 'q4'.repeat(31), other: 'z9'.repeat(31) };

/** Maps one response on each side, after both have learned the same pair of keys. */
function compare(exchange: string, real: unknown, ours: unknown): { real: string; ours: string } {
	const sides = { real: createMapping('127.0.0.1:1'), ours: createMapping('127.0.0.1:22222') };
	sides.real.mapJson({ metadata_key: KEYS.real }, 'v1 first');
	sides.ours.mapJson({ metadata_key: KEYS.ours }, 'v1 first');
	return {
		real: JSON.stringify(sides.real.mapJson(real, exchange)),
		ours: JSON.stringify(sides.ours.mapJson(ours, exchange)),
	};
}

describe('The comparison lets pass', () => {
	it.each<[string, string, unknown, unknown]>([
		['keys that stand for each other', 'v1 x', { identifier: KEYS.real }, { identifier: KEYS.ours }],
		[
			'their beginnings',
			'v1 x',
			{ secret_shortkey: KEYS.real.slice(0, 8) },
			{ secret_shortkey: KEYS.ours.slice(0, 8) },
		],
		[
			'hosts and keys within a text',
			'v2 x',
			{ share_url: `http://127.0.0.1:1/secret/${KEYS.real}` },
			{ share_url: `http://127.0.0.1:22222/secret/${KEYS.ours}` },
		],
		['times of API v2', 'v2 x', { created: 1.5, updated: '17' }, { created: 2.25, updated: '18' }],
		['ids of requests', 'v2 x', { request_id: '0123456789abc' }, { request_id: 'abcdefghijklm' }],
		['generated values of a length', 'v1 generate', { value: 'abc' }, { value: 'xyz' }],
		['other receipts in a list', 'v2 x', { records: [{ a: 1 }] }, { records: [{ a: 2 }, { a: 3 }] }],
	])('%s', (_title, exchange, captured, replayed) => {
		const { real, ours } = compare(exchange, captured, replayed);
		expect(ours).toBe(real);
	});
});

describe('The comparison notices', () => {
	it.each<[string, string, unknown, unknown]>([
		['another key', 'v1 x', { identifier: KEYS.real }, { identifier: KEYS.other }],
		['a made-up key that changed', 'v1 x', { key: 'z'.repeat(31) }, { key: 'y'.repeat(31) }],
		['another value', 'v1 x', { value: 'hello' }, { value: 'hallo' }],
		['another type', 'v2 x', { secret_ttl: 300 }, { secret_ttl: '300' }],
		['a time of another type', 'v2 x', { created: 1.5 }, { created: '1.5' }],
		['a time without its fraction', 'v2 x', { created: 1.5 }, { created: 1 }],
		['another time of API v1', 'v1 x', { created: 1 }, { created: 2 }],
		['another order of fields', 'v1 x', { a: 1, b: 2 }, { b: 2, a: 1 }],
		['a field too many', 'v2 x', { a: 1 }, { a: 1, b: null }],
		['null for nothing', 'v2 x', { viewed: null }, { viewed: '' }],
		['another length of a generated value', 'v1 generate', { value: 'abc' }, { value: 'wxyz' }],
		['another field in a list of receipts', 'v2 x', { records: [{ a: 1 }] }, { records: [{ b: 1 }] }],
		['an empty list', 'v2 x', { records: [{ a: 1 }] }, { records: [] }],
		['a request id of another form', 'v2 x', { request_id: '0123456789abc' }, { request_id: 'short' }],
	])('%s', (_title, exchange, captured, replayed) => {
		const { real, ours } = compare(exchange, captured, replayed);
		expect(ours).not.toBe(real);
	});
});
