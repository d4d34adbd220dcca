// Every error of the catalog as people see it, on one page: `errors.txt`. `npx vitest run -u` writes it anew.

import { describe, expect, it } from 'vitest';
import { ERROR_CODES, helpUrlOf, titleOf } from '../../../src/errors.ts';
import { findLeaks, type StageResult } from '../../support/runner/index.ts';
import { codesOf } from '../step-texts.ts';
import { PASSPHRASE, SECRET, WRONG_TOKEN } from './error-case.ts';
import { ERROR_CASES } from './error-cases.ts';
import { maskVarying } from './varying.ts';

const entries: string[] = [];

function render({ annotations }: StageResult, when: string): string {
	const [error] = annotations;
	const lines = (error?.message ?? '').split('\n').map((line) => `  ${line}`);
	return maskVarying([`If ${when}:`, `  [${error?.title}]`, ...lines].join('\n'));
}

describe('The page of all errors', () => {
	it.each(ERROR_CASES)('$code, if $when: one annotation, and the same text in the log', async (entry) => {
		const step = await entry.run();
		const [error, ...others] = step.annotations;
		expect(others).toEqual([]);
		expect(error).toMatchObject({ type: 'error', title: titleOf(entry.code) });
		expect(codesOf(step)).toEqual([entry.code]);
		expect(error?.message.endsWith(`\n${helpUrlOf(entry.code)}`)).toBe(true);
		expect(step.printed).toContain(`##[error]${error?.message}\n`);
		expect(findLeaks(step, [SECRET, PASSPHRASE, WRONG_TOKEN])).toEqual([]);
		entries.push(render(step, entry.when));
	});

	it('is as it was', async () => {
		expect(entries).toHaveLength(ERROR_CASES.length);
		await expect(`${entries.join('\n\n')}\n`).toMatchFileSnapshot('./errors.txt');
	});

	it('leaves out no code', () => {
		const shown = new Set<string>(ERROR_CASES.map(({ code }) => code));
		expect(ERROR_CODES.filter((code) => !shown.has(code))).toEqual([]);
	});
});
