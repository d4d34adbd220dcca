import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import type { ReceiptKey, Seconds } from '../../../src/onetimesecret/types.ts';
import { createReporter } from '../../../src/runner/reporter.ts';
import { createStateWriter } from '../../../src/runner/state.ts';
import { createStepEffects, type StepEffectsOnRunner } from '../../../src/runner/step-effects.ts';
import { record } from '../../support/command-files.ts';
import { fieldsFromRecords } from '../../support/saved-state.ts';

const secret = {
	receiptKey: 'receipt' as ReceiptKey,
	expiresAt: '2026-11-23T12:10:00Z',
	ttlSeconds: 600 as Seconds,
	apiVersion: 'v1',
} as const;

const act = (
	use: (effects: StepEffectsOnRunner) => unknown,
	env: Record<string, string> = {},
	cancel = new AbortController().signal,
) =>
	record(env, (given) =>
		use(
			createStepEffects({
				env: given,
				reporter: createReporter({ warnsAboutMasks: true }),
				state: createStateWriter(),
				cancel,
				wallMs: () => Date.UTC(2026, 10, 23, 12, 0, 5),
			}),
		),
	);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'step-effects-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('The saved state', () => {
	it("includes the receipt, its API version, and the expiry by the server's clock and by the runner's", async () => {
		const { state } = await act((effects) => effects.rememberReceipt(secret));
		expect(fieldsFromRecords(state)).toEqual({
			'api-version': 'v1',
			receipt: 'receipt',
			'expires-at': '2026-11-23T12:10:00Z',
			'expires-by': '2026-11-23T12:10:05.000Z',
		});
	});

	it('has no expiry if the server did not return one', async () => {
		const endless = { ...secret, expiresAt: undefined, ttlSeconds: undefined };
		const { state } = await act((effects) => effects.rememberReceipt(endless));
		expect(fieldsFromRecords(state)).toEqual({
			'api-version': 'v1',
			receipt: 'receipt',
			'expires-at': '',
			'expires-by': '',
		});
	});

	it('includes mail, delivery, and that nothing is left to burn', async () => {
		const { state } = await act((effects) => {
			effects.rememberMail();
			effects.rememberDelivery();
			effects.forgetReceipt();
		});
		expect(fieldsFromRecords(state)).toEqual({ 'may-be-mailed': true, delivered: true, receipt: '' });
	});

	it('includes the value file before and after it is written, and that it was removed', async () => {
		const path = join(folder, 'value');
		const { state } = await act((effects) => {
			const file = effects.createFile(path);
			file.write('hunter2');
			expect(readFileSync(path, 'utf8')).toBe('hunter2');
			file.remove();
		});
		const ours = expect.stringMatching(new RegExp(`^\\d+-\\d+-\\d+ ${path}$`));
		const steps = state.map((saved) => fieldsFromRecords([saved]));
		expect(steps).toEqual([ours, ours, ''].map((record) => ({ 'value-file': record })));
	});
});

describe('leavesWork', () => {
	const leaves = async (use: (effects: StepEffectsOnRunner) => void) => {
		const answers: boolean[] = [];
		await act((effects) => {
			use(effects);
			for (const burnOn of ['never', 'failure', 'always'] as const) answers.push(effects.leavesWork(burnOn));
		});
		return answers;
	};

	it('is false if nothing was created or everything was burned', async () => {
		expect(await leaves(() => undefined)).toEqual([false, false, false]);
		expect(
			await leaves((effects) => {
				effects.rememberReceipt(secret);
				effects.forgetReceipt();
				effects.createFile(join(folder, 'value')).remove();
			}),
		).toEqual([false, false, false]);
	});

	it('is true for a link that was not delivered, or that `burn-on` may burn', async () => {
		expect(await leaves((effects) => effects.rememberReceipt(secret))).toEqual([true, true, true]);
		expect(
			await leaves((effects) => {
				effects.rememberReceipt(secret);
				effects.rememberDelivery();
			}),
		).toEqual([false, true, true]);
	});

	it('is true for a value file', async () => {
		expect(await leaves((effects) => effects.createFile(join(folder, 'value')).write('v'))).toEqual([
			true,
			true,
			true,
		]);
	});
});

describe('A command file on a full disk', () => {
	const full = { GITHUB_STATE: '/dev/full', GITHUB_OUTPUT: '/dev/full' };

	it.each<[string, string, (effects: StepEffectsOnRunner) => void]>([
		['output', 'GITHUB_OUTPUT', (effects) => effects.output('link', 'x')],
		['receipt', 'GITHUB_STATE', (effects) => effects.rememberReceipt(secret)],
		['delivery', 'GITHUB_STATE', (effects) => effects.rememberDelivery()],
	])('is an expected failure with its cause: %s', async (_, file, use) => {
		const { error } = await act(use, full);
		expect(error).toBeInstanceOf(ActionError);
		expect(error).toMatchObject({
			code: 'file-unwritable',
			message: `${file} cannot be written (ENOSPC).`,
			cause: { code: 'ENOSPC' },
		});
	});

	it('leaves no value file that the end of the job does not know', async () => {
		const path = join(folder, 'value');
		const { error } = await act((effects) => effects.createFile(path), full);
		expect(error).toMatchObject({
			code: 'file-unwritable',
			message: expect.stringContaining('GITHUB_STATE'),
		});
		expect(() => statSync(path)).toThrow();
	});
});

describe('outputExpression', () => {
	it.each([
		[{ GITHUB_ACTION: 'make-link' }, '${{ steps.make-link.outputs.link }}'],
		[{ GITHUB_ACTION: '' }, '${{ steps.ID.outputs.link }}'],
		[{ GITHUB_ACTION: 'outer', GITHUB_ACTION_PATH: '/actions/wrapper' }, '${{ steps.ID.outputs.link }}'],
		[{ GITHUB_ACTION: '__self', GITHUB_ACTION_PATH: '/actions/wrapper' }, '${{ steps.ID.outputs.link }}'],
		[{ GITHUB_ACTION: '__ots_action' }, undefined],
	])('in %j is %s', async (env, expression) => {
		await act((effects) => expect(effects.outputExpression('link')).toBe(expression), env);
	});
});

describe('stopIfCancelled', () => {
	it('throws with what is left behind once the step is cancelled', async () => {
		const stop = new AbortController();
		const { error } = await act(
			(effects) => {
				effects.stopIfCancelled('Nothing.');
				expect(effects.isCancelled()).toBe(false);
				stop.abort();
				expect(effects.isCancelled()).toBe(true);
				effects.stopIfCancelled('It lives.');
			},
			{},
			stop.signal,
		);
		expect(error).toMatchObject({ code: 'cancelled', leftBehind: 'It lives.' });
	});
});
