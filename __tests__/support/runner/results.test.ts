import { describe, expect, it } from 'vitest';
import { openJob, scriptStep } from './test-jobs.ts';

const READY = "setInterval(() => {}, 1e6); say('ready');";
const HOLD_OUT = `for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => say(name)); ${READY}`;

describe('the result of a step', () => {
	it.each([
		['success with exit code 0', '', 'success', 0],
		['failure with another exit code', 'process.exitCode = 1', 'failure', 1],
		['failure after an uncaught exception', "throw new Error('x')", 'failure', 1],
		['failure after an unhandled rejection', "Promise.reject(new Error('x'))", 'failure', 1],
		[
			'success where a promise never settles and the event loop drains',
			'new Promise(() => {}).then(() => process.exit(1))',
			'success',
			0,
		],
		['failure after a signal', "process.kill(process.pid, 'SIGTERM')", 'failure', null],
	])('is %s', async (_what, body, outcome, exitCode) => {
		const job = await openJob();
		expect(await job.step(scriptStep(body))).toMatchObject({
			outcome,
			conclusion: outcome,
			exitCode,
			signalsSent: [],
			runnerAnnotations: [],
		});
		expect(job.status).toBe(outcome);
	});

	it('is failure, but concluded as success, with continue-on-error', async () => {
		const job = await openJob();
		expect(await job.step(scriptStep('process.exit(1)', { continueOnError: true }))).toMatchObject({
			outcome: 'failure',
			conclusion: 'success',
		});
		expect(job.status).toBe('success');
	});

	it('comes although a grandchild holds the streams open', async () => {
		const job = await openJob({ signalScale: 0.01 });
		const child =
			"require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { stdio: 'inherit' })";
		const main = await job.step(
			scriptStep(`const child = ${child}; child.unref(); say(String(child.pid)); process.exit(0)`),
		);
		expect(main).toMatchObject({
			outcome: 'success',
			exitCode: 0,
			printed: expect.stringMatching(/^[1-9]\d*\n$/),
		});
		process.kill(Number(main.printed), 'SIGKILL');
	});
});

describe('a cancel', () => {
	it('before the process has done anything ends it by SIGINT', async () => {
		const job = await openJob();
		const main = await job.step(scriptStep("append('STATE', 'a=1')", { onStart: ({ cancel }) => cancel() }));
		expect(main).toMatchObject({
			outcome: 'cancelled',
			exitCode: null,
			signal: 'SIGINT',
			signalsSent: ['SIGINT'],
			state: {},
		});
		expect(job.status).toBe('cancelled');
	});

	it.each([0, 7])('makes the result cancelled whatever the exit code: %d', async (code) => {
		const job = await openJob();
		const body = `process.on('SIGINT', () => { say('::error::stopped'); process.exit(${code}); }); ${READY}`;
		const main = await job.step(
			scriptStep(body, { continueOnError: true, onLine: (line) => line === 'ready' && job.cancel() }),
		);
		expect(main).toMatchObject({
			outcome: 'cancelled',
			conclusion: 'cancelled',
			exitCode: code,
			signal: null,
			signalsSent: ['SIGINT'],
		});
		expect(main.annotations).toMatchObject([{ message: 'stopped' }]);
		expect(main.runnerAnnotations).toMatchObject([{ type: 'error', message: 'The operation was canceled.' }]);
	});

	it('goes on to SIGTERM and SIGKILL with a process that holds out', async () => {
		const job = await openJob({ signalScale: 0.01 });
		const main = await job.step(
			scriptStep(HOLD_OUT, { onLine: (line, _stream, handle) => line === 'ready' && handle.cancel() }),
		);
		expect(main).toMatchObject({
			outcome: 'cancelled',
			signal: 'SIGKILL',
			signalsSent: ['SIGINT', 'SIGTERM', 'SIGKILL'],
		});
	});

	it('leaves a step alone whose condition still holds', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep('say(process.env.INPUT_MAIN.length > 0)', {
				if: 'always()',
				onStart: ({ cancel }) => cancel(),
			}),
		);
		expect(main).toMatchObject({ outcome: 'success', signalsSent: [], printed: 'true\n' });
		expect(job.status).toBe('cancelled');
	});

	it('during post leaves post alone, because its condition is always()', async () => {
		const job = await openJob();
		await job.step(
			scriptStep('', { post: "say('whole')", onStart: ({ cancel }, stage) => stage === 'post' && cancel() }),
		);
		const { posts, status } = await job.finish();
		expect(posts[0]).toMatchObject({ outcome: 'success', printed: 'whole\n' });
		expect(status).toBe('cancelled');
	});

	it('keeps later steps from running, unless their condition says otherwise', async () => {
		const job = await openJob();
		job.cancel();
		const skipped = await job.step(scriptStep("say('x')", { id: 'skipped' }));
		const kept = await job.step(scriptStep("say('x')", { id: 'kept', if: 'cancelled()' }));
		expect([skipped.outcome, kept.outcome]).toEqual(['skipped', 'success']);
	});
});

describe('a time-out', () => {
	it('sends the same signals, but fails the step and the job', async () => {
		const job = await openJob({ signalScale: 0.01 });
		const main = await job.step(
			scriptStep(HOLD_OUT, { onLine: (line, _stream, handle) => line === 'ready' && handle.expire() }),
		);
		expect(main).toMatchObject({
			outcome: 'failure',
			signal: 'SIGKILL',
			signalsSent: ['SIGINT', 'SIGTERM', 'SIGKILL'],
		});
		expect(main.runnerAnnotations).toMatchObject([
			{ type: 'error', message: expect.stringContaining('has timed out') },
		]);
		expect(job.status).toBe('failure');
	});

	it('comes by itself when the time of the step is up, in post too', async () => {
		const job = await openJob();
		const main = await job.step(scriptStep(READY, { post: READY, timeoutMs: 1, continueOnError: true }));
		const { posts, status } = await job.finish();
		expect([main, posts[0]]).toMatchObject([
			{ outcome: 'failure', conclusion: 'success', signalsSent: ['SIGINT'] },
			{ outcome: 'failure', conclusion: 'success', signalsSent: ['SIGINT'] },
		]);
		expect(status).toBe('success');
	});
});

describe('the tests’ own callbacks', () => {
	it.each(['onStart', 'onLine'] as const)(
		'%s make the step reject with what they throw, and the process is killed',
		async (name) => {
			const job = await openJob();
			const callback = (): void => {
				throw new Error('assertion of a test');
			};
			await expect(job.step(scriptStep(READY, { [name]: callback }))).rejects.toThrow('assertion of a test');
			expect(await job.step(scriptStep("say('next')", { id: 'next' }))).toMatchObject({ outcome: 'success' });
		},
	);

	it('can dispose of a job while its process runs', async () => {
		const job = await openJob();
		const main = await job.step(scriptStep(READY, { onLine: () => void job.dispose() }));
		expect(main.signal).toBe('SIGKILL');
		await expect(job.step(scriptStep('', { id: 'next' }))).rejects.toThrow('over');
	});
});
