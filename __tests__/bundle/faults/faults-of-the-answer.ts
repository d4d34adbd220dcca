// Answers of a server that has created the secret, but says so in a way that cannot be used, or that looks odd and can. The bundle meets all.
import type { Expectation, ShareFault } from './fault-table.ts';
import { keepsReceipt, leaves, passes, passesAgain } from './outcomes.ts';
import { alters, always, once, page, says } from './plans.ts';

const KEY = 'k'.repeat(62);

type Change = Parameters<typeof alters>[0];

function changed(name: string, change: Change, expected: Expectation): ShareFault {
	return { name, plans: always('share', alters(change)), withBundle: true, expected };
}

function changedOnce(name: string, change: Change, expected: Expectation): ShareFault {
	return { name, plans: once('share', alters(change)), withBundle: true, expected };
}

/** The rows. */
export const ANSWER_FAULTS: readonly ShareFault[] = [
	{
		name: 'a page',
		plans: always('share', page(200, { acts: true })),
		withBundle: true,
		expected: leaves('answer-unusable', 2, 2),
	},
	{
		name: 'null',
		plans: always('share', says(200, 'null', { acts: true })),
		withBundle: true,
		expected: leaves('answer-unusable', 2, 2),
	},
	changed('a list', (real) => [real], leaves('answer-unusable', 2, 2)),
	changedOnce(
		'an object that is cut short, once',
		(real) => JSON.stringify(real).slice(0, -1),
		passesAgain(2, true),
	),
	changedOnce('two documents, once', (real) => `${JSON.stringify(real)}{}`, passesAgain(2, true)),
	changed('no keys', () => ({ ok: true }), leaves('answer-unusable', 1, 1)),
	changed(
		'a key that is a path',
		(real) => ({ ...real, secret_key: '../../x?y#z' }),
		keepsReceipt('answer-unusable'),
	),
	changed(
		'a key that is too short',
		(real) => ({ ...real, secret_key: 'k' }),
		keepsReceipt('answer-unusable'),
	),
	changed(
		'a key that is a list',
		(real) => ({ ...real, secret_key: [KEY] }),
		keepsReceipt('answer-unusable'),
	),
	changed(
		'a second key, which is a path',
		(real) => `${JSON.stringify(real).slice(0, -1)},"secret_key":"../x"}`,
		keepsReceipt('answer-unusable'),
	),
	changed(
		'a receipt that is a path',
		(real) => ({ ...real, metadata_key: '../x' }),
		leaves('answer-unusable', 1, 1),
	),
	changed(
		'a domain that is no host',
		(real) => ({ ...real, share_domain: 'evil.example/x?' }),
		keepsReceipt('answer-unusable'),
	),
	changed('a key given twice', (real) => `{"secret_key":"${KEY}",${JSON.stringify(real).slice(1)}`, passes),
	changed('numbers as texts', (real) => ({ ...real, ttl: '3600', created: '1787200000' }), passes),
	changed('a lifetime that is none', (real) => ({ ...real, ttl: null, created: 'now' }), passes),
];
