// Responses of a server that has created the secret, but says so in a way that cannot be used, or that looks
// odd and can. The bundle meets all of them.

import { keepsReceipt, leavesCopy, succeeds, succeedsAfterRetry } from './expectations.ts';
import type { Expectation, ShareFault } from './fault-table.ts';
import { alters, always, once, page, responds } from './server-faults.ts';

const KEY = 'k'.repeat(62);

type Change = Parameters<typeof alters>[0];

function changed(name: string, change: Change, expected: Expectation): ShareFault {
	return { name, plans: always('share', alters(change)), withBundle: true, expected };
}

function changedOnce(name: string, change: Change, expected: Expectation): ShareFault {
	return { name, plans: once('share', alters(change)), withBundle: true, expected };
}

/** Newer servers name each key twice. */
function withSecretKey(key: unknown): Change {
	return (real) => ({ ...real, secret_key: key, secret_identifier: key });
}

const unusable = keepsReceipt('answer-unusable');

/** The rows. */
export const CREATION_RESPONSE_FAULTS: readonly ShareFault[] = [
	{
		name: 'a page',
		plans: always('share', page(200, { acts: true })),
		withBundle: true,
		expected: leavesCopy('answer-unusable', 2, 2),
	},
	{
		name: 'null',
		plans: always('share', responds(200, 'null', { acts: true })),
		withBundle: true,
		expected: leavesCopy('answer-unusable', 2, 2),
	},
	changed('a list', (real) => [real], leavesCopy('answer-unusable', 2, 2)),
	changedOnce(
		'an object that is cut short, once',
		(real) => JSON.stringify(real).slice(0, -1),
		succeedsAfterRetry(2, true),
	),
	changedOnce('two documents, once', (real) => `${JSON.stringify(real)}{}`, succeedsAfterRetry(2, true)),
	changed('no keys', () => ({ ok: true }), leavesCopy('answer-unusable', 1, 1)),
	changed('a key that is a path', withSecretKey('../../x?y#z'), unusable),
	changed('a key that is too short', withSecretKey('k'), unusable),
	changed('a key that is a list', withSecretKey([KEY]), unusable),
	changed(
		'a second key, which is a path',
		(real) => `${JSON.stringify({ ...real, secret_identifier: '' }).slice(0, -1)},"secret_key":"../x"}`,
		unusable,
	),
	changed(
		'a receipt that is a path',
		(real) => ({ ...real, metadata_key: '../x', identifier: '../x' }),
		leavesCopy('answer-unusable', 1, 1),
	),
	changed(
		'a domain that is not a host name',
		(real) => ({ ...real, share_domain: 'evil.example/x?' }),
		unusable,
	),
	changed('a key given twice', (real) => `{"secret_key":"${KEY}",${JSON.stringify(real).slice(1)}`, succeeds),
	changed('numbers as texts', (real) => ({ ...real, ttl: '3600', created: '1787200000' }), succeeds),
	changed('a lifetime that is not a number', (real) => ({ ...real, ttl: null, created: 'now' }), succeeds),
	{
		name: 'a Content-Length that is one too high',
		plans: always('share', { kind: 'wrong-length' }),
		withBundle: true,
		expected: succeeds,
	},
	{
		name: 'no last chunk',
		plans: always('share', { kind: 'no-last-chunk' }),
		withBundle: true,
		expected: succeeds,
	},
];
