// The table as a whole: no doubles, and a fault for every way in which a share can fail.

import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../src/errors.ts';
import { SHARE_FAULTS } from './fault-rows.ts';

const FAULTS = SHARE_FAULTS.flatMap(([, rows]) => rows);

/** Codes that need no server: refused steps and unplanned ends bring them about. */
const WITHOUT_SERVER: readonly ErrorCode[] = [
	'invalid-input',
	'invalid-environment',
	'file-unwritable',
	'internal',
];
/** Codes of other modes; share never meets them. */
const OF_OTHER_MODES: readonly ErrorCode[] = [
	'secret-gone',
	'wrong-passphrase',
	'already-opened',
	'not-opened',
];

describe('The fault table', () => {
	it('names each fault once', () => {
		for (const [, rows] of SHARE_FAULTS) expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
	});

	it.each([
		['in all', FAULTS],
		['through the bundle', FAULTS.filter(({ withBundle }) => withBundle)],
	])('has a fault for every code that a share can meet, %s', (_what, faults) => {
		const codes = new Set(faults.map(({ expected }) => expected.code));
		const expected = ERROR_CODES.filter(
			(code) => !WITHOUT_SERVER.includes(code) && !OF_OTHER_MODES.includes(code),
		);
		expect(expected.filter((code) => !codes.has(code))).toEqual([]);
	});

	it('lets texts be checked only where the bundle says them', () => {
		const unchecked = FAULTS.filter(({ withBundle, says, neverSays }) => !withBundle && (says ?? neverSays));
		expect(unchecked).toEqual([]);
	});

	it('allows no fault to leave more than two secrets behind, or more than two creations to be sent', () => {
		const most = FAULTS.map(({ expected }) => Math.max(expected.created, expected.asked[1]));
		expect(Math.max(...most)).toBe(2);
	});
});
