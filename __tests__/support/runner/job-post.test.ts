import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Job, StepOptions } from './index.ts';
import { locateFixture, openJob, scriptStep } from './test-jobs.ts';

const POST = "say((process.env.STATE_made ?? 'nothing') + ' after ' + process.env['INPUT_JOB-STATUS'])";
const STATUS = { 'job-status': (contexts: { job: { status: string } }) => contexts.job.status };
const MADE = "append('STATE', 'made=something\\n');";

function makeStep(main: string, options: Partial<StepOptions> = {}): StepOptions {
	return scriptStep(main, { post: POST, ...options, with: STATUS });
}

describe('the post stage', () => {
	it.each<[string, StepOptions, (job: Job) => void, string]>([
		['success', makeStep(MADE), () => {}, 'something after success'],
		['a failure of its own step', makeStep(`${MADE} process.exit(1)`), () => {}, 'something after failure'],
		[
			'a failure of a later step',
			makeStep(MADE),
			(job) => job.failStep('make test'),
			'something after failure',
		],
		[
			'a failure under continue-on-error',
			makeStep(`${MADE} process.exit(1)`, { continueOnError: true }),
			() => {},
			'something after success',
		],
		['a cancel between the steps', makeStep(MADE), (job) => job.cancel(), 'something after cancelled'],
		[
			'a cancel before main did anything',
			makeStep(MADE, { onStart: ({ cancel }, stage) => stage === 'main' && cancel() }),
			() => {},
			'nothing after cancelled',
		],
		[
			'a failure and then a cancel',
			makeStep(`${MADE} process.exit(1)`),
			(job) => job.cancel(),
			'something after cancelled',
		],
		[
			'a step time-out',
			makeStep(`${MADE} setInterval(() => {}, 1e6); say('ready')`, {
				onLine: (line, _stream, { expire }) => line === 'ready' && expire(),
			}),
			() => {},
			'something after failure',
		],
	])('runs after %s', async (_what, step, between, printed) => {
		const job = await openJob();
		await job.step(step);
		between(job);
		const { posts } = await job.finish();
		expect(posts.map((post) => post.printed)).toEqual([`${printed}\n`]);
	});

	it('does not run if main was skipped', async () => {
		const job = await openJob();
		job.failStep('make test');
		const main = await job.step(makeStep(MADE));
		expect(main).toMatchObject({ outcome: 'skipped', conclusion: 'skipped', exitCode: null, log: '' });
		expect((await job.finish()).posts).toEqual([]);
	});

	it('does not run if the environment or the condition of the step could not be evaluated', async () => {
		const job = await openJob();
		const broken = (): string => {
			throw new Error('no such thing');
		};
		const env = await job.step(makeStep(MADE, { env: { X: broken } }));
		const condition = await job.step(makeStep(MADE, { id: 'other', if: 'always( ' }));
		expect([env, condition]).toMatchObject([
			{ outcome: 'failure', exitCode: null },
			{ outcome: 'failure', exitCode: null },
		]);
		expect((await job.finish()).posts).toEqual([]);
	});

	it('does not run if the action has none', async () => {
		const job = await openJob();
		await job.step({ actionDir: locateFixture('main-only') });
		expect((await job.finish()).posts).toEqual([]);
	});

	it('runs in reverse order, each with its own state', async () => {
		const job = await openJob();
		for (const id of ['first', 'second', 'third']) {
			await job.step(
				scriptStep(`append('STATE', 'name=${id}')`, { id, post: 'say(process.env.STATE_name)' }),
			);
		}
		const { posts } = await job.finish();
		expect(posts.map(({ printed, state }) => [printed, state])).toEqual([
			['third\n', { name: 'third' }],
			['second\n', { name: 'second' }],
			['first\n', { name: 'first' }],
		]);
	});

	it('that fails, fails the job for those that run after it, unless the job was cancelled', async () => {
		const [job, cancelled] = [await openJob(), await openJob()];
		await job.step(makeStep(MADE));
		await job.step(scriptStep('', { id: 'failing', post: 'process.exit(1)' }));
		const { posts, status } = await job.finish();
		expect(posts.map(({ outcome }) => outcome)).toEqual(['failure', 'success']);
		expect([posts[1]?.printed, status]).toEqual(['something after failure\n', 'failure']);
		await cancelled.step(scriptStep('', { post: 'process.exit(1)' }));
		cancelled.cancel();
		expect((await cancelled.finish()).status).toBe('cancelled');
	});

	it.each([
		['is skipped while its condition does not hold', false, 'skipped', ''],
		['runs once its condition holds', true, 'success', 'post after failure\n'],
	])('%s', async (_what, fails, outcome, printed) => {
		const job = await openJob();
		await job.step({ actionDir: locateFixture('post-on-failure') });
		if (fails) job.failStep('make test');
		expect((await job.finish()).posts).toMatchObject([{ outcome, printed }]);
	});

	it.each([
		[
			'the manifest is gone',
			(folder: string) => rmSync(join(folder, 'action.yml')),
			"Can't find 'action.yml'",
		],
		[
			'its condition cannot be evaluated',
			(folder: string) =>
				writeFileSync(
					join(folder, 'action.yml'),
					'runs: { using: node24, main: main.cjs, post: post.cjs, post-if: nonsense() }',
				),
			'Unrecognized function',
		],
	])('fails if meanwhile %s, because the manifest is read again', async (_what, change, message) => {
		const folder = mkdtempSync(join(tmpdir(), 'action-'));
		try {
			cpSync(locateFixture('post-on-failure'), folder, { recursive: true });
			const job = await openJob();
			await job.step({ actionDir: folder, uses: './' });
			change(folder);
			const { posts, status } = await job.finish();
			expect(posts).toMatchObject([
				{
					outcome: 'failure',
					exitCode: null,
					runnerAnnotations: [{ message: expect.stringContaining(message) }],
				},
			]);
			expect(status).toBe('failure');
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
