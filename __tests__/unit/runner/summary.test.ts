import { describe, expect, it } from 'vitest';
import { headingOf, writeSummary } from '../../../src/runner/summary.ts';
import { record } from '../../support/command-files.ts';

describe('writeSummary', () => {
	it('appends a table', async () => {
		const { summary } = await record({}, (env) => {
			writeSummary(env, 'First', [['Host', 'eu.onetimesecret.com']]);
			writeSummary(env, 'Second', []);
		});
		expect(summary).toBe(
			'\n### First\n\n| | |\n|---|---|\n| Host | eu.onetimesecret.com |\n\n### Second\n\n| | |\n|---|---|\n',
		);
	});

	it('returns why the file could not be written, and does not throw', () => {
		expect(writeSummary({ GITHUB_STEP_SUMMARY: '/nowhere/at/all' }, 'Heading', [])).toBe('ENOENT');
		expect(writeSummary({ GITHUB_STEP_SUMMARY: '/dev/full' }, 'Heading', [])).toBe('ENOSPC');
		expect(writeSummary({ GITHUB_STEP_SUMMARY: '/nowhere\0' }, 'Heading', [])).toBe('ERR_INVALID_ARG_VALUE');
		expect(writeSummary({}, 'Heading', [])).toBe('GITHUB_STEP_SUMMARY is not set');
	});
});

describe('headingOf', () => {
	it('names the mode, and the step by its id', () => {
		expect(headingOf('share', { GITHUB_ACTION: 'make_link-2' })).toBe(
			'Onetime Secret: share (step `make_link-2`)',
		);
	});

	it.each([undefined, '', '__ots_action', '__self', 'a`b', '2nd', 'a|b'])(
		'leaves out %j, which is no id of a step',
		(id) => {
			expect(headingOf('share', { GITHUB_ACTION: id })).toBe('Onetime Secret: share');
		},
	);
});
