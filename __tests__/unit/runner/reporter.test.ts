import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { createReporter, type Reporter } from '../../../src/runner/reporter.ts';
import { record } from '../../support/command-files.ts';

const report = async (use: (reporter: Reporter) => void, warnsAboutMasks = true) =>
	(await record({}, () => use(createReporter({ warnsAboutMasks })))).lines;

const HELP = 'https://github.com/ots/action/blob/v1/docs/troubleshooting.md';

describe('mask', () => {
	it('masks a value once, in all its forms, and keeps the masks', async () => {
		let masks: readonly string[] = [];
		const lines = await report((reporter) => {
			reporter.mask('secret', 'a val%\n');
			reporter.mask('token', 'a val%\n');
			masks = reporter.masks();
		});
		expect(lines).toEqual(['::add-mask::a val%25', '::add-mask::YSB2YWwl']);
		expect(masks).toEqual(['a val%', 'YSB2YWwl']);
	});

	it('masks nothing for an empty value', async () => {
		expect(await report((reporter) => reporter.mask('secret', ''))).toEqual([]);
	});

	it('warns if masking is imperfect, after masking and without the value', async () => {
		const lines = await report((reporter) => reporter.mask('passphrase', 'xyz', 'Use a file.'));
		expect(lines).toEqual([
			'::add-mask::xyz',
			'::warning::The passphrase has fewer than four characters: masking it blots out that text in every log of the job.',
		]);
	});

	it('adds the advice if the value is too large to be fully masked', async () => {
		const value = Array.from({ length: 2_001 }, (_, at) => `line-${at}`).join('\n');
		const warning = async (advice?: string) =>
			(await report((reporter) => reporter.mask('revealed value', value, advice))).at(-1);
		expect(await warning('Use a file.')).toMatch(
			/^::warning::The revealed value is so large .* Use a file\.$/,
		);
		expect(await warning()).toMatch(/texts of a value\.$/);
	});

	it('repeats no warning at the end of the job', async () => {
		expect(await report((reporter) => reporter.mask('passphrase', 'xyz'), false)).toEqual([
			'::add-mask::xyz',
		]);
	});
});

describe('withholdEchoesOf', () => {
	it('withholds a text that repeats the value, and masks nothing', async () => {
		const lines = await report((reporter) => {
			reporter.withholdEchoesOf('hunter2-hunter2');
			expect(reporter.echoes('it is hunter2-hunter2')).toBe(true);
			expect(reporter.echoes('it is nominal')).toBe(false);
			expect(reporter.masks()).toEqual([]);
			reporter.fail(new ActionError('refused-by-server', 'No.', { foreignText: 'hunter2-hunter2' }));
		});
		expect(lines).toEqual([expect.stringMatching(/It said: "\(withheld, because/)]);
	});

	it('does not prevent masking the value later', async () => {
		const lines = await report((reporter) => {
			reporter.withholdEchoesOf('hunter2');
			reporter.mask('secret', 'hunter2');
		});
		expect(lines).toContain('::add-mask::hunter2');
	});
});

describe('info, warn and debug', () => {
	it('write one safe line each', async () => {
		const lines = await report((reporter) => {
			reporter.info('a\n::error::b');
			reporter.warn('c\r##[error]d');
			reporter.debug('::e::');
		});
		expect(lines).toEqual(['a : :error: :b', '::warning::c ## [error]d', '::debug::: :e: :']);
	});
});

describe('output', () => {
	it('writes an output to the command file', async () => {
		const { outputs, stdout } = await record({}, () =>
			createReporter({ warnsAboutMasks: true }).output('link', 'x\ny'),
		);
		expect(outputs).toEqual([['link', 'x\ny']]);
		expect(stdout).toBe('');
	});
});

describe('describe', () => {
	it('returns the message with the quotation from the server, cleaned', () => {
		const reporter = createReporter({ warnsAboutMasks: true });
		const error = new ActionError('refused-by-server', 'Refused.', {
			foreignText: 'No\nway',
			leftBehind: 'x',
		});
		expect(reporter.describe(error)).toBe('Refused. It said: "No way".');
		expect(reporter.describe(new ActionError('refused-by-server', 'Refused.'))).toBe('Refused.');
	});
});

describe('fail', () => {
	it('writes one annotation in lines: what happened, what is left behind, what to do, where to read more', async () => {
		const error = new ActionError('in-doubt', 'host broke off.', { leftBehind: 'A copy may live.' });
		const lines = await report((reporter) => {
			reporter.setMode('share');
			reporter.fail(error);
		});
		expect(lines).toEqual([
			`::error title=It is not known what the service has done::share: host broke off.%0AA copy may live.%0ARun the job again to make a new link.%0A${HELP}#in-doubt`,
		]);
	});

	it('leaves out empty lines, and a mode that is not set', async () => {
		const error = new ActionError('invalid-input', '2 things.\n(1) One.\n(2) Two ::x::.');
		expect(await report((reporter) => reporter.fail(error))).toEqual([
			`::error title=Invalid input::2 things.%0A(1) One.%0A(2) Two : :x: :.%0A${HELP}#invalid-input`,
		]);
	});

	it('shows the advice of the error instead of the default of its code', async () => {
		const error = new ActionError('in-doubt', 'Broke.', { advice: 'Do this.' });
		const [line] = await report((reporter) => reporter.fail(error));
		expect(line).toBe(
			`::error title=It is not known what the service has done::Broke.%0ADo this.%0A${HELP}#in-doubt`,
		);
	});

	it('quotes what the server said, cleaned and shortened', async () => {
		const foreignText = `no\n::add-mask::x${'y'.repeat(300)}`;
		const error = new ActionError('refused-by-server', 'Refused.', { foreignText });
		const [line] = await report((reporter) => reporter.fail(error));
		expect(line).toMatch(/It said: "no : :add-mask: :xy{181}…"%0A/);
	});

	it('withholds what the server said if it repeats a masked value', async () => {
		const lines = await report((reporter) => {
			reporter.mask('secret', 'hunter2-hunter2');
			const foreignText = 'bad value aHVudGVyMi1odW50ZXIy';
			reporter.fail(new ActionError('refused-by-server', 'Refused.', { foreignText }));
		});
		expect(lines.at(-1)).toMatch(/It said: "\(withheld, because/);
	});

	it('shows only the name, the code and the stack frames of an unexpected exception', async () => {
		const error = Object.assign(new RangeError('the secret is\nhunter2'), { code: 'ERR_X' });
		const lines = await report((reporter) => {
			reporter.setMode('reveal');
			reporter.fail(error);
		});
		expect(lines[0]).toMatch(
			/^::error title=A bug in the action::reveal: An unexpected exception ended the step \(RangeError, ERR_X\)\.%0APlease report it.*#internal$/,
		);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.slice(1).every((line) => line.startsWith('::debug::at '))).toBe(true);
		expect(lines.join()).not.toContain('hunter2');
	});

	it.each([
		['hunter2', 'string'],
		[undefined, 'undefined'],
		[Object.assign(new Error('hunter2'), { name: 'hunter2 ::x::', stack: undefined }), 'object'],
	])('handles a thrown %j', async (thrown, shown) => {
		const lines = await report((reporter) => reporter.fail(thrown));
		expect(lines).toHaveLength(1);
		expect(lines[0]).toContain(`(${shown})`);
		expect(lines[0]).not.toContain('hunter2');
	});
});
