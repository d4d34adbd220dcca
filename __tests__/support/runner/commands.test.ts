import { describe, expect, it } from 'vitest';
import { openJob, play } from './play.ts';
import { print } from './print.ts';

describe('commands in the output of a process', () => {
	it('are honoured on stderr as on stdout', async () => {
		const job = await openJob();
		const result = await job.step(
			play("complain('::warning::on stderr'); complain('::add-mask::word'); complain('a word')"),
		);
		expect(result.annotations).toMatchObject([{ type: 'warning', message: 'on stderr' }]);
		expect(result.printed).toBe('##[warning]on stderr\na ***\n');
	});

	it.each([
		['a lone CR', 'text\r::set-output name=planted::1'],
		['a no-break space', '\u00a0::set-output name=planted::1'],
		['text, in the older form', 'server says: ##[set-output name=planted]1'],
	])('are found after %s, so that printed server text can plant them', (_what, line) => {
		expect(print([line]).outputs).toEqual({ planted: '1' });
	});

	it('write decoded text to the log, which is not parsed again', () => {
		const result = print([
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
		const result = print(['::group::G', 'plain', '::unknown::x', '::endgroup::']);
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
		['echo with an unknown value', '::echo::perhaps', 'Invalid echo'],
		['echo without a value', '::echo::', 'Invalid echo'],
		['add-matcher with a file that is not there', '::add-matcher::nowhere.json', 'nowhere.json'],
	])('count as failed: %s', (_what, line, message) => {
		const result = print([line, 'still printed']);
		expect(result.commandErrors).toEqual([expect.stringContaining(message)]);
		expect(result.printed).toMatch(
			/^##\[error\]Unable to process command .+\n##\[error\].+\nstill printed\n$/,
		);
	});

	it('that fail, fail a step that exits with 0', async () => {
		const job = await openJob();
		expect(await job.step(play("say('::set-env name=X::1')"))).toMatchObject({
			exitCode: 0,
			outcome: 'failure',
		});
		expect(job.status).toBe('failure');
	});

	it('can set variables only where the environment allows it', async () => {
		const job = await openJob({ env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: 'TRUE' } });
		const first = await job.step(play("say('::set-env name=PLANTED::1'); say('::add-path::/planted')"));
		const second = await job.step(
			play("say(process.env.PLANTED + ' ' + process.env.PATH.split(':')[0])", { id: 'second' }),
		);
		expect([first.outcome, second.printed]).toEqual(['success', '1 /planted\n']);
	});

	it('that name no file or an unreadable value only warn where the runner only warns', () => {
		const result = print([
			'::add-matcher::',
			'::add-mask::',
			'::add-mask:: \u0085',
			'::remove-matcher owner=x::',
		]);
		expect(result).toMatchObject({ commandErrors: [], masks: [] });
		expect(result.runnerAnnotations.map(({ type }) => type)).toEqual(['warning', 'warning', 'warning']);
	});
});

describe('the echo of commands', () => {
	it('is off, can be switched on and off, and ends with the stage', async () => {
		const job = await openJob();
		const lines = [
			'::set-output name=a::1',
			'::echo::ON',
			'::set-output name=b::2',
			'::echo::off',
			'::save-state name=c::3',
		];
		const step = play(`for (const line of ${JSON.stringify(lines)}) say(line)`, {
			post: "say('::save-state name=d::4')",
		});
		const main = await job.step(step);
		const { posts } = await job.finish();
		expect([main.printed, posts[0]?.printed]).toEqual(['::set-output name=b::2\n::echo::off\n', '']);
	});

	it('leaves out what must not be shown: masks are echoed as stars, annotations and debug lines not at all', () => {
		const result = print(['::echo::on', '::add-mask::hidden', '::debug::d', '::notice::n', '::group::g']);
		expect(result.printed).toBe('::add-mask::***\n##[notice]n\n::group::g\n##[group]g\n');
	});
});

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
		const result = print(lines);
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
		const result = print(['server says ##[stop-commands]planted', '::add-mask::the-secret', 'the-secret']);
		expect(result).toMatchObject({ masks: [], commandErrors: [] });
		expect(result.printed).toContain('::add-mask::the-secret\nthe-secret\n');
	});

	it('makes a mask of a token of more than six characters', () => {
		const result = print([
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
			play("say('::stop-commands::x'); append('OUTPUT', 'a=1')", { post: "say('::warning::heard')" }),
		);
		const { posts } = await job.finish();
		expect(main.outputs).toEqual({ a: '1' });
		expect(posts[0]?.annotations).toMatchObject([{ message: 'heard' }]);
	});

	it.each(['', 'pause-logging', 'Add-Mask', 'stop-commands'])(
		'with the token "%s" counts as failed and ends the handling of its output',
		(token) => {
			const result = print([`::stop-commands::${token}`, 'after', '::warning::after']);
			expect(result).toMatchObject({
				annotations: [],
				commandErrors: [expect.stringContaining('stop-commands')],
			});
			expect(result.printed).not.toContain('after');
			expect(result.events.map(({ kind }) => kind)).toEqual(['command', 'line', 'line']);
		},
	);
});

describe('masks', () => {
	it('hold from their arrival on, for the rest of the job, in order', async () => {
		const job = await openJob();
		const main = await job.step(
			play("say('early word'); say('::add-mask::word'); say('::add-mask::a%0Ab%25'); say('late word, b%')", {
				post: "say('word')",
			}),
		);
		job.passStep('echo', 'word\nother');
		const { posts } = await job.finish();
		expect(main.masks).toEqual(['word', 'a\nb%']);
		expect([main.printed, posts[0]?.printed]).toEqual(['early word\nl***te ***, ***\n', '***\n']);
		expect(job.log()).toContain('##[endgroup]\n***\nother\n');
	});

	it.each([
		[false, '***\n***\n'],
		[true, 'word\n***\n'],
	])('come before all of stderr, unless stderr is handled first: %s', async (stderrFirst, printed) => {
		const job = await openJob({ stderrFirst });
		expect((await job.step(play("say('::add-mask::word'); complain('word'); say('word')"))).printed).toBe(
			printed,
		);
	});
});
