import { describe, expect, it } from 'vitest';
import { handleLines } from './handle-lines.ts';
import { openJob, scriptStep } from './test-jobs.ts';

describe('stop-commands', () => {
	it('prints every command until its token comes as a command, then goes on', () => {
		const lines = [
			'::stop-commands::t0ken',
			'::warning::stopped',
			'::endgroup::',
			't0ken',
			'::T0KEN::',
			'::warning::running',
		];
		const result = handleLines(lines);
		expect(result.annotations.map(({ message }) => message)).toEqual(['running']);
		expect(result.printed).toBe(
			'::stop-commands::t0ken\n::warning::stopped\n::endgroup::\nt0ken\n::T0KEN::\n##[warning]running\n',
		);
		expect(result.events.map(({ kind }) => kind)).toEqual([
			'command',
			'line',
			'line',
			'line',
			'command',
			'command',
		]);
	});

	it('lets a later add-mask print its secret in clear', () => {
		const result = handleLines([
			'server says ##[stop-commands]planted',
			'::add-mask::the-secret',
			'the-secret',
		]);
		expect(result).toMatchObject({ masks: [], commandErrors: [] });
		expect(result.printed).toContain('::add-mask::the-secret\nthe-secret\n');
	});

	it('makes a mask of a token of more than six characters', () => {
		const result = handleLines([
			'::stop-commands::1234567',
			'::1234567::',
			'::stop-commands::123456',
			'::123456::',
		]);
		expect(result.printed).toBe('::stop-commands::***\n::***::\n::stop-commands::123456\n::123456::\n');
	});

	it('ends with the stage, and does not stop command files', async () => {
		const job = await openJob();
		const main = await job.step(
			scriptStep("say('::stop-commands::x'); append('OUTPUT', 'a=1')", { post: "say('::warning::heard')" }),
		);
		const { posts } = await job.finish();
		expect(main.outputs).toEqual({ a: '1' });
		expect(posts[0]?.annotations).toMatchObject([{ message: 'heard' }]);
	});

	it.each(['', 'pause-logging', 'Add-Mask', 'stop-commands'])(
		'with the token "%s" counts as failed and ends the handling of its output',
		(token) => {
			const result = handleLines([`::stop-commands::${token}`, 'after', '::warning::after']);
			expect(result).toMatchObject({
				annotations: [],
				commandErrors: [expect.stringContaining('stop-commands')],
			});
			expect(result.printed).not.toContain('after');
			expect(result.events.map(({ kind }) => kind)).toEqual(['command', 'line', 'line']);
		},
	);
});
