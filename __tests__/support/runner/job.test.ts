import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expression, startJob, template } from './index.ts';
import { openJob, scriptStep } from './test-jobs.ts';

describe('outputs of a job', () => {
	it('are evaluated after post, and dropped with a warning that names them if any mask of the job would change them', async () => {
		const job = await openJob({ secrets: ['hunter22'] });
		const main = "append('OUTPUT', 'link=https://host/secret/k3y\\nhost=host\\n'); say('::add-mask::k3y')";
		await job.step(scriptStep(main, { post: "say('::add-mask::from-post')" }));
		const result = await job.finish({
			...{
				link: expression('steps.script.outputs.link'),
				host: expression('steps.script.outputs.host'),
				status: () => job.status,
			},
			...{
				late: 'x from-post x',
				secret: 'hunter22',
				encoded: Buffer.from('hunter22').toString('base64'),
				empty: '',
			},
		});
		expect(result.outputs).toEqual({ host: 'host', status: 'success' });
		expect(result.droppedOutputs).toEqual(['link', 'late', 'secret', 'encoded']);
		expect(result.log).toContain("##[warning]Skip output 'link' since it may contain secret.\n");
		expect(result.log).not.toContain("'empty'");
	});
});

describe('a job', () => {
	it('hands the outputs and results of its steps to later ones', async () => {
		const job = await openJob();
		await job.step(
			scriptStep("append('OUTPUT', 'value=1'); process.exit(1)", { id: 'first', continueOnError: true }),
		);
		const text =
			"steps.first.outputs.value == '1' && steps.first.outcome == 'failure' && steps.first.conclusion == 'success' && 'all' || 'not all'";
		const second = await job.step(
			scriptStep('say(process.env.SEEN)', { id: 'second', env: { SEEN: expression(text) } }),
		);
		expect(second.printed).toBe('all\n');
	});

	it('hands on what an earlier job and the caller of the workflow gave it', async () => {
		const job = await openJob({
			contexts: { needs: { share: { result: 'success', outputs: { host: 'eu' } } }, inputs: { who: 'Kim' } },
		});
		const step = scriptStep('say(process.env.SEEN)', {
			env: { SEEN: template('${{ needs.share.outputs.host }} for ${{ inputs.who }}') },
			if: "${{ needs.share.result == 'success' }}",
		});
		expect((await job.step(step)).printed).toBe('eu for Kim\n');
	});

	it('runs a step only while it is well, or if the step says so', async () => {
		const job = await openJob({ env: { WANTED: 'yes' } });
		const before = await job.step(scriptStep('', { id: 'before', if: "env.WANTED == 'no'" }));
		job.failStep('make test');
		const after = await job.step(scriptStep('', { id: 'after', if: "env.WANTED == 'yes'" }));
		const always = await job.step(scriptStep('', { id: 'always', if: "always() && env.WANTED == 'yes'" }));
		expect([before.outcome, after.outcome, always.outcome]).toEqual(['skipped', 'skipped', 'success']);
		expect(job.status).toBe('failure');
	});

	it('refuses two steps at a time, a step after its end, a second end and an id given twice', async () => {
		const job = await openJob();
		const running = job.step(scriptStep(''));
		await expect(job.step(scriptStep('', { id: 'other' }))).rejects.toThrow('Another step');
		await running;
		await expect(job.step(scriptStep(''))).rejects.toThrow("'script' is invalid or taken");
		await expect(job.step(scriptStep('', { id: '__own' }))).rejects.toThrow('invalid');
		await job.finish();
		await expect(job.step(scriptStep('', { id: 'late' }))).rejects.toThrow('over');
		await expect(job.finish()).rejects.toThrow('over');
	});

	it('leaves nothing behind once it is disposed of', async () => {
		const job = await startJob();
		expect(existsSync(job.workspace)).toBe(true);
		await job.dispose();
		await job.dispose();
		expect(existsSync(job.workspace)).toBe(false);
	});

	it('keeps its folders apart from those of other jobs', async () => {
		const [one, other] = [await openJob(), await openJob()];
		expect(one.workspace).not.toBe(other.workspace);
	});
});
