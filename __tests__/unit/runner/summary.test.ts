import { describe, expect, it } from 'vitest';
import { writeSummary } from '../../../src/runner/summary.ts';
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

	it('says why it could not, and throws nothing', () => {
		expect(writeSummary({ GITHUB_STEP_SUMMARY: '/nowhere/at/all' }, 'Heading', [])).toBe('ENOENT');
		expect(writeSummary({ GITHUB_STEP_SUMMARY: '/nowhere\0' }, 'Heading', [])).toBe('ERR_INVALID_ARG_VALUE');
		expect(writeSummary({}, 'Heading', [])).toBe('GITHUB_STEP_SUMMARY is not set');
	});
});
