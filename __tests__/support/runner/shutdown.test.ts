import { describe, expect, it } from 'vitest';
import { openJob, scriptStep } from './test-jobs.ts';

const FINISH_LATE = `
	process.on('SIGINT', () => { append('STATE', 'made=late'); append('OUTPUT', 'made=late'); process.exit(0); });
	setInterval(() => {}, 1e6);
	say('ready');
`;

describe('a shutdown of the runner', () => {
	it.each(['success()', 'always()'])(
		'interrupts a step, waits for its end and runs no post: if %s',
		async (condition) => {
			const job = await openJob();
			await job.step(scriptStep('', { id: 'before', post: "say('never')" }));
			const main = await job.step(
				scriptStep(FINISH_LATE, {
					if: condition,
					post: "say('never')",
					onLine: (line) => line === 'ready' && job.shutDown(),
				}),
			);
			expect(main).toMatchObject({
				outcome: 'cancelled',
				exitCode: 0,
				signalsSent: ['SIGINT'],
				state: { made: 'late' },
				outputs: { made: 'late' },
			});
			const { posts, status } = await job.finish();
			expect(posts).toMatchObject([
				{ outcome: 'skipped', log: '' },
				{ outcome: 'skipped', log: '' },
			]);
			expect(status).toBe('failure');
		},
	);

	it('between two steps keeps even a step from running that always runs', async () => {
		const job = await openJob();
		job.shutDown();
		const main = await job.step(scriptStep("say('never')", { if: 'always()' }));
		job.passStep('echo', 'never');
		expect([main.outcome, job.status, job.log()]).toEqual(['skipped', 'failure', '']);
	});
});
