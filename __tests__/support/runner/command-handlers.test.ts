import { describe, expect, it } from 'vitest';
import { handleLines } from './handle-lines.ts';
import { openJob, scriptStep } from './test-jobs.ts';

describe('commands in the output of a process', () => {
	it('are honored on stderr as on stdout', async () => {
		const job = await openJob();
		const result = await job.step(
			scriptStep("complain('::warning::on stderr'); complain('::add-mask::word'); complain('a word')"),
		);
		expect(result.annotations).toMatchObject([{ type: 'warning', message: 'on stderr' }]);
		expect(result.printed).toBe('##[warning]on stderr\na ***\n');
	});

	it.each([
		['a lone CR', 'text\r::set-output name=planted::1'],
		['a no-break space', '\u00a0::set-output name=planted::1'],
		['text, in the older form', 'server says: ##[set-output name=planted]1'],
	])('are found after %s, so that printed server text can plant them', (_what, line) => {
		expect(handleLines([line]).outputs).toEqual({ planted: '1' });
	});

	it('write decoded text to the log, which is not parsed again', () => {
		const result = handleLines([
			'::error::one%0A::set-output name=planted::1',
			'::debug::x%0D::set-output name=planted::1',
			'::group::a%0A##[set-output name=planted]1',
		]);
		expect(result.outputs).toEqual({});
		expect(result.printed).toBe(
			'##[error]one\n::set-output name=planted::1\n##[group]a\n##[set-output name=planted]1\n',
		);
	});

	it('are listed in order of arrival, beside the plain lines', () => {
		const result = handleLines(['::group::G', 'plain', '::unknown::x', '::endgroup::']);
		expect(result.events.map((event) => (event.kind === 'line' ? event.text : event.command.name))).toEqual([
			'group',
			'plain',
			'::unknown::x',
			'endgroup',
		]);
		expect(result.printed).toBe('##[group]G\nplain\n::unknown::x\n##[endgroup]\n');
	});

	it.each([
		['set-env', '::set-env name=X::1', 'disabled'],
		['add-path in the older form', '##[add-path]/x', 'disabled'],
		['set-output without a name', '::set-output::1', "'name' is missing"],
		['save-state without a name', '::save-state name=::1', "'name' is missing"],
	])('count as failed: %s', (_what, line, message) => {
		const result = handleLines([line, 'still printed']);
		expect(result.commandErrors).toEqual([expect.stringContaining(message)]);
		expect(result.printed).toMatch(
			/^##\[error\]Unable to process command .+\n##\[error\].+\nstill printed\n$/,
		);
	});

	it('that fail, fail a step that exits with 0', async () => {
		const job = await openJob();
		expect(await job.step(scriptStep("say('::set-env name=X::1')"))).toMatchObject({
			exitCode: 0,
			outcome: 'failure',
		});
		expect(job.status).toBe('failure');
	});

	it('that would mask nothing only warn', () => {
		const result = handleLines(['::add-mask::', '::add-mask:: \u0085']);
		expect(result).toMatchObject({
			printed: expect.stringMatching(/^(?:##\[warning\].+\n){2}$/),
			commandErrors: [],
		});
		expect(result).toMatchObject({
			masks: [],
			runnerAnnotations: [{ type: 'warning' }, { type: 'warning' }],
		});
	});

	it.each(['add-matcher', 'remove-matcher', 'echo'])('of the kind %s are not taken for text', (name) => {
		expect(handleLines([`::${name}::on`])).toMatchObject({
			printed: '',
			events: [{ kind: 'command' }],
			commandErrors: [],
		});
	});
});

describe('masks', () => {
	it('hold from their arrival on, for the rest of the job, in order', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep(
				"say('early word'); say('::add-mask::word'); say('::add-mask::a%0Ab%25'); say('late word, b%')",
				{
					post: "say('word')",
				},
			),
		);
		job.passStep('echo', 'word\nother');
		const { posts } = await job.finish();
		expect(main.masks).toEqual(['word', 'a\nb%']);
		expect([main.printed, posts[0]?.printed]).toEqual(['early word\nl***te ***, ***\n', '***\n']);
		expect(job.log()).toContain('##[endgroup]\n***\nother\n');
	});

	it('come before all of stderr, so that every run is the same', async () => {
		const job = await openJob();
		const { printed } = await job.step(scriptStep("complain('word'); say('::add-mask::word'); say('word')"));
		expect(printed).toBe('***\n***\n');
	});
});
