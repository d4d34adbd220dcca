import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { createReporter, type Reporter } from '../../../src/runner/reporter.ts';
import { record } from '../../support/command-files.ts';

const report = async (tell: (reporter: Reporter) => void) =>
	(await record({}, () => tell(createReporter()))).lines;

describe('hide', () => {
	it('masks a value once, in its forms, and remembers the masks', async () => {
		let masks: readonly string[] = [];
		const lines = await report((reporter) => {
			reporter.hide('secret', 'a value%\n');
			reporter.hide('token', 'a value%\n');
			masks = reporter.masks();
		});
		expect(lines).toEqual(['::add-mask::a value%25', '::add-mask::a value%25%0A']);
		expect(masks).toEqual(['a value%', 'a value%\n']);
	});

	it('masks nothing for an empty value', async () => {
		expect(await report((reporter) => reporter.hide('secret', ''))).toEqual([]);
	});

	it('warns after masking where masking is imperfect, without the value', async () => {
		const lines = await report((reporter) => reporter.hide('passphrase', 'xyz'));
		expect(lines[0]).toBe('::add-mask::xyz');
		expect(lines[1]).toMatch(/^::warning::The passphrase has fewer than four characters/);
	});
});

describe('line, warn and detail', () => {
	it('write one harmless line each', async () => {
		const lines = await report((reporter) => {
			reporter.line('a\n::error::b');
			reporter.warn('c\r##[error]d');
			reporter.detail('::e::');
		});
		expect(lines).toEqual(['a : :error: :b', '::warning::c ## [error]d', '::debug::: :e: :']);
	});
});

describe('output', () => {
	it('sets an output through the file', async () => {
		const { outputs, stdout } = await record({}, () => createReporter().output('link', 'x\ny'));
		expect(outputs).toEqual([['link', 'x\ny']]);
		expect(stdout).toBe('');
	});
});

describe('wordsOf', () => {
	it('words an error for a warning: what happened, what was said, what is alive', async () => {
		const error = new ActionError('refused-by-server', 'Refused.', {
			foreignText: 'No\nway',
			alive: 'It lives.',
		});
		expect(await report((reporter) => reporter.warn(reporter.wordsOf(error)))).toEqual([
			'::warning::Refused. It said: "No way". It lives.',
		]);
		expect(createReporter().wordsOf(new ActionError('refused-by-server', 'Refused.', { alive: '' }))).toBe(
			'Refused.',
		);
	});
});

describe('fail', () => {
	it('writes one annotation with title, what happened, what is alive, hint and address of help', async () => {
		const error = new ActionError('in-doubt', 'share: host broke off.', { alive: 'A copy may live.' });
		expect(await report((reporter) => reporter.fail(error))).toEqual([
			expect.stringMatching(
				/^::error title=It is not known what the service has done::share: host broke off\. A copy may live\. Look above .*#in-doubt$/,
			),
		]);
	});

	it('quotes what the server said, cleaned and shortened', async () => {
		const error = new ActionError('refused-by-server', 'Refused.', {
			foreignText: `no\n::add-mask::x${'y'.repeat(300)}`,
		});
		const [line] = await report((reporter) => reporter.fail(error));
		expect(line).toMatch(/It said: "no : :add-mask: :xy{181}…"\./);
	});

	it('withholds what the server said if it repeats what is hidden', async () => {
		const lines = await report((reporter) => {
			reporter.hide('secret', 'hunter2-hunter2');
			reporter.fail(
				new ActionError('refused-by-server', 'Refused.', { foreignText: 'bad value aHVudGVyMi1odW50ZXIy' }),
			);
		});
		expect(lines.at(-1)).toMatch(/It said: "\(withheld, because/);
	});

	it('shows of an unplanned exception only its name, its code, and the places in the code', async () => {
		const error = Object.assign(new RangeError('the secret is\nhunter2'), { code: 'ERR_X' });
		const lines = await report((reporter) => reporter.fail(error));
		expect(lines[0]).toMatch(
			/^::error title=A fault in the action itself::An unexpected exception ended the step \(RangeError, ERR_X\)\..*#internal$/,
		);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.slice(1).every((line) => line.startsWith('::debug::at '))).toBe(true);
		expect(lines.join()).not.toContain('hunter2');
	});

	it.each([
		['hunter2', 'string'],
		[undefined, 'undefined'],
		[Object.assign(new Error('hunter2'), { name: 'hunter2 ::x::', stack: undefined }), 'object'],
	])('survives that somebody threw %j', async (thrown, shown) => {
		const lines = await report((reporter) => reporter.fail(thrown));
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`(${shown})`);
		expect(lines[0]).not.toContain('hunter2');
	});
});
