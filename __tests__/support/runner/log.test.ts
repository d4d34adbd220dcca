import { describe, expect, it } from 'vitest';
import { locateFixture, openJob, scriptStep } from './test-jobs.ts';

describe('the log before a step starts', () => {
	it('lists the inputs that are not empty and the env context, masked with the masks known so far', async () => {
		const job = await openJob({ secrets: ['hunter22'], env: { JOB: 'hunter22' } });
		const values = { plain: 'hunter22', 'with default': '', late: 'to-be-masked' };
		const result = await job.step({
			actionDir: locateFixture('report'),
			uses: 'owner/name@v9',
			with: values,
			env: { STEP: 'x' },
		});
		const [, ...lines] = result.log.slice(0, -result.printed.length).split('\n');
		expect(lines).toEqual([
			'##[group]Run owner/name@v9',
			...[
				'with:',
				'  plain: ***',
				'  late: to-be-masked',
				'  hyphen-ated.dotted: stays',
				'  optional: (none)',
				'  job-status: success',
			],
			expect.stringMatching(/^ {2}where: example/),
			...['env:', '  JOB: ***', '  STEP: x', '##[endgroup]', ''],
		]);
	});

	it('leaves out what is empty, and does not list state or runtime variables', async () => {
		const job = await openJob();
		const result = await job.step({ actionDir: locateFixture('main-only') });
		expect(result.log).toBe('##[group]Run ots/action@v1\n##[endgroup]\nonly main\n');
	});

	it('is one line in post, without any input', async () => {
		const job = await openJob({ env: { JOB: 'x' } });
		await job.step(scriptStep("append('STATE', 'a=1')", { post: "say('done')" }));
		const { posts } = await job.finish();
		expect(posts[0]).toMatchObject({ log: 'Post job cleanup.\ndone\n', printed: 'done\n' });
	});
});

describe('the log', () => {
	it('is masked as a whole where one text has several lines', async () => {
		const job = await openJob({ secrets: ['a\nb'] });
		expect((await job.step(scriptStep("say('::error::xa%0Aby')"))).printed).toBe('##[error]x***y\n');
	});

	it('collects the parts of all steps', async () => {
		const job = await openJob();
		const main = await job.step(scriptStep("say('one')", { post: "say('two')" }));
		job.failStep('make test', 'it broke');
		const { posts, log } = await job.finish();
		const failed =
			'##[group]Run make test\n##[endgroup]\nit broke\n##[error]Process completed with exit code 1.\n';
		expect(log).toBe(`${main.log}${failed}${posts[0]?.log}`);
		expect(job.log()).toBe(log);
	});

	it('shows debug lines only in step debug, where commands are echoed and state and outputs listed, all of it masked', async () => {
		const body =
			"say('::debug::one%0Atwo'); say('::add-mask::word'); append('STATE', 's=a word\\n'); append('OUTPUT', 'o=a word\\n'); say('::save-state name=t::word')";
		const [quiet, loud] = [await openJob(), await openJob({ debug: true })];
		expect((await quiet.step(scriptStep(body))).printed).toBe('');
		expect((await loud.step(scriptStep(body))).printed.split('\n')).toEqual([
			...[
				'##[debug]one',
				'##[debug]two',
				'::add-mask::***',
				'::save-state name=t::***',
				'##[debug]Save intra-action state t = ***',
			],
			...['##[debug]Save intra-action state s = a ***', '##[debug]Set output o = a ***', ''],
		]);
	});

	it('shows no line of an ordinary step that is not run', async () => {
		const job = await openJob();
		job.failStep('first');
		job.failStep('second', 'not printed');
		job.passStep('third', 'not printed');
		expect(job.log()).not.toMatch(/second|third|not printed/);
	});
});

describe('annotations', () => {
	it('have their message masked and their title and other properties not', async () => {
		const job = await openJob({ secrets: ['hunter22'] });
		const { annotations, printed } = await job.step(
			scriptStep("say('::error title=My hunter22,file=hunter22.txt,line=3::Not hunter22%0Aagain')"),
		);
		expect(annotations).toEqual([
			{
				type: 'error',
				title: 'My hunter22',
				message: 'Not ***\nagain',
				properties: { title: 'My hunter22', file: 'hunter22.txt', line: '3' },
			},
		]);
		expect(printed).toBe('##[error]Not ***\nagain\n');
	});

	it('have their message cut at 4096 characters after masking', async () => {
		const job = await openJob({ secrets: ['s'.repeat(50)] });
		const { annotations } = await job.step(
			scriptStep("say('::notice::' + 's'.repeat(50) + 'x'.repeat(5000))"),
		);
		expect(annotations[0]?.message).toBe(`***${'x'.repeat(4093)}`);
	});

	it('are kept ten per type and stage, while the log has all of them', async () => {
		const job = await openJob();
		const body = "for (let i = 1; i <= 12; i += 1) say('::warning::w' + i); say('::error::e1')";
		const main = await job.step(scriptStep(body, { post: "say('::warning::in post')" }));
		const { posts } = await job.finish();
		expect(main.annotations.map(({ message }) => message)).toEqual([
			'w1',
			'w2',
			'w3',
			'w4',
			'w5',
			'w6',
			'w7',
			'w8',
			'w9',
			'w10',
			'e1',
		]);
		expect(main.printed).toContain('##[warning]w12\n');
		expect(posts[0]?.annotations).toMatchObject([{ message: 'in post' }]);
	});

	it('without a message leave nothing, neither in the log nor on the page of the run', async () => {
		const job = await openJob();
		const result = await job.step(
			scriptStep("for (const t of ['error', 'warning', 'notice']) say(`::${t} title=T::`)"),
		);
		expect(result).toMatchObject({ printed: '', annotations: [], runnerAnnotations: [] });
	});

	it('alone do not fail a step', async () => {
		const job = await openJob();
		expect(await job.step(scriptStep("say('::error::bad')"))).toMatchObject({
			outcome: 'success',
			conclusion: 'success',
		});
	});
});
