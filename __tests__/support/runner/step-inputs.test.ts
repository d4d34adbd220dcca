import { describe, expect, it } from 'vitest';
import { expression, type StageResult } from './index.ts';
import { locateFixture, openJob, scriptStep } from './test-jobs.ts';

const report = { actionDir: locateFixture('report'), id: 'report' };

function readInputs(result: StageResult | undefined): Record<string, string> {
	const { env }: { env: Record<string, string> } = JSON.parse(result?.stdout.toString() ?? '');
	return Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('INPUT_')));
}

describe('inputs', () => {
	it('are all set: the default where the key is absent, else empty, with contexts evaluated and names changed as the runner does', async () => {
		const job = await openJob();
		expect(readInputs(await job.step(report))).toEqual({
			INPUT_PLAIN: '',
			INPUT_WITH_DEFAULT: 'fallback',
			'INPUT_HYPHEN-ATED.DOTTED': 'stays',
			'INPUT_REQUIRED-ONE': '',
			INPUT_OPTIONAL: '(none)',
			'INPUT_JOB-STATUS': 'success',
			INPUT_WHERE: expect.stringMatching(/^example\/repository on (?:Linux|macOS|Windows)$/),
		});
	});

	it('match their declaration without case, and an empty value keeps the default away', async () => {
		const job = await openJob();
		const result = await job.step({ ...report, with: { 'WITH default': '', Plain: ' kept as it is \n' } });
		expect(readInputs(result)).toMatchObject({ INPUT_WITH_DEFAULT: '', INPUT_PLAIN: ' kept as it is \n' });
		expect(result.runnerAnnotations).toEqual([]);
	});

	it('that nobody declared are set all the same, with one warning for all of them in main and again in post', async () => {
		const job = await openJob();
		const result = await job.step({ ...report, with: { typo: 'x', 'other one': 'y', plain: 'z' } });
		const { posts } = await job.finish();
		const message = expect.stringContaining("'typo', 'other one', valid inputs are ['plain', ");
		for (const stage of [result, posts[0]]) {
			expect(readInputs(stage)).toMatchObject({ INPUT_TYPO: 'x', INPUT_OTHER_ONE: 'y' });
			expect(stage).toMatchObject({ outcome: 'success', runnerAnnotations: [{ type: 'warning', message }] });
		}
	});

	it('are evaluated anew in post, defaults as well as given ones', async () => {
		const job = await openJob({ env: { STAGE: 'main' } });
		const given = {
			plain: expression('env.STAGE'),
			'with default': expression("steps.report.outcome || 'not yet'"),
		};
		const main = readInputs(await job.step({ ...report, with: given }));
		job.exportVariable('STAGE', 'changed');
		job.failStep('make test');
		const { posts } = await job.finish();
		expect(main).toMatchObject({
			INPUT_PLAIN: 'main',
			INPUT_WITH_DEFAULT: 'not yet',
			'INPUT_JOB-STATUS': 'success',
		});
		expect(readInputs(posts[0])).toMatchObject({
			INPUT_PLAIN: 'changed',
			INPUT_WITH_DEFAULT: 'success',
			'INPUT_JOB-STATUS': 'failure',
		});
	});

	it('that cannot be evaluated fail the step before it starts, and post still runs', async () => {
		const job = await openJob();
		let isBroken = true;
		const broken = (): string => {
			if (isBroken) throw new Error('Expression too long');
			return '';
		};
		const main = await job.step(scriptStep('', { with: { extra: broken }, post: "say('post ran')" }));
		isBroken = false;
		const { posts } = await job.finish();
		expect(main).toMatchObject({
			outcome: 'failure',
			exitCode: null,
			runnerAnnotations: [{ type: 'error', message: 'Expression too long' }],
		});
		expect(posts[0]?.printed).toBe('post ran\n');
	});

	it('that are too large for a process fail the step, and post still runs', async () => {
		const job = await openJob();
		let length = 4_000_000;
		const main = await job.step(
			scriptStep('', { with: { extra: () => 'x'.repeat(length) }, post: "say('post ran')" }),
		);
		length = 1;
		const { posts } = await job.finish();
		expect(main).toMatchObject({
			outcome: 'failure',
			exitCode: null,
			runnerAnnotations: [{ type: 'warning' }, { type: 'error' }],
		});
		expect(posts[0]?.printed).toBe('post ran\n');
	});
});
