// The table as a whole: large enough, without doubles, and with a fault for every way in which a share can fail.
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../src/errors.ts';
import { ANSWER_FAULTS } from './faults-of-the-answer.ts';
import { CREATION_FAULTS } from './faults-of-the-creation.ts';
import { NETWORK_FAULTS } from './faults-of-the-network.ts';
import { STATUS_FAULTS } from './faults-of-the-status.ts';

const FAULTS = [...STATUS_FAULTS, ...CREATION_FAULTS, ...ANSWER_FAULTS, ...NETWORK_FAULTS];

/** Codes that need no server: the steps that are refused and the ends that nobody planned bring them about. */
const WITHOUT_SERVER: readonly ErrorCode[] = ['invalid-input', 'invalid-environment', 'internal'];
/** Codes of other modes, by what those modes do; share never meets them. */
const OF_OTHER_MODES = [
	'secret-gone',
	'wrong-passphrase',
	'already-opened',
	'not-opened',
	'recipient-dropped',
	'file-unwritable',
];

const codesOf = (faults: typeof FAULTS): Set<unknown> => new Set(faults.map(({ expected }) => expected.code));

describe('The fault table', () => {
	it('names each fault once', () => {
		for (const faults of [STATUS_FAULTS, CREATION_FAULTS, ANSWER_FAULTS, NETWORK_FAULTS]) {
			expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
		}
	});

	it.each([
		['in all', FAULTS],
		['through the bundle', FAULTS.filter(({ withBundle }) => withBundle)],
	])('has a fault for every code that a share can meet, %s', (_what, faults) => {
		const expected = ERROR_CODES.filter(
			(code) => !WITHOUT_SERVER.includes(code) && !OF_OTHER_MODES.includes(code),
		);
		expect(expected.filter((code) => !codesOf(faults).has(code))).toEqual([]);
	});

	it('allows no fault to leave more than two secrets behind, or more than two creations to be sent', () => {
		const most = FAULTS.map(({ expected }) => Math.max(expected.created, expected.asked[1]));
		expect(Math.max(...most)).toBe(2);
	});
});
