import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expression, type StageResult, type StepOptions, template } from './index.ts';
import { dropId, openJob, scriptStep } from './test-jobs.ts';

const TELL = `
	const { GITHUB_ACTION, GITHUB_ACTION_PATH, INPUT_SEEN, INPUT_STATUS, INPUT_X, STATE_kept } = process.env;
	say(JSON.stringify([GITHUB_ACTION, GITHUB_ACTION_PATH, INPUT_SEEN, INPUT_STATUS, INPUT_X, STATE_kept]));
`;
const SEEN = { seen: template('${{ inputs.x }}'), status: expression('job.status') };

function tell(composites: StepOptions['composites']): StepOptions {
	const main = `append('STATE', 'kept=state'); ${TELL}`;
	return scriptStep(main, { id: 'inner', post: TELL, with: SEEN, ...(composites && { composites }) });
}

/** GITHUB_ACTION, name of the folder, `inputs.x`, `job.status`, INPUT_X and state as the process saw them. */
function read(stage: StageResult | undefined): (string | null)[] {
	const [action, path, ...rest] = JSON.parse(stage?.printed ?? '') as (string | null)[];
	return [action ?? null, path ? basename(path) : null, ...rest];
}

describe('a step inside a composite action', () => {
	it('is told the id of the composite, its folder and its inputs, in post too, but gets no variable for them', async () => {
		const job = await openJob();
		const main = await job.step(tell([{ name: 'wrapper', id: 'one', with: { x: 'given' } }]));
		job.failStep('make test');
		const { posts } = await job.finish();
		expect(read(main)).toEqual(['one', 'wrapper', 'given', 'success', null, null]);
		expect(read(posts[0])).toEqual(['one', 'wrapper', 'given', 'failure', null, 'state']);
	});

	it('is told a generated id if the composite has none, whether it has one itself or not', async () => {
		const job = await openJob();
		const named = await job.step(tell([{ name: 'wrapper' }]));
		const unnamed = await job.step(dropId(tell([{ name: 'wrapper' }])));
		expect([read(named)[0], read(unnamed)[0]]).toEqual(['__self', '__self_2']);
	});

	it('has outputs that the job does not see, and does not see those of the job', async () => {
		const job = await openJob();
		await job.step(scriptStep("append('OUTPUT', 'a=1')", { id: 'before' }));
		const outputs = { a: expression("steps.before.outputs.a || 'nothing'") };
		const step = scriptStep("append('OUTPUT', 'b=' + process.env.A)", { id: 'inner', env: { A: outputs.a } });
		const inner = await job.step({ ...step, composites: [{ name: 'wrapper', id: 'one' }] });
		const result = await job.finish({
			...outputs,
			b: expression('steps.one.outputs.b || steps.inner.outputs.b'),
		});
		expect([inner.outputs, result.outputs]).toEqual([{ b: 'nothing' }, { a: '1' }]);
	});

	it('cannot read the secrets of the workflow, while the composite can be given them', async () => {
		const job = await openJob({ contexts: { secrets: { KEY: 'k3y' } } });
		const given = { name: 'wrapper', with: { x: expression('secrets.KEY') } };
		const step = scriptStep('say(process.env.INPUT_SEEN)', { with: SEEN, composites: [given] });
		expect((await job.step(step)).printed).toBe('***\n');
		const reading = { ...step, id: 'reading', with: { ...step.with, seen: expression('secrets.KEY') } };
		const message = expect.stringContaining("Unrecognized named-value: 'secrets'");
		expect(await job.step(reading)).toMatchObject({ exitCode: null, runnerAnnotations: [{ message }] });
	});

	it('is not reached, and has no post, if the inputs of the composite cannot be evaluated', async () => {
		const job = await openJob();
		const step = tell([{ name: 'wrapper', id: 'one', with: { x: expression('nonsense.x') } }]);
		expect(await job.step(step)).toMatchObject({ outcome: 'failure', exitCode: null });
		expect((await job.finish()).posts).toEqual([]);
	});
});

describe('a composite inside a composite', () => {
	it.each([
		['inputs of other names', 'y', ''],
		['an input of the same name', 'x', 'outer'],
	])('sees its own inputs in main, but in post the outer one with %s', async (_what, name, inPost) => {
		const job = await openJob();
		const outer = { name: 'outer', id: 'one', with: { [name]: 'outer' } };
		const inner = { name: 'inner', id: 'two', with: { x: template(`inner of \${{ inputs.${name} }}`) } };
		const main = await job.step(tell([outer, inner]));
		job.cancel();
		const { posts } = await job.finish();
		expect(read(main)).toEqual(['one', 'inner', 'inner of outer', 'success', null, null]);
		expect(read(posts[0])).toEqual(['one', 'outer', inPost, 'cancelled', null, 'state']);
	});
});

describe('a step outside composites', () => {
	it('can be made to believe in a composite by an earlier step, but not in another id', async () => {
		const job = await openJob();
		job.exportVariable('GITHUB_ACTION_PATH', '/planted');
		job.exportVariable('GITHUB_ACTION', 'planted');
		expect(read(await job.step(tell(undefined))).slice(0, 2)).toEqual(['inner', 'planted']);
	});
});
