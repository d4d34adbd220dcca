import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dropId, openJob, scriptStep } from './test-jobs.ts';

const WRITES =
	"append('OUTPUT', 'link=L\\n'); append('STATE', 'receipt=R\\n'); append('STEP_SUMMARY', 'S\\n');";

describe('command files', () => {
	it.each([
		['success', '', 'success', 0],
		['an exit code', 'process.exit(3)', 'failure', 3],
		['an exception', "throw new Error('broken')", 'failure', 1],
		['a signal of its own', "process.kill(process.pid, 'SIGKILL')", 'failure', null],
	])('are carried out after %s', async (_what, ending, outcome, exitCode) => {
		const job = await openJob();
		const main = await job.step(
			scriptStep(`${WRITES} ${ending}`, { post: "say('post has ' + process.env.STATE_receipt)" }),
		);
		const { posts } = await job.finish();
		expect(main).toMatchObject({
			outcome,
			exitCode,
			outputs: { link: 'L' },
			state: { receipt: 'R' },
			summary: 'S\n',
		});
		expect(posts[0]?.printed).toBe('post has R\n');
	});

	it('are carried out after a cancel', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep(`${WRITES} setInterval(() => {}, 1e6); say('ready')`, {
				onLine: (_line, _stream, handle) => handle.cancel(),
				post: 'say(process.env.STATE_receipt)',
			}),
		);
		const { posts } = await job.finish();
		expect(main).toMatchObject({
			outcome: 'cancelled',
			signal: 'SIGINT',
			outputs: { link: 'L' },
			summary: 'S\n',
		});
		expect(posts[0]?.printed).toBe('R\n');
	});

	it('are fresh and empty in every stage, and the older ones stay in clear until the job is disposed of', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep("say(process.env.GITHUB_STATE); append('STATE', 'a=secret')", {
				post: 'say(process.env.GITHUB_STATE)',
			}),
		);
		const { posts } = await job.finish();
		const [mainFile = '', postFile = ''] = [main.printed.trim(), posts[0]?.printed.trim()];
		expect(mainFile).not.toBe(postFile);
		expect([readFileSync(mainFile, 'utf8'), readFileSync(postFile, 'utf8')]).toEqual(['a=secret', '']);
		expect(readdirSync(join(mainFile, '..'))).toHaveLength(10);
	});

	it('with a bad record fail the step, keep the records before it, and do not stop the other files', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep("append('STATE', 'good=1\\nbad line\\nlost=1\\n'); append('OUTPUT', 'link=L\\n');"),
		);
		expect(main).toMatchObject({
			exitCode: 0,
			outcome: 'failure',
			state: { good: '1' },
			outputs: { link: 'L' },
		});
		expect(main.commandErrors).toEqual([expect.stringContaining("'state'")]);
		expect(main.files.state).toBe('good=1\nbad line\nlost=1\n');
		expect(main.runnerAnnotations.map(({ type }) => type)).toEqual(['error', 'error']);
	});

	it('accept a record without a name as state, but not as an output', async () => {
		const job = await openJob();
		const state = await job.step(scriptStep("append('STATE', '=v')"));
		const output = await job.step(scriptStep("append('OUTPUT', '=v')", { id: 'output' }));
		expect(state).toMatchObject({ outcome: 'success', state: { '': 'v' } });
		expect(output).toMatchObject({ outcome: 'failure', outputs: {} });
	});

	it('that the action removed count as empty', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep(
				"for (const name of ['STATE', 'OUTPUT', 'STEP_SUMMARY']) require('node:fs').rmSync(process.env['GITHUB_' + name])",
			),
		);
		expect(main).toMatchObject({ outcome: 'success', outputs: {}, state: {}, rawSummary: '' });
	});

	it('let the last of equal names win, compared without case, under the spelling that came first', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep("append('OUTPUT', 'Link=1\\nlink=2\\n'); append('STATE', 'key=1\\nKEY=2\\n')"),
		);
		expect(main).toMatchObject({ outputs: { Link: '2' }, state: { key: '2' } });
	});

	it('win over commands for equal names, while other names stay', async () => {
		const job = await openJob();
		const commands =
			"say('::set-output name=a::command'); say('::set-output name=b::command'); say('::save-state name=s::command');";
		const main = await job.step(scriptStep(`append('OUTPUT', 'a=file\\n'); ${commands}`));
		expect(main).toMatchObject({ outputs: { a: 'file', b: 'command' }, state: { s: 'command' } });
	});
});

describe('outputs of a step', () => {
	it('are lost without an id and in post', async () => {
		const job = await openJob();
		const step = scriptStep("say('::set-output name=a::1'); append('OUTPUT', 'b=1')", {
			post: "append('OUTPUT', 'c=1')",
		});
		const anonymous = await job.step(dropId(step));
		const named = await job.step(step);
		const { posts } = await job.finish();
		expect([anonymous.outputs, named.outputs]).toEqual([{}, { a: '1', b: '1' }]);
		expect(posts.map(({ outputs, files }) => [outputs, files.output])).toEqual([
			[{}, 'c=1'],
			[{}, 'c=1'],
		]);
		expect(anonymous.files.output).toBe('b=1');
	});

	it('are neither trimmed nor masked as values', async () => {
		const job = await openJob({ secrets: ['hunter22'] });
		const main = await job.step(scriptStep("append('OUTPUT', 'a= hunter22 \\n')"));
		expect(main.outputs).toEqual({ a: ' hunter22 ' });
	});
});

describe('the step summary', () => {
	it('is masked line by line, with values of several lines only through their lines', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep("say('::add-mask::one%0Atwo'); append('STEP_SUMMARY', 'one\\r\\ntwo three\\rfour')"),
		);
		expect(main).toMatchObject({ summary: '***\n*** three\nfour\n', rawSummary: 'one\r\ntwo three\rfour' });
	});

	it.each([
		['kept at 1 MiB', 1024 * 1024, 1024 * 1024 + 1, 0],
		['dropped above it, with an error but without failing the step', 1024 * 1024 + 1, 0, 1],
	])('is %s', async (_what, size, length, errors) => {
		const job = await openJob();
		const main = await job.step(scriptStep(`append('STEP_SUMMARY', 'x'.repeat(${size}))`));
		expect(main).toMatchObject({ outcome: 'success', commandErrors: [] });
		expect([main.summary.length, main.runnerAnnotations.length]).toEqual([length, errors]);
	});
});
